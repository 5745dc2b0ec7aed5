"""Metrics against their targets, one row a pillar."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.charts.labels import (
    area_name,
    change_text,
    interval_text,
    name_of,
    number_of,
    rank_text,
    reason_of,
    tone_of,
    verdict_on_target,
)
from dashboard.charts.spec import BulletRow, BulletTable, Face, Said, Tone
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.statistics import Outcome, Polarity

Row = Mapping[str, Any]
# Without a floor of its own, a scale begins this far from the target, as a share of it.
USUAL_FLOOR = 0.12


def target_table(  # noqa: PLR0913
    metrics: Sequence[Metric],
    *,
    values: pl.DataFrame,
    peers: pl.DataFrame,
    is_ranked: bool,
    face: Face,
    words: Words,
) -> BulletTable:
    """Make one row a metric.

    Args:
        metrics: in the order of display.
        values: one row a metric for the area, as ``Reader.board`` gives them with changes.
        peers: one row a metric and street, as ``Reader.board`` gives them.
        is_ranked: whether the last column is the area's own rank, instead of who is behind.
        face: what every chart has.
        words: in the reader's language.
    """
    rows = {row["metric_id"]: row for row in values.iter_rows(named=True)}
    found = tuple(
        _row(
            metric,
            rows[metric.metric_id],
            peers=peers.filter(pl.col("metric_id") == metric.metric_id),
            is_ranked=is_ranked,
            words=words,
        )
        for metric in metrics
    )
    last = "rank" if is_ranked else "behind"
    names = ("pillar", "floor", "target", "value", "verdict", "change", last)
    return BulletTable(face, found, tuple(words(f"bullets.{name}") for name in names))


def _row(
    metric: Metric, row: Row, *, peers: pl.DataFrame, is_ranked: bool, words: Words
) -> BulletRow:
    number = number_of(metric, row)
    behind = _rank(row, words) if is_ranked else _behind(metric, peers, words)
    return BulletRow(
        key=metric.metric_id,
        group=words(f"frame.{metric.pillar}"),
        name=name_of(metric, words),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        floor=_floor(metric, row),
        target=row["target"],
        peers=tuple(
            (one["value"], one["outcome_target"] == Outcome.WORSE)
            for one in peers.iter_rows(named=True)
            if one["value"] is not None
        ),
        value_text=number.value(row["value"]),
        interval_text=interval_text(row, metric, words),
        verdict=verdict_on_target(row, metric, words),
        change=change_text(row, metric, words),
        behind=behind,
        tone=tone_of(row, row["outcome_target"]),
        reason=reason_of(row, words),
    )


def _floor(metric: Metric, row: Row) -> float | None:
    """Give the end of the scale at which everything is lost."""
    if row["target"] is None:
        return None
    if row["floor"] is not None:
        return float(row["floor"])
    side = 1 if metric.polarity is Polarity.LOW_IS_GOOD else -1
    return float(row["target"] + side * USUAL_FLOOR * (abs(row["target"]) or 1.0))


def _rank(row: Row, words: Words) -> Said:
    """Write the area's rank among its peers, with its interval."""
    return Said(rank_text(row, words) if row["rank"] is not None else "")


def _behind(metric: Metric, peers: pl.DataFrame, words: Words) -> Said:
    """Name the street that misses the target furthest, if one clearly does."""
    worse = peers.filter(
        (pl.col("outcome_target") == Outcome.WORSE.value)
        & ~pl.col("is_small")
        & ~pl.col("is_provisional")
    ).sort("value", descending=metric.polarity is Polarity.LOW_IS_GOOD)
    if not worse.height:
        return Said(words("bullets.none_behind"), Tone.WITHHELD)
    last = worse.row(0, named=True)
    value = number_of(metric, last).value(last["value"])
    return Said(f"▼ {area_name(last, words)} {value}", Tone.WORSE)
