"""What can be chosen on the pages that look at one metric."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard import data
from dashboard.charts.labels import name_of
from dashboard.widgets import looks, state
from warehouse.catalog import Metric

ALL = "all"
LEAST_PEERS = 3
# What a page about one metric opens with.
USUAL = "sv_satisfaction"
AGAINST = ("district", "target")


def metric(offered: Sequence[Metric]) -> Metric:
    """Give the chosen metric, or the usual one where none was chosen."""
    by_id = {one.metric_id: one for one in offered}
    chosen = state.current().metric
    return by_id.get(chosen) or by_id.get(USUAL) or offered[0]


def settings() -> list[str]:
    """List the settings that part the counted streets and hold enough of them to compare."""
    streets = data.reader().areas.rows.filter(pl.col("is_counted") & (pl.col("level") == "street"))
    sizes = dict(streets["setting"].drop_nulls().value_counts().iter_rows())
    return sorted(kind for kind, n in sizes.items() if LEAST_PEERS <= n < streets.height)


def peers() -> str | None:
    """Give the setting that streets are limited to; none for all of them."""
    chosen = state.current().peers
    return chosen if chosen in settings() else None


def against() -> str:
    """Give what values are compared with."""
    chosen = state.current().against
    return chosen if chosen in AGAINST else AGAINST[0]


def search(label: str) -> str:
    """Offer a box to search in; give what was typed."""
    with st.container(key="tools", horizontal=True):
        typed = st.text_input(
            label,
            key=f"search.{state.current().lang}",
            placeholder=label,
            label_visibility="collapsed",
            width=340,
        )
    return typed.strip()


def row(offered: Sequence[Metric] = ()) -> None:
    """Offer the metric and the peers."""
    words = state.said()
    metrics = {one.metric_id: one for one in offered or looks.comparable()}
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        state.chosen_from(
            "metric",
            list(metrics),
            held=metric(list(metrics.values())).metric_id,
            label=words("tools.metric"),
            texts=lambda one: (
                f"{words(f'pillar.{metrics[one].pillar}')} · {name_of(metrics[one], words)}"
            ),
        )
        if kinds := settings():
            state.segmented(
                "peers",
                [ALL, *kinds],
                label=words("tools.peers"),
                texts=lambda one: words(f"peers.{one}"),
            )
