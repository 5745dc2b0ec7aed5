"""Contracts in words, for templates and the data dictionary."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.claims import row_rules
from pipelines.column import EARLIEST, LATEST
from pipelines.contract import Field, Kind
from pipelines.source import Source
from warehouse.reasons import reasons
from warehouse.words import Words

NUMBERS = (Kind.COUNT, Kind.NUMBER)
TIMES = (Kind.DAY, Kind.MOMENT)
FLAGS = {"zh": ("是", "否"), "en": ("true", "false")}


@dataclass(frozen=True, slots=True)
class Described:
    """One column of a contract in words.

    Attributes:
        field: the column.
        title: its header in the reader's language.
        content: what belongs into it.
        allowed: the values it takes, as a drop-down offers them; empty where they are not listed.
        bounds: the smallest and largest number it takes; none where it holds none.
    """

    field: Field
    title: str
    content: str
    allowed: tuple[str, ...]
    bounds: tuple[float, float] | None

    @property
    def values(self) -> str:
        """What it takes, on one line."""
        if self.bounds:
            return " … ".join(f"{bound:.15g}" for bound in self.bounds)
        if self.field.kind in TIMES:
            return f"{EARLIEST:%Y-%m-%d} … {LATEST.year - 1}-12-31"
        return " · ".join(self.allowed)


def described(source: Source, words: Words) -> list[Described]:
    """Describe the columns of ``source`` that a table may deliver, in their order."""
    return [
        Described(
            field,
            title=field.names[0] if words.language == "zh" else field.name,
            content=words(f"kind.{field.kind}"),
            allowed=_allowed(field, words.language),
            bounds=_bounds(source, field),
        )
        for field in source.fields
        if field.kind is not Kind.GEOMETRY
    ]


def claims(source: Source, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what a whole row must not be: the rule, and what is wrong where it is broken."""
    for rule in row_rules(source.contract):
        yield rule, reasons()[rule].what[words.language]


def _allowed(field: Field, language: str) -> tuple[str, ...]:
    if field.kind is Kind.FLAG:
        return FLAGS[language]
    if field.kind is Kind.SCORE:
        return tuple(word for word in field.values if word.isdigit())
    return tuple(_spoken(field, value, language) for value in dict.fromkeys(field.values.values()))


def _spoken(field: Field, value: str, language: str) -> str:
    """Give the word for a value: the contract's own in English, the first of the Chinese ones."""
    said = [word for word, meant in field.values.items() if meant == value and word != value]
    return said[0] if language == "zh" and said else value


def _bounds(source: Source, field: Field) -> tuple[float, float] | None:
    if field.kind not in NUMBERS:
        return None
    column = source.contract.columns()[field.name]
    return float(getattr(column, "min", 0)), float(getattr(column, "max", 0))
