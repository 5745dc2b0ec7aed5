"""指标 / Metric: is it unusual, where did the change come from, where is it heading."""

import streamlit as st

from dashboard.scenes.metric import metric_scene
from dashboard.widgets import cards, courses, frame, looks, state, tools, trace

words = state.said()
scene = metric_scene(looks.desk(), state.current())

trace.offer([scene.metric])
frame.head(scene.headline, scene.standfirst)
tools.metric(scene.metric)
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    cards.drawn(scene.control)
    frame.hint(scene.events)
    cards.twin(scene.control, title=words("twin.title"))
    frame.gap()
    cards.drawn(scene.change)
    if scene.splits:
        courses.splits(scene.splits, held=scene.split)
        cards.twin(scene.change, title=words("twin.title"))
with right, st.container(gap=None):
    courses.signals(scene.signals)
    frame.gap()
    cards.drawn(scene.forecast)
    frame.notes(scene.forecast_notes)
    if not scene.forecast.is_empty:
        cards.twin(scene.forecast, title=words("twin.title"))
    frame.gap()
    frame.section(words("course.limits_title"))
    frame.notes(scene.control_notes)
frame.gap()
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    cards.drawn(scene.streets)
    cards.twin(scene.streets, title=words("twin.title"))
with right, st.container(gap=None):
    courses.about(scene.metric)
