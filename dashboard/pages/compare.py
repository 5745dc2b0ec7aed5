"""街道对标 / Compare streets: who is above and below the district, as far as it can be told."""

import streamlit as st

from dashboard.scenes.compare import comparison
from dashboard.widgets import cards, courses, frame, looks, sections, state, tools, trace

words = state.said()
scene = comparison(looks.desk(), state.current())

trace.offer([scene.metric])
frame.head(scene.headline, scene.standfirst)
tools.metric_and_peers()
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    cards.drawn(scene.dots)
    cards.twin(scene.dots, title=words("twin.title"))
with right, st.container(gap=None):
    cards.drawn(scene.slopes)
    frame.gap()
    frame.section(words("notes.title"))
    frame.notes(scene.notes)
    courses.lead(scene.metric)
frame.gap()
sections.offer()
sections.shown(scene.section)
