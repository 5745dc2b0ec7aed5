"""民意 / Survey: what residents say, and how far their answers carry."""

import streamlit as st

from dashboard.charts.markup import table_markup
from dashboard.scenes.survey import COLUMNS, NUMERIC, survey
from dashboard.widgets import cards, frame, looks, state, trace

words = state.said()
scene = survey(looks.desk(), state.current())
name, period = scene.look.name, scene.look.period_name

trace.offer(scene.metrics)
frame.head(scene.headline)
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    cards.drawn(scene.waves)
    frame.hint(scene.events)
    cards.twin(scene.waves, title=words("twin.title"))
    frame.gap()
    cards.drawn(scene.samples)
with right, st.container(gap=None):
    frame.section(words("survey.how"), words("survey.how_note", period=period))
    frame.facts(scene.how_asked)
    frame.gap()
    cards.drawn(scene.traits)
frame.gap()
frame.section(words("survey.estimates"), words("survey.estimates_note", area=name, period=period))
columns = [words(f"survey.{one}") for one in COLUMNS]
table = table_markup(columns, scene.estimates, numeric=NUMERIC, label=words("survey.estimates"))
frame.block(table)
