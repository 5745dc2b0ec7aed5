"""数据 / Data: what was delivered, what was set aside and why, which versions are kept."""

import streamlit as st

from dashboard import data
from dashboard.stories import data as story
from dashboard.widgets import deliveries, frame, looks, state

words = state.said()
desk = looks.desk()
files = data.delivered_files()
fresh, unmatched = desk.ask("freshness"), desk.ask("unmatched")

frame.head(story.headline(files, unmatched, words), story.account_sentence(files, words))
if waiting := story.waiting_sentence(files, desk.version, words):
    frame.notes([waiting])
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    deliveries.sources(files, fresh, unmatched)
with right, st.container(gap=None):
    deliveries.versions()
    frame.gap()
    deliveries.unmatched(unmatched)
    frame.gap()
    deliveries.refusals(files)
deliveries.every_file(files)
frame.gap()
deliveries.doubts(desk.ask("doubts"))
frame.gap()
deliveries.quarantine(files)
