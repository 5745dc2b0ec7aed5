"""What can be chosen above a page's charts: a metric, its peers, words to search for."""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts.labels import name_of
from dashboard.scenes import compare
from dashboard.scenes.peers import settings
from dashboard.widgets import looks, state
from warehouse.catalog import Metric

ALL = "all"


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


def metric_and_peers() -> None:
    """Offer the metric to compare streets on, and the peers to compare them among."""
    view, desk = state.current(), looks.desk()
    words = desk.words
    metrics = {one.metric_id: one for one in compare.comparable()}
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        state.chosen_from(
            "metric",
            list(metrics),
            held=compare.chosen_metric(view, list(metrics.values())).metric_id,
            label=words("tools.metric"),
            texts=lambda one: (
                f"{words(f'pillar.{metrics[one].pillar}')} · {name_of(metrics[one], words)}"
            ),
        )
        if kinds := settings(desk):
            state.segmented(
                "peers",
                [ALL, *kinds],
                label=words("tools.peers"),
                texts=lambda one: words(f"peers.{one}"),
            )


def metric(shown: Metric) -> None:
    """Offer the metric that a page is about."""
    words = state.said()
    metrics = {one.metric_id: one for one in compare.comparable()}
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        state.chosen_from(
            "metric",
            list(metrics),
            held=shown.metric_id,
            label=words("tools.metric"),
            texts=lambda one: (
                f"{words(f'pillar.{metrics[one].pillar}')} · {name_of(metrics[one], words)}"
            ),
        )


def ranking(offered: Sequence[str]) -> None:
    """Offer the rankings."""
    words = state.said()
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        state.segmented(
            "metric",
            offered,
            label=words("tools.metric"),
            texts=lambda one: words(f"ranked.{one}"),
        )
