"""Turn the rows that a child process sends into records."""

import csv
import io

import polars as pl

from pipelines.reading.batch import BROKEN_SCHEMA, TextBatch
from pipelines.reading.limits import CELL_MOST, RAW_MOST
from pipelines.reading.sifting import CELLS, is_total, without_blank

_PADDING = " \t"


def table_batch(
    frame: pl.DataFrame, *, header: tuple[str, ...], has_outlines: bool = False
) -> TextBatch:
    """Sort the rows of a parcel into rows, broken records and blank ones.

    Args:
        frame: what is known about each row, and its cells by position.
        header: the names of the first so many cells.
        has_outlines: whether the last column holds outlines, which may be long.
    """
    cells = [pl.col(str(position)).str.strip_chars(_PADDING) for position in range(len(header))]
    rows = frame.select(
        pl.col("line").alias("source_line"),
        *(
            pl.when(cell != "").then(cell).alias(name)
            for cell, name in zip(cells, header, strict=True)
        ),
    )
    short = pl.exclude("source_line", header[-1]) if has_outlines else CELLS
    verdicts = _verdicts(frame, rows, width=len(header), short=short)
    is_broken = verdicts["reason"].is_not_null()
    good, blank = without_blank(rows.filter(~is_broken))
    return TextBatch(
        rows=good,
        broken=_broken(frame.filter(is_broken), verdicts.filter(is_broken), least=len(header)),
        blank=blank + int(frame["blank"].sum()),
    )


def _verdicts(
    frame: pl.DataFrame, rows: pl.DataFrame, *, width: int, short: pl.Expr
) -> pl.DataFrame:
    """Tell of each row why it cannot be a record and what shows that; null where it can."""
    seen = rows.select(
        is_total().alias("total"),
        pl.any_horizontal(short.str.len_bytes() > CELL_MOST).alias("long"),
    )
    is_wide = pl.col("filled") > width
    reason = (
        pl.when("total")
        .then(pl.lit("total_row"))
        .when(pl.col("reason").is_not_null())
        .then("reason")
        .when(is_wide)
        .then(pl.lit("too_many_cells"))
        .when("long")
        .then(pl.lit("cell_too_long"))
    )
    shown = (
        pl.when(reason == "too_many_cells")
        .then(pl.format("{}/{}", "filled", pl.lit(width)))
        .when(reason == "cell_too_long")
        .then(pl.lit(str(CELL_MOST)))
        .when(reason != "total_row")
        .then("found")
    )
    about = frame.select("line", "reason", "found", "filled")
    return about.hstack(seen).select("line", reason.alias("reason"), shown.alias("found"))


def _broken(frame: pl.DataFrame, verdicts: pl.DataFrame, *, least: int) -> pl.DataFrame:
    """Keep each row as a line of CSV: at least so many cells, and up to the last filled one."""
    cells = frame.drop("line", "reason", "found", "blank")
    raw = [_as_line(row[1:][: max(row[0], least)]) for row in cells.iter_rows()]
    broken = verdicts.with_columns(pl.Series("raw", raw, pl.String))
    return broken.rename({"line": "source_line"}).match_to_schema(BROKEN_SCHEMA)


def _as_line(cells: tuple[str | None, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()[:RAW_MOST]
