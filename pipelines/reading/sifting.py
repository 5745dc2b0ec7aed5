"""What stands among the records and is none: blank rows, totals, cells without end."""

import polars as pl

# 计 stands in all three words; spreadsheets are fond of spaces within them.
TOTAL_MARK = "计"
TOTAL = r"^(合\s*计|总\s*计|小\s*计)"


# Never by name: polars takes a column called ``*`` for all, and ``^a$`` for a pattern.
CELLS = pl.exclude("source_line")


def is_total() -> pl.Expr:
    """Tell of each row whether its first filled cell says that it is a total."""
    return pl.coalesce(CELLS).str.contains(TOTAL).fill_null(value=False)


def without_blank(rows: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Leave out the rows whose cells are all null, and count them."""
    cells = rows.get_columns()[1:]
    if not all(column.null_count() for column in cells):
        return rows, 0
    kept = rows.filter(~pl.all_horizontal(CELLS.is_null()))
    return kept, rows.height - kept.height
