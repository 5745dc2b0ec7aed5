"""Behind a number: its definition, what was counted, the loads and the rows it came from."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard.charts.labels import name_of
from dashboard.widgets import state
from warehouse.catalog import Metric

SLOT = "trace_slot"


def link(metric_id: str, **where: str) -> str:
    """Give the link that opens what lies behind a metric, over the page as it is or elsewhere."""
    return f"?{urlencode(state.current().but(trace=metric_id, **where).as_link())}"


def course_of(metric_id: str) -> str:
    """Give the link to a metric's course, for the area and period looked at."""
    return f"metric?{urlencode(state.current().but(metric=metric_id).as_link())}"


def slot() -> None:
    """Keep a place in the bar for what the page will offer."""
    st.session_state[SLOT] = st.container(key="behind", width="content")


def offer(metrics: Sequence[Metric]) -> None:
    """Offer definition and lineage of the metrics a page shows, behind one button of the bar."""
    view, words = state.current(), state.said()
    with (
        st.session_state[SLOT],
        st.popover(words("trace.title"), type="tertiary", key=f"behind.{view.lang}.{view.trace}"),
    ):
        st.html(f"<p class='hint'>{words('trace.choose')}</p>")
        for metric in metrics:
            st.button(
                name_of(metric, words),
                key=f"link.trace.{metric.metric_id}.{view.lang}",
                type="tertiary",
                on_click=state.change,
                kwargs={"trace": metric.metric_id},
            )
