"""From counts to values: the only place where a numerator meets a denominator."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.catalog import Interval, Kind, Metric
from warehouse.statistics import (
    Outcome,
    Polarity,
    byar,
    interval_error,
    outcomes,
    range_outcomes,
    rank_areas,
    rate_error,
    share_error,
    tie_bands,
    wilson,
)

Floats = NDArray[np.float64]

CONFIDENCES = {"": 0.95, "_998": 0.998}
# A sample worth less than this is shown, but neither ranked nor coloured.
LEAST_EFFECTIVE = 200
LEAST_COLOURED = 30
# Ranks are for tables a person can argue over; grids have a funnel.
RANKED_LEVELS = ("street", "community")


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


def compared(values: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Add what the comparison with target and benchmark says.

    Args:
        values: as ``measured`` gives them, with ``target``, ``floor`` and ``benchmark`` (null
            where there is none).
        metric: whose values they are.

    Returns:
        ``values`` with ``outcome_target``, ``outcome_target_998``, ``outcome_benchmark`` and
        ``outcome_benchmark_998``; a small sample is ``not_compared``.
    """
    target, floor, benchmark = (_plain(values, name) for name in ("target", "floor", "benchmark"))
    small = values["is_small"].to_numpy()
    added = {}
    for suffix in CONFIDENCES:
        low, high = _span(values, suffix)
        if metric.polarity is Polarity.NO_JUDGEMENT:
            against_target = range_outcomes(
                low, high, within=(floor, target), polarity=metric.polarity
            )
        else:
            against_target = outcomes(low, high, benchmark=target, polarity=metric.polarity)
        against_benchmark = outcomes(low, high, benchmark=benchmark, polarity=metric.polarity)
        for name, found in (("target", against_target), ("benchmark", against_benchmark)):
            added[f"outcome_{name}{suffix}"] = np.where(small, Outcome.NOT_COMPARED.value, found)
    return values.with_columns(pl.Series(name, found) for name, found in added.items())


def _plain(values: pl.DataFrame, column: str) -> Floats:
    return values[column].cast(pl.Float64).fill_null(np.nan).to_numpy()


def _span(values: pl.DataFrame, suffix: str) -> tuple[Floats, Floats]:
    """Give the limits to compare; a full count is compared by its value."""
    value = _plain(values, "value")
    low, high = _plain(values, f"low{suffix}"), _plain(values, f"high{suffix}")
    return np.where(np.isnan(low), value, low), np.where(np.isnan(high), value, high)


def ranked(values: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Add ranks with their intervals, within each peer group.

    Args:
        values: as ``measured`` gives them, of one level and period, with ``peer_group``.
        metric: whose values they are.

    Returns:
        ``values`` with ``rank`` (1 is best), ``rank_low`` and ``rank_high`` (95 %, holding for
        the whole table), ``rank_low_alone`` and ``rank_high_alone`` (95 %, looking at one area),
        ``peers`` (areas ranked together) and ``band`` (areas of one band cannot be told from the
        best of it). Null where a value is withheld, provisional or rests on too little, and for
        metrics without judgement.
    """
    groups = [
        _ranked_group(group, metric)
        for _, group in values.group_by("peer_group", maintain_order=True)
    ]
    return pl.concat(groups) if groups else _unranked(values)


def _unranked(values: pl.DataFrame) -> pl.DataFrame:
    return values.with_columns(pl.lit(None, pl.Int64).alias(name) for name in RANK_COLUMNS)


RANK_COLUMNS = (
    "rank",
    "rank_low",
    "rank_high",
    "rank_low_alone",
    "rank_high_alone",
    "band",
    "peers",
)


def _ranked_group(values: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    if metric.polarity is Polarity.NO_JUDGEMENT or values["level"][0] not in RANKED_LEVELS:
        return _unranked(values)
    is_out = (values["is_small"] | values["is_provisional"]).to_numpy()
    value = np.where(is_out, np.nan, _plain(values, "value"))
    found = rank_areas(
        value,
        standard_errors=_plain(values, "standard_error"),
        polarity=metric.polarity,
    )
    peers = np.where(np.isnan(found.rank), np.nan, np.count_nonzero(~np.isnan(found.rank)))
    columns = (
        found.rank,
        found.low_together,
        found.high_together,
        found.low,
        found.high,
        tie_bands(found),
        peers,
    )
    return values.with_columns(
        pl.Series(name, column).fill_nan(None).cast(pl.Int64)
        for name, column in zip(RANK_COLUMNS, columns, strict=True)
    )
