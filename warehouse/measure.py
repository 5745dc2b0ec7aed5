"""From counts to values: the only place where a numerator meets a denominator."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.catalog import Interval, Kind, Metric
from warehouse.statistics import byar, interval_error, rate_error, share_error, wilson

Floats = NDArray[np.float64]

CONFIDENCES = {"": 0.95, "_998": 0.998}
# A sample worth less than this is shown, but neither ranked nor coloured.
LEAST_EFFECTIVE = 200
LEAST_COLOURED = 30


def measured(counts: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Add values and intervals to counts.

    Args:
        counts: one row an area and period, columns as in ``marts.fct_metric_counts``.
        metric: whose counts they are.

    Returns:
        ``counts`` with ``value``, ``low`` and ``high`` (95 %), ``low_998`` and ``high_998``,
        in the metric's unit; ``standard_error``; ``n`` (what the value rests on); ``is_small``
        (shown, but neither ranked nor coloured). A withheld row has nulls. A full count has no
        limits.
    """
    shown = pl.col("withheld").is_null()
    numerator = _floats(counts, "numerator", where=shown)
    denominator = _floats(counts, "denominator", where=shown)
    if metric.is_counted:
        value = np.divide(
            numerator * metric.per,
            denominator,
            out=np.full_like(numerator, np.nan),
            where=denominator > 0,
        )
    else:
        value = _floats(counts, "value", where=shown)
    columns = {"value": value, "n": _basis(counts, metric, denominator, where=shown)}
    columns["standard_error"] = _standard_error(counts, metric, (numerator, denominator))
    for suffix, confidence in CONFIDENCES.items():
        low, high = _limits(counts, metric, (numerator, denominator), confidence=confidence)
        columns[f"low{suffix}"], columns[f"high{suffix}"] = low, high
    return counts.with_columns(
        *(pl.Series(name, column).fill_nan(None) for name, column in columns.items()),
        pl.Series("numerator", numerator).fill_nan(None),
        pl.Series("denominator", denominator).fill_nan(None),
    ).with_columns(_is_small(metric).alias("is_small"))


def _floats(rows: pl.DataFrame, column: str, *, where: pl.Expr) -> Floats:
    """Take a column as floats, nan where there is nothing to show."""
    found = rows.select(pl.when(where).then(pl.col(column)).cast(pl.Float64).fill_null(np.nan))
    return found.to_series().to_numpy()


def _basis(counts: pl.DataFrame, metric: Metric, denominator: Floats, *, where: pl.Expr) -> Floats:
    if metric.kind in {Kind.SURVEY, Kind.SAMPLE}:
        return _floats(counts, "n", where=where)
    return denominator


def _is_small(metric: Metric) -> pl.Expr:
    """Say which values rest on too little to be ranked or coloured."""
    if metric.kind is Kind.SURVEY:
        return (pl.col("effective_n") < LEAST_EFFECTIVE).fill_null(value=False)
    if metric.interval is Interval.NONE:
        return pl.lit(value=False)
    if metric.interval is Interval.BYAR:
        return (pl.col("numerator") < LEAST_COLOURED).fill_null(value=False)
    return (pl.col("n") < LEAST_COLOURED).fill_null(value=False)


def _limits(
    counts: pl.DataFrame, metric: Metric, parts: tuple[Floats, Floats], *, confidence: float
) -> tuple[Floats, Floats]:
    """Give the interval of each value; nan for a full count."""
    if metric.interval is Interval.WILSON:
        return wilson(*parts, confidence=confidence)
    if metric.interval is Interval.BYAR:
        return byar(*parts, confidence=confidence, per=metric.per)
    if metric.interval is Interval.NONE:
        nothing = np.full(counts.height, np.nan)
        return nothing, nothing
    shown = pl.col("withheld").is_null()
    suffix = "95" if confidence == CONFIDENCES[""] else "998"
    low, high = (_floats(counts, f"{side}_{suffix}", where=shown) for side in ("low", "high"))
    return low, high


def _standard_error(counts: pl.DataFrame, metric: Metric, parts: tuple[Floats, Floats]) -> Floats:
    """Give what ranks need to know of each value's uncertainty; 0 for a full count."""
    shown = pl.col("withheld").is_null()
    match metric.interval:
        case Interval.WILSON:
            return share_error(*parts)
        case Interval.BYAR:
            return rate_error(*parts, per=metric.per)
        case Interval.SURVEY:
            # Where everybody answered alike no spread was measured: plus four, at the worth of n.
            share = _floats(counts, "value", where=shown)
            worth = _floats(counts, "effective_n", where=shown)
            measured_error = _floats(counts, "standard_error", where=shown)
            return np.fmax(measured_error, share_error(np.minimum(share, 1) * worth, worth))
        case Interval.KAPLAN_MEIER:
            low, high = (_floats(counts, f"{side}_95", where=shown) for side in ("low", "high"))
            return interval_error(low, high, confidence=CONFIDENCES[""])
        case Interval.NONE:
            return np.where(np.isnan(parts[0]), np.nan, 0.0)
