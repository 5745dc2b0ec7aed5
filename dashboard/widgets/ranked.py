"""What can be chosen on the page of rankings."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import data
from dashboard.widgets import looks, state
from warehouse.catalog import Metric

SOURCE_COLUMNS = ("period", "area", "metric", "peers", "value", "rank", "citation")


def offered(rankings: pl.DataFrame) -> list[str]:
    """List what is ranked: metrics in their order, then what this system does not measure."""
    found = set(rankings.filter(pl.col("peer_set") == "city")["metric_id"])
    known = [one.metric_id for one in data.all_metrics() if one.metric_id in found]
    return known + sorted(found - set(known))


def chosen(rankings: pl.DataFrame) -> str:
    """Give the chosen ranking: the first where none was chosen."""
    options = offered(rankings)
    held = state.current().metric
    return held if held in options else options[0]


def measured(metric_id: str) -> Metric | None:
    """Give the metric behind a ranking, if this system measures it."""
    return by_id().get(metric_id)


def by_id() -> dict[str, Metric]:
    """Give every metric this system measures, by id."""
    return {one.metric_id: one for one in data.all_metrics()}


def metrics(metric: Metric | None) -> list[Metric]:
    """List the metrics behind a ranking."""
    return [] if metric is None else [metric]


def own_estimate(metric: Metric | None, look: looks.Look) -> Mapping[str, Any] | None:
    """Give the district's own value in the chosen period, if it is measured."""
    if metric is None:
        return None
    rows = data.board([metric.metric_id], level="district", period=look.period)
    return rows.row(0, named=True) if rows.height else None


def row(rankings: pl.DataFrame) -> None:
    """Offer the rankings."""
    words = state.said()
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        state.segmented(
            "metric",
            offered(rankings),
            label=words("tools.metric"),
            texts=lambda one: words(f"ranked.{one}"),
        )
