"""总览 / Overview: are we on target, where must we act."""

import streamlit as st

from dashboard.scenes.overview import overview
from dashboard.widgets import cards, frame, looks, state, trace

scene = overview(looks.desk(), state.current())

trace.offer(scene.metrics)
frame.head(scene.headline)
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    if scene.hint:
        frame.hint(scene.hint)
    cards.heroes(scene.heroes)
    frame.gap()
    cards.bullets(scene.pillars)
with right, st.container(gap=None):
    cards.shortfalls(scene.shortfalls, none=scene.no_shortfall)
    frame.gap()
    cards.drawn(scene.map)
