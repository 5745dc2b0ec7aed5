"""What a value means: against target and benchmark, and among its peers."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.catalog import Metric
from warehouse.measure import CONFIDENCES
from warehouse.statistics import (
    Estimate,
    Outcome,
    Polarity,
    difference,
    outcomes,
    range_outcomes,
    rank_areas,
    tie_bands,
)

Floats = NDArray[np.float64]

# Ranks are for tables a person can argue over; grids have a funnel.
RANKED_LEVELS = ("street", "community")
RANK_COLUMNS = (
    "rank",
    "rank_low",
    "rank_high",
    "rank_low_alone",
    "rank_high_alone",
    "band",
    "peers",
)


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


def changes(now: pl.DataFrame, then: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Compare each area with itself in another period.

    Args:
        now: values of one metric as ``measured`` gives them, one row an area.
        then: the same in the period compared with.
        metric: whose values they are.

    Returns:
        One row an area of ``now``: ``area_code``, ``value_then``, ``change`` (now less then, in
        the metric's unit), ``change_low`` and ``change_high`` (95 %), ``outcome_change``; null
        and ``not_compared`` where either value is missing.
    """
    columns = ["area_code", "value", "low", "high"]
    pairs = now.select(columns).join(
        then.select(columns), on="area_code", how="left", suffix="_then", maintain_order="left"
    )
    parts = [_estimate(pairs, suffix) for suffix in ("", "_then")]
    found = difference(parts[0], second=parts[1], confidence=CONFIDENCES[""])
    zero = np.zeros_like(found.value)
    outcome = outcomes(found.low, found.high, benchmark=zero, polarity=metric.polarity)
    return pairs.select(
        "area_code",
        "value_then",
        pl.Series("change", found.value).fill_nan(None),
        pl.Series("change_low", found.low).fill_nan(None),
        pl.Series("change_high", found.high).fill_nan(None),
        pl.Series("outcome_change", outcome),
    )


def _estimate(values: pl.DataFrame, suffix: str) -> Estimate:
    value = _plain(values, f"value{suffix}")
    low, high = _plain(values, f"low{suffix}"), _plain(values, f"high{suffix}")
    # Rounding in a survey's limits may leave them a hair inside the value.
    return Estimate(
        value,
        np.fmin(np.where(np.isnan(low), value, low), value),
        np.fmax(np.where(np.isnan(high), value, high), value),
    )
