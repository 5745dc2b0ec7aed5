"""Where a metric is heading by the end of the assessment year, and how such forecasts did."""

from enum import StrEnum
from typing import Any

import numpy as np
import polars as pl

from warehouse.catalog import Interval, Metric
from warehouse.courses.gaps import without_gaps
from warehouse.courses.limits import stands_still
from warehouse.periods import Period, PeriodKind
from warehouse.statistics import Forecast, Polarity, TooShortError, forecast_ratio, year_end

SEASONS = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}
# Sums of weights differ by rounding.
ROUNDING = 1e-9
SCHEMA = {
    "period": pl.String,
    "middle": pl.Float64,
    "low_80": pl.Float64,
    "high_80": pl.Float64,
    "low_95": pl.Float64,
    "high_95": pl.Float64,
    "reached": pl.Float64,
    "method": pl.String,
    "forecast_count": pl.Int64,
    "covered_80": pl.Float64,
    "covered_95": pl.Float64,
    "error": pl.Float64,
    "naive_error": pl.Float64,
}
BANDS = ("middle", "low_80", "high_80", "low_95", "high_95")


class YearValue(StrEnum):
    """How the value of a year comes from those of its periods."""

    SUM = "sum"
    LAST = "last"
    OWN = "own"


def outlook(
    series: pl.DataFrame,
    years: pl.DataFrame,
    metric: Metric,
    *,
    end: Period,
    target: float | None,
) -> pl.DataFrame:
    """Forecast a metric from the end of a period to the end of the year that follows from it.

    Args:
        series: months or quarters of one area, as ``Reader.series`` gives them.
        years: its years.
        metric: whose values they are.
        end: what is known ends with this period.
        target: of the year; null if nothing was promised.

    Returns:
        One row a period to come: ``period``, ``middle`` and the limits of the 80 and 95 % bands,
        in the metric's unit; then one of the year (``period`` is its label), if its value comes
        from those of its periods, with ``reached``, the probability (0–1) of the target. All
        rows say how past forecasts did: ``method``, ``forecast_count``, ``covered_80``,
        ``covered_95``, ``error`` and ``naive_error``. No rows where nothing can be forecast.

    Source: docs/methods.md#forecast
    """
    ordered = without_gaps(series)
    known = ordered.filter(pl.col("period_start") <= end.last_day)
    if not known.height or not (metric.is_counted or metric.is_asked):
        return pl.DataFrame(schema=SCHEMA)
    if metric.interval is Interval.NONE and stands_still(known["value"].drop_nulls().to_numpy()):
        # Entries of a register are no chance, and no level that wanders.
        return pl.DataFrame(schema=SCHEMA)
    kind = PeriodKind(known["period_kind"][0])
    ahead = _ahead(Period(known["period_start"][-1], kind))
    try:
        forecast = forecast_ratio(
            *_counts(known, metric),
            horizon=len(ahead),
            season_length=SEASONS[kind],
            is_share=metric.unit == "share",
        )
    except TooShortError:
        return pl.DataFrame(schema=SCHEMA)
    rows = [
        {"period": one.label, **{name: getattr(forecast.bands, name)[at] for name in BANDS}}
        for at, one in enumerate(ahead)
    ]
    how = year_value(ordered, years)
    if how is not YearValue.OWN:
        year = ahead[0].within(PeriodKind.YEAR)
        so_far = _so_far(known, metric, year) if how is YearValue.SUM else None
        rows.append(_year(forecast, metric, year=year, so_far=so_far, target=target))
    tested = forecast.back_test
    return pl.DataFrame(rows, schema=SCHEMA).with_columns(
        pl.col(*BANDS) * metric.per,
        method=pl.lit(str(forecast.method)),
        forecast_count=pl.lit(tested.forecasts, pl.Int64),
        covered_80=pl.lit(tested.covered_80),
        covered_95=pl.lit(tested.covered_95),
        error=pl.lit(tested.error * metric.per),
        naive_error=pl.lit(tested.naive_error * metric.per),
    )


def year_value(series: pl.DataFrame, years: pl.DataFrame) -> YearValue:
    """Tell from whole years how a year's value comes from its periods' values.

    Args:
        series: months or quarters of one area.
        years: its years.
    """
    size = SEASONS[PeriodKind(series["period_kind"][0])] if series.height else 0
    by_year = (
        series.drop_nulls("value")
        .sort("period_start")
        .group_by(pl.col("period").str.head(4).alias("period"), maintain_order=True)
        .agg(
            pl.len().alias("size"),
            pl.sum("numerator").alias("part"),
            pl.sum("denominator").alias("whole"),
            pl.last("value").alias("last"),
        )
        .filter(pl.col("size") == size)
        .join(years.select("period", "numerator", "denominator", "value"), on="period")
        .drop_nulls()
    )
    if not by_year.height:
        return YearValue.OWN

    def agree(one: str, other: str) -> bool:
        near = (by_year[one] - by_year[other]).abs() <= ROUNDING * by_year[other].abs()
        return bool(near.all())

    if agree("part", "numerator") and agree("whole", "denominator"):
        return YearValue.SUM
    return YearValue.LAST if agree("last", "value") else YearValue.OWN


def _ahead(last: Period) -> list[Period]:
    """List the periods after the last known one, to the end of the year they begin in."""
    year = last.after.within(PeriodKind.YEAR)
    found = [last.after]
    while found[-1].next_start < year.next_start:
        found.append(found[-1].after)
    return found


def _counts(rows: pl.DataFrame, metric: Metric) -> tuple[np.ndarray, np.ndarray]:
    """Give counts, or what a survey's estimates are worth as counts."""
    whole = rows["effective_n"] if metric.is_asked else rows["denominator"]
    part = rows["value"] * whole if metric.is_asked else rows["numerator"]
    one, other = (named.cast(pl.Float64).fill_null(np.nan).to_numpy() for named in (part, whole))
    return one, other


def _so_far(known: pl.DataFrame, metric: Metric, year: Period) -> tuple[float, float]:
    """Add up the periods of a year that are over."""
    of_year = known.filter(pl.col("period").str.starts_with(year.label)).drop_nulls("value")
    part, whole = _counts(of_year, metric)
    return float(part.sum()), float(whole.sum())


def _year(
    forecast: Forecast,
    metric: Metric,
    *,
    year: Period,
    so_far: tuple[float, float] | None,
    target: float | None,
) -> dict[str, Any]:
    is_judged = target is not None and metric.polarity is not Polarity.NO_JUDGEMENT
    end = year_end(
        forecast,
        so_far=so_far,
        target=target / metric.per if is_judged and target is not None else np.nan,
        polarity=metric.polarity,
    )
    bands = {name: float(getattr(end.bands, name)) for name in BANDS}
    return {"period": year.label, **bands, "reached": end.reached if is_judged else None}
