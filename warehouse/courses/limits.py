"""Which points of a metric's course are special, against limits whose origin is recorded."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from warehouse.catalog import Metric
from warehouse.courses.festival import is_festival
from warehouse.courses.gaps import without_gaps
from warehouse.periods import MONTHS_IN_YEAR, Period
from warehouse.statistics import (
    Assurance,
    Baseline,
    Polarity,
    ProcessChart,
    Rule,
    Variation,
    process_chart,
)
from warehouse.statistics.process_chart import assurance

# Monthly limits come from the first year and hold for all months after it.
FIXED_MONTHS = 12
# What the words of an annotation must hold for it to begin limits anew, in either language.
RESTARTING = ("重算界限", "limits anew")
# A register that mostly stands still has steps, and no ups and downs to take limits from.
STILL = 0.5
ALONE = (Rule.OUTSIDE.value, Rule.TWO_OF_THREE.value)
# The festival of this many years must point the same way to be called a habit.
LEAST_FESTIVALS = 3


@dataclass(frozen=True, slots=True)
class Course:
    """A series with its limits.

    Attributes:
        rows: the series, oldest first, with ``centre``, ``low_limit``, ``high_limit`` (null where
            there are none), ``is_trial``, ``rule``, ``direction`` (1 up, -1 down, 0),
            ``variation``, ``baseline`` (its number) and ``is_seasonal`` (a signal that returns
            with each Spring Festival, and is none).
        reasons: why each baseline after the first began.
        assurance: of the latest limits against the target.
        is_still: it is a register that mostly stands still; it has no limits.
    """

    rows: pl.DataFrame
    reasons: tuple[str, ...]
    assurance: Assurance
    is_still: bool


def with_limits(
    series: pl.DataFrame,
    metric: Metric,
    *,
    target: float | None,
    restarts: Mapping[dt.date, str],
) -> Course:
    """Tell special from usual points of one area's series.

    Args:
        series: one row a month or quarter, as ``Reader.series`` gives them for one area.
        metric: whose values they are.
        target: what every period shall reach; null if nothing was promised.
        restarts: why limits are taken anew from a day on.

    Source: docs/methods.md#process-chart
    """
    rows = without_gaps(series)
    values = rows["value"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    is_still = stands_still(values)
    baselines = _baselines(rows, metric, restarts)
    chart = process_chart(
        np.full_like(values, np.nan) if is_still else values,
        polarity=metric.polarity,
        target=target,
        baselines=baselines,
    )
    if metric.needs_full_year:
        chart = _for_rolling_years(chart, values, metric=metric, target=target)
    found = rows.with_columns(
        pl.Series("centre", chart.centre).fill_nan(None),
        pl.Series("low_limit", chart.low).fill_nan(None),
        pl.Series("high_limit", chart.high).fill_nan(None),
        pl.Series("is_trial", chart.is_trial),
        pl.Series("rule", chart.rule.tolist(), dtype=pl.String),
        pl.Series("direction", chart.direction, dtype=pl.Int8),
        pl.Series("variation", chart.variation.tolist(), dtype=pl.String),
        pl.Series("baseline", chart.baseline, dtype=pl.Int64),
    )
    reasons = tuple(one.reason for one in baselines[1:])
    return Course(_with_seasons(found), reasons, chart.assurance, is_still)


def restarting(happened: pl.DataFrame) -> pl.DataFrame:
    """Keep the annotations that say of themselves that limits begin anew.

    Args:
        happened: as ``Reader.annotations`` gives it.
    """
    zh, en = RESTARTING
    return happened.filter(
        pl.col("label_zh").str.contains(zh, literal=True)
        | pl.col("label_en").str.to_lowercase().str.contains(en, literal=True)
    )


def _for_rolling_years(
    chart: ProcessChart, values: np.ndarray, *, metric: Metric, target: float | None
) -> ProcessChart:
    """Widen the limits of values that cover twelve months each, and drop the rules of runs.

    Neighbours share eleven of twelve months: their moving range is the square root of twelve
    times too small for them, and runs are what such a series is made of.

    Source: docs/methods.md#course
    """
    reach = (chart.high - chart.centre) * MONTHS_IN_YEAR**0.5
    apart = values - chart.centre
    is_outside = np.abs(apart) > reach
    names = [np.str_(Rule.OUTSIDE), np.str_(Rule.UNKNOWN)]
    rule = np.select([is_outside, np.isnan(apart + reach)], names, np.str_(Rule.COMMON_CAUSE))
    direction = np.where(is_outside, np.sign(apart), 0).astype(np.int8)
    return replace(
        chart,
        low=chart.centre - reach,
        high=chart.centre + reach,
        rule=rule,
        direction=direction,
        variation=_variations(rule, direction, polarity=metric.polarity),
        assurance=assurance(
            (chart.centre - reach)[-1:],
            (chart.centre + reach)[-1:],
            target=target,
            polarity=metric.polarity,
        ),
    )


def _variations(rule: np.ndarray, direction: np.ndarray, *, polarity: Polarity) -> np.ndarray:
    """Give signals the name that the polarity gives their direction."""
    up, down = {
        Polarity.HIGH_IS_GOOD: (Variation.IMPROVEMENT, Variation.CONCERN),
        Polarity.LOW_IS_GOOD: (Variation.CONCERN, Variation.IMPROVEMENT),
        Polarity.NO_JUDGEMENT: (Variation.HIGH, Variation.LOW),
    }[polarity]
    names = [np.str_(Variation.UNKNOWN), np.str_(up), np.str_(down)]
    usual = np.str_(Variation.COMMON_CAUSE)
    return np.select([rule == Rule.UNKNOWN, direction > 0, direction < 0], names, usual)


def stands_still(values: np.ndarray) -> bool:
    """Say whether most steps of a series are none."""
    steps = np.diff(values[~np.isnan(values)])
    return bool(steps.size) and float((steps == 0).mean()) >= STILL


def _baselines(
    rows: pl.DataFrame, metric: Metric, restarts: Mapping[dt.date, str]
) -> tuple[Baseline, ...]:
    """Begin limits anew at the first period that starts on or after each day, if any does."""
    fixed = None if metric.is_asked else FIXED_MONTHS
    starts = rows["period_start"].to_list()
    found: dict[int, str] = {}
    for day, reason in sorted(restarts.items()):
        position = next((i for i, start in enumerate(starts) if start >= day), len(starts))
        if 0 < position < len(starts):
            found[position] = reason
    return (
        Baseline(fixed_after=fixed),
        *(Baseline(start, reason, fixed) for start, reason in found.items()),
    )


def _with_seasons(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark signals of Spring Festival that every year gives, on the same side."""
    months = [Period.parse(label) for label in rows["period"]]
    is_feast = pl.Series("is_feast", [is_festival(one) for one in months], dtype=pl.Boolean)
    side = (pl.col("value") - pl.col("centre")).sign()
    feasts = rows.filter(is_feast).select(side.alias("side")).drop_nulls()
    is_habit = feasts.height >= LEAST_FESTIVALS and feasts["side"].n_unique() == 1
    is_alone = pl.col("rule").is_in(ALONE) & (pl.col("direction") != 0)
    return rows.with_columns((is_alone & is_feast & pl.lit(is_habit)).alias("is_seasonal"))
