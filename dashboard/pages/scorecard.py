"""记分卡 / Scorecard: metrics by streets, and an index that says how much hangs on its weights."""

import streamlit as st

from dashboard.scenes.scorecard import scorecard
from dashboard.widgets import cards, frame, looks, state, trace, weighing

words = state.said()
scene = scorecard(looks.desk(), state.current())

trace.offer(scene.metrics)
frame.head(scene.headline)
weighing.columns(scene.metrics)
cards.scores(scene.table)
cards.twin(scene.table, title=words("twin.title"))
frame.gap()
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    cards.drawn(scene.index)
    cards.twin(scene.index, title=words("twin.title"))
    frame.gap()
    frame.section(words("notes.title"))
    frame.notes(scene.notes)
with right, st.container(gap=None):
    weighing.weights(scene.weights)
