"""What a value means: against target and benchmark, and among its peers."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.catalog import Metric
from warehouse.measure import CONFIDENCES, for_each_of
from warehouse.statistics import (
    Estimate,
    Outcome,
    Polarity,
    Ranking,
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
# One table of ranks costs as much as everything else on a page, and pages come back to them.
MOST_RANKINGS = 2048


def compared(values: pl.DataFrame, wanted: Sequence[Metric]) -> pl.DataFrame:
    """Add what the comparison with target and benchmark says.

    Args:
        values: as ``measured`` gives them, with ``target``, ``floor`` and ``benchmark`` (null
            where there is none).
        wanted: the metrics whose values they are.

    Returns:
        ``values`` with ``outcome_target``, ``outcome_target_998``, ``outcome_benchmark`` and
        ``outcome_benchmark_998``; a small sample is ``not_compared``.
    """
    goals = {name: _plain(values, name) for name in ("target", "floor", "benchmark")}
    small = values["is_small"].to_numpy()
    polarity = _polarity(values, wanted)
    added = {}
    for suffix in CONFIDENCES:
        span = _span(values, suffix)
        for goal in ("target", "benchmark"):
            said = np.full(values.height, np.str_(Outcome.NOT_COMPARED), dtype=np.dtype("U16"))
            for name, at in for_each_of(polarity, [str(one) for one in Polarity]):
                low, high = span[0][at], span[1][at]
                if goal == "target" and name == Polarity.NO_JUDGEMENT:
                    ends = goals["floor"][at], goals["target"][at]
                    said[at] = _against_range(low, high, ends=ends)
                else:
                    said[at] = outcomes(
                        low, high, benchmark=goals[goal][at], polarity=Polarity(name)
                    )
            added[f"outcome_{goal}{suffix}"] = np.where(small, Outcome.NOT_COMPARED.value, said)
    return values.with_columns(
        pl.Series(name, found, dtype=pl.String) for name, found in added.items()
    )


def _against_range(low: Floats, high: Floats, *, ends: tuple[Floats, Floats]) -> NDArray[np.str_]:
    """Compare with a range, whichever of its ends is called the target; or with its one end."""
    polarity = Polarity.NO_JUDGEMENT
    within = np.minimum(*ends), np.maximum(*ends)
    in_range = range_outcomes(low, high, within=within, polarity=polarity)
    at_end = outcomes(low, high, benchmark=np.fmin(*ends), polarity=polarity)
    has_both = ~np.isnan(within[0])
    return np.where(has_both, in_range, at_end)


def _polarity(values: pl.DataFrame, wanted: Sequence[Metric]) -> pl.Series:
    by_id = {metric.metric_id: str(metric.polarity) for metric in wanted}
    return values["metric_id"].replace_strict(by_id, return_dtype=pl.String)


def _plain(values: pl.DataFrame, column: str) -> Floats:
    return values[column].cast(pl.Float64).fill_null(np.nan).to_numpy()


def _span(values: pl.DataFrame, suffix: str) -> tuple[Floats, Floats]:
    """Give the limits to compare; a full count is compared by its value."""
    value = _plain(values, "value")
    low, high = _plain(values, f"low{suffix}"), _plain(values, f"high{suffix}")
    return np.where(np.isnan(low), value, low), np.where(np.isnan(high), value, high)


def ranked(values: pl.DataFrame, wanted: Sequence[Metric]) -> pl.DataFrame:
    """Add ranks with their intervals, within each peer group.

    Args:
        values: as ``measured`` gives them, of one level and period, with ``peer_group``.
        wanted: the metrics whose values they are.

    Returns:
        ``values`` with ``rank`` (1 is best), ``rank_low`` and ``rank_high`` (95 %, holding for
        the whole table), ``rank_low_alone`` and ``rank_high_alone`` (95 %, looking at one area),
        ``peers`` (areas ranked together) and ``band`` (areas of one band cannot be told from the
        best of it). Null where a value is withheld, provisional or rests on too little, and for
        metrics without judgement.
    """
    found = {name: np.full(values.height, np.nan) for name in RANK_COLUMNS}
    is_out = (values["is_small"] | values["is_provisional"]).to_numpy()
    value = np.where(is_out, np.nan, _plain(values, "value"))
    error = _plain(values, "standard_error")
    polarity = _polarity(values, wanted).to_list()
    for at in _tables(values):
        if polarity[at[0]] != Polarity.NO_JUDGEMENT:
            columns = _ranking_columns(value[at], error[at], polarity=Polarity(polarity[at[0]]))
            for name, column in zip(RANK_COLUMNS, columns, strict=True):
                found[name][at] = column
    return values.with_columns(
        pl.Series(name, column).fill_nan(None).cast(pl.Int64) for name, column in found.items()
    )


def _tables(values: pl.DataFrame) -> list[NDArray[np.intp]]:
    """Give the rows that are ranked together: one metric, one peer group."""
    is_ranked = values["level"].is_in(RANKED_LEVELS)
    parts = (
        values.select("metric_id", "peer_group")
        .with_row_index("row")
        .filter(is_ranked)
        .group_by("metric_id", "peer_group", maintain_order=True)
        .agg("row")
    )
    return [rows.to_numpy().astype(np.intp) for rows in parts["row"]]


def _ranking_columns(value: Floats, error: Floats, *, polarity: Polarity) -> tuple[Floats, ...]:
    found = _ranking(value.tobytes(), error.tobytes(), polarity)
    peers = np.where(np.isnan(found.rank), np.nan, np.count_nonzero(~np.isnan(found.rank)))
    return (
        found.rank,
        found.low_together,
        found.high_together,
        found.low,
        found.high,
        tie_bands(found),
        peers,
    )


@lru_cache(maxsize=MOST_RANKINGS)
def _ranking(value: bytes, error: bytes, polarity: Polarity) -> Ranking:
    """Rank the areas of one table; the same table is not ranked twice."""
    return rank_areas(np.frombuffer(value), standard_errors=np.frombuffer(error), polarity=polarity)


def changes(now: pl.DataFrame, then: pl.DataFrame, wanted: Sequence[Metric]) -> pl.DataFrame:
    """Compare each area with itself in another period.

    Args:
        now: values as ``measured`` gives them, one row a metric and area.
        then: the same in the period compared with.
        wanted: the metrics whose values they are.

    Returns:
        One row a metric and area of ``now``: ``metric_id``, ``area_code``, ``value_then``,
        ``change`` (now less then, in the metric's unit), ``change_low`` and ``change_high``
        (95 %), ``outcome_change``; null and ``not_compared`` where either value is missing.
    """
    key = ["metric_id", "area_code"]
    columns = [*key, "value", "low", "high"]
    pairs = now.select(columns).join(
        then.select(columns), on=key, how="left", suffix="_then", maintain_order="left"
    )
    parts = [_estimate(pairs, suffix) for suffix in ("", "_then")]
    found = difference(parts[0], second=parts[1], confidence=CONFIDENCES[""])
    said = np.full(pairs.height, np.str_(Outcome.NOT_COMPARED), dtype=np.dtype("U16"))
    zero = np.zeros_like(found.value)
    for name, at in for_each_of(_polarity(pairs, wanted), [str(one) for one in Polarity]):
        said[at] = outcomes(
            found.low[at], found.high[at], benchmark=zero[at], polarity=Polarity(name)
        )
    return pairs.select(
        *key,
        "value_then",
        pl.Series("change", found.value).fill_nan(None),
        pl.Series("change_low", found.low).fill_nan(None),
        pl.Series("change_high", found.high).fill_nan(None),
        pl.Series("outcome_change", said, dtype=pl.String),
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
