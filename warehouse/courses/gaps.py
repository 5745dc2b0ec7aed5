"""Series in which every period has its row: points that are neighbours must lie side by side."""

import polars as pl

from warehouse.periods import Period, PeriodKind


def without_gaps(series: pl.DataFrame) -> pl.DataFrame:
    """Give one area's series with a row for each period from its first to its last.

    Args:
        series: as ``Reader.series`` gives it; small areas have no row where nothing was counted.

    Returns:
        the series, oldest first; rows that were added have nulls and are no break.
    """
    if not series.height:
        return series
    rows = series.sort("period_start")
    kind = PeriodKind(rows["period_kind"][0])
    last = rows["period_start"][-1]
    every = [Period(rows["period_start"][0], kind)]
    while every[-1].start < last:
        every.append(every[-1].after)
    frame = pl.DataFrame(
        {
            "period": [one.label for one in every],
            "period_kind": [str(kind)] * len(every),
            "period_start": [one.start for one in every],
        }
    )
    found = frame.join(
        rows.drop("period", "period_kind"), on="period_start", how="left", maintain_order="left"
    )
    if "is_break" in found.columns:
        found = found.with_columns(pl.col("is_break").fill_null(value=False))
    return found
