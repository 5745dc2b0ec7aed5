"""A mapping as a whole: which files it is for, and what it makes of their rows."""

import re
import unicodedata
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import PurePosixPath

import polars as pl

from pipelines.accept import Origin
from pipelines.mapping.columns import MappedColumn
from pipelines.reading.wishes import Wishes
from pipelines.refusal import RefusedFileError
from pipelines.repeats import Keep
from pipelines.source import Source
from pipelines.table_names import exactly

# Columns of contracts whose codes can be made areas.
PLACES = ("grid_code", "street_code")


@dataclass(frozen=True, slots=True)
class AreasFromData:
    """How areas are made of the codes found in the data.

    Attributes:
        district_code: code of the area above all.
        district_name: its name.
        name_from: delivered header with the areas' names; their codes where there is none.
    """

    district_code: str
    district_name: str
    name_from: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """One mapping file.

    Attributes:
        name: of the file.
        sha256: of its bytes: an edited mapping makes other rows of the same delivery.
        source: what its rows are.
        files: patterns of the names of the files it is for.
        wishes: what it states about reading them.
        columns: where each column of the contract comes from.
        keep: which of rows that share a key stay.
        areas: how areas are made of the data, if they are.
    """

    name: str
    sha256: str
    source: Source
    files: tuple[str, ...]
    wishes: Wishes
    columns: tuple[MappedColumn, ...]
    keep: Keep | None
    areas: AreasFromData | None

    def fits(self, file_name: str) -> bool:
        """Tell whether the mapping is for this file."""
        names = (file_name, PurePosixPath(file_name).name)
        return any(fnmatch(name, pattern) for name in names for pattern in self.files)

    @property
    def delivered_names(self) -> frozenset[str]:
        """The delivered headers the mapping reads."""
        named = {name for column in self.columns for name in column.sources}
        extra = {self.areas.name_from} if self.areas and self.areas.name_from else set()
        return frozenset(named | extra)

    def bound(self, header: Sequence[str], *, file_name: str) -> "BoundMapping":
        """Bind the mapping to a file: to its header and its name.

        Raises:
            RefusedFileError: a column that the mapping reads is not there, or the name of the
                file does not hold what the mapping takes from it.
        """
        as_delivered = {_alike(name): name for name in reversed(header)}
        wanted = {
            name: name if name in header else as_delivered.get(_alike(name))
            for name in self.delivered_names
        }
        if missing := sorted(name for name, found in wanted.items() if found is None):
            raise RefusedFileError(
                "missing_columns", missing=", ".join(missing), found=", ".join(header)
            )
        headers = {name: found for name, found in wanted.items() if found}
        columns = [
            _from_name(column, file_name) if column.from_file else column.renamed(headers)
            for column in self.columns
        ]
        name_from = headers.get(self.areas.name_from or "") if self.areas else None
        return BoundMapping(self, tuple(columns), headers, name_from)


@dataclass(frozen=True, slots=True)
class BoundMapping:
    """A mapping at work on one file.

    Attributes:
        mapping: what it says.
        columns: where each column of the contract comes from in this file.
        headers: header as the mapping writes it → as delivered.
        name_from: delivered header with the areas' names.
    """

    mapping: Mapping
    columns: tuple[MappedColumn, ...]
    headers: Dict[str, str]
    name_from: str | None

    @property
    def shown(self) -> dict[str, str]:
        """Column of the contract → what the sender calls it."""
        return {column.column: column.shown for column in self.columns}

    def apply(self, rows: pl.DataFrame) -> "Mapped":
        """Turn delivered rows into rows under the contract's names, in order."""
        mapped = rows.select("source_line", *(column.mapped() for column in self.columns))
        failures = pl.concat(
            column.failures(rows, mapped[column.column]) for column in self.columns
        )
        return Mapped(mapped, Origin(rows, failures))

    def places(self, mapped: pl.DataFrame, delivered: pl.DataFrame) -> pl.DataFrame:
        """List the places that rows belong to.

        Returns:
            One row a place: ``street``; ``grid``, null where rows belong to streets; ``name`` of
            the street, or of the grid where no street is mapped, null where not delivered.
        """
        known = {column.column for column in self.columns}
        grid, street = (
            pl.col(name) if name in known else pl.lit(None, pl.String) for name in PLACES
        )
        name = exactly(self.name_from) if self.name_from else pl.lit(None, pl.String)
        names = delivered.select("source_line", name.str.strip_chars().alias("name"))
        placed = mapped.select(
            "source_line", pl.coalesce(street, grid).alias("street"), grid.alias("grid")
        )
        return placed.join(names, on="source_line").select("street", "grid", "name").unique()


@dataclass(frozen=True, slots=True)
class Mapped:
    """Rows that a mapping made.

    Attributes:
        rows: one row a delivered row, text under the contract's names, with ``source_line``.
        origin: what they were made of, and the values the mapping says nothing about.
    """

    rows: pl.DataFrame
    origin: Origin


def _alike(header: str) -> str:
    """Bring a header to the form in which mappings and files are compared."""
    return " ".join(unicodedata.normalize("NFKC", header).strip("\ufeff").casefold().split())


def _from_name(column: MappedColumn, file_name: str) -> MappedColumn:
    """Take a column's text from the file's name, as if it were stated."""
    found = re.search(column.from_file or "", file_name)
    if found is None or found[1] is None:
        raise RefusedFileError("name_does_not_fit", pattern=column.from_file, column=column.column)
    return replace(column, constant=found[1], from_file=None)
