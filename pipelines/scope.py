"""The months and places whose earlier rows a ``replace`` load takes away."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.convert import FAILURES_SCHEMA
from pipelines.refusal import RefusedFileError
from pipelines.source import Source


@dataclass(frozen=True, slots=True)
class Scope:
    """What a ``replace`` load takes away, and all that it may bring.

    Attributes:
        months: such as ``2020-09``; every month where there is none.
        areas: codes as the operator named them; every place where there is none.
        places: those codes and the codes of every place below them.
    """

    months: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def check(self, source: Source) -> None:
        """Make sure that the scope can tell which rows of ``source`` belong to it.

        Raises:
            RefusedFileError: it names months or places, and these rows have none; replacing
                them would take away the whole source.
        """
        has_no_date = self.months and source.dated_by is None
        has_no_place = self.areas and not source.placed_by
        if has_no_date or has_no_place:
            raise RefusedFileError("scope_does_not_fit", scope=self.said, source=source.name)

    @property
    def said(self) -> str:
        """The scope as an operator writes it."""
        months = [f"month={month}" for month in self.months]
        return " ".join([*months, *(f"area={area}" for area in self.areas)])

    def outside(self, frame: pl.DataFrame, source: Source) -> pl.DataFrame:
        """Find the rows that lie outside, columns as in `FAILURES_SCHEMA`."""
        found = [pl.DataFrame(schema=FAILURES_SCHEMA)]
        if self.months and source.dated_by:
            month = pl.col(source.dated_by).dt.strftime("%Y-%m")
            is_outside = month.is_in(self.months).not_()
            found.append(_failures(frame.filter(is_outside), source.dated_by, self.said))
        if self.areas and source.placed_by:
            inside = [pl.col(one).is_in(self.places) for one in source.placed_by]
            is_outside = ~pl.any_horizontal(inside).fill_null(value=False)
            found.append(_failures(frame.filter(is_outside), _first(source.placed_by), self.said))
        return pl.concat(found)


def _first(columns: Sequence[str]) -> str:
    return columns[0]


def _failures(lines: pl.DataFrame, column: str, hint: str) -> pl.DataFrame:
    return lines.select(
        "source_line",
        pl.lit(column).alias("column"),
        pl.lit("outside_the_scope").alias("reason"),
        pl.lit(None, pl.String).alias("value"),
        pl.lit(hint).alias("hint"),
    )
