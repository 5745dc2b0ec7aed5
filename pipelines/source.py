"""What a source is: a name, what its rows must hold, and what makes one row the same as another."""

from dataclasses import dataclass

from pipelines.contract import Contract, Field, fields


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of delivery, as `docs/contracts.md` states it.

    Attributes:
        name: file prefix, folder in the lake and argument of ``--source``.
        title_zh: what the readers of the data page call it.
        title_en: the same in English.
        contract: the columns and rules of its rows.
        key: the columns that ``upsert`` matches on, and that no two rows of a file may share.
        dated_by: the column that places a row in time; none for a register.
        placed_by: the columns that may say where a row belongs, finest first.
        has_geometry: whether it may come as GeoJSON.
    """

    name: str
    title_zh: str
    title_en: str
    contract: Contract
    key: tuple[str, ...]
    dated_by: str | None = None
    placed_by: tuple[str, ...] = ()
    has_geometry: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The delivered columns in the order of the contract."""
        return fields(self.contract)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a file is refused."""
        return tuple(field.name for field in self.fields if field.required)
