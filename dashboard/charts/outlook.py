"""Forecasts to the year's end, beside what is known."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.control import target_line
from dashboard.charts.labels import name_of, short_period
from dashboard.charts.spec import Ahead, Face, ForecastChart, Point
from dashboard.charts.timeline import year_ticks
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.periods import Period, PeriodKind

Row = Mapping[str, Any]


def forecast_chart(  # noqa: PLR0913
    series: pl.DataFrame,
    to_come: pl.DataFrame,
    metric: Metric,
    *,
    goal: Row | None,
    face: Face,
    words: Words,
) -> ForecastChart:
    """Make a forecast with what is known before it.

    Args:
        series: months or quarters of one area, as ``Reader.series`` gives them; those that are
            forecast, too, are shown as what came.
        to_come: as `warehouse.courses.outlook.outlook` gives it.
        metric: whose values they are.
        goal: a row with the target in force; null for none.
        face: what every chart has.
        words: in the reader's language.
    """
    ordered = series.sort("period_start")
    labels = to_come["period"].to_list()
    first = Period.parse(labels[0]).start if labels else None
    known = ordered.filter(pl.col("period_start") < first) if first else ordered.clear()
    came = dict(ordered.select("period", "value").iter_rows())
    ahead = [_ahead(row, came, words) for row in to_come.iter_rows(named=True)]
    is_year = [Period.parse(label).kind is PeriodKind.YEAR for label in labels]
    periods = [Period.parse(one) for one in (*known["period"], *labels)]
    names = ("value", "middle", "low_80", "high_80", "low_95", "high_95", "came")
    headings = tuple(words(f"course.{name}") for name in names)
    return ForecastChart(
        face,
        NumberFormat.of(metric.unit),
        name_of(metric, words),
        tuple(
            _known(row, Period.parse(row["period"]), words) for row in known.iter_rows(named=True)
        ),
        tuple(one for one, is_last in zip(ahead, is_year, strict=True) if not is_last),
        tuple(one for one, is_last in zip(ahead, is_year, strict=True) if is_last),
        target_line(metric, goal, words),
        year_ticks([one for one in periods if one.kind is not PeriodKind.YEAR]),
        headings,  # type: ignore[arg-type]
    )


def _known(row: Row, period: Period, words: Words) -> Point:
    return Point(
        fmt.period(period, words.language),
        row["value"],
        row["low"],
        row["high"],
        short=short_period(period),
        is_break=row["is_break"],
    )


def _ahead(row: Row, came: Mapping[str, float | None], words: Words) -> Ahead:
    period = Period.parse(row["period"])
    is_year = period.kind is PeriodKind.YEAR
    name = fmt.period(period, words.language)
    return Ahead(
        label=words("course.whole_year", year=name) if is_year else name,
        short=words("course.year_short") if is_year else short_period(period),
        came=came.get(row["period"]),
        **{one: row[one] for one in ("middle", "low_80", "high_80", "low_95", "high_95")},
    )
