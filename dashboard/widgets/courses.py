"""What stands beside the charts of one metric: signals, definition, ways to take it apart."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.charts.markup import signal_markup
from dashboard.charts.spec import Said
from dashboard.stories import definitions
from dashboard.stories import lineage as story
from dashboard.widgets import frame, state, trace
from warehouse.catalog import Metric
from warehouse.model_files import model_named

BEHIND = Markup('<p class="hint"><a class="behind" href="{}" target="_self">{} →</a></p>')


def lead(metric: Metric) -> None:
    """Lead to a metric's course, the parts of its change and its outlook."""
    words = state.said()
    frame.block(BEHIND.format(trace.course_of(metric.metric_id), words("course.lead")))


def signals(found: Sequence[tuple[str, Said]]) -> None:
    """List special stretches in words; say so where there are none."""
    words = state.said()
    frame.section(words("course.signals"), words("course.signals_note"))
    if found:
        frame.block(signal_markup(found))
    else:
        frame.notes([words("course.no_signals")])


def splits(offered: Sequence[str], *, held: str) -> None:
    """Offer what a change can be taken apart by."""
    words = state.said()
    if len(offered) > 1:
        with st.container(key="splits"):
            state.chosen_from(
                "split",
                list(offered),
                held=held,
                label=words("course.split_by"),
                texts=lambda one: words("course.split_text", dimension=words(f"dimension.{one}")),
            )


def about(metric: Metric) -> None:
    """Show a metric's definition, and lead to the rows behind its value and to its query."""
    words = state.said()
    frame.section(words("course.about"), words("course.about_note"))
    frame.block(Markup('<p class="lead">{}</p>').format(metric.definition[words.language]))
    frame.facts(definitions.facts(metric, words, today=dt.datetime.now(dt.UTC).date()))
    frame.block(BEHIND.format(trace.link(metric.metric_id), words("course.rows_behind")))
    model = model_named(metric.model)
    with st.expander(words("trace.model")):
        frame.notes(story.origin(metric, sorted(model.reads) if model else [], words))
        if model is not None:
            st.code(model.sql, language="sql", wrap_lines=True)
