"""网格 / Grids: who stands out beyond chance, what one grid is, how the net could be redrawn."""

import streamlit as st

from dashboard.charts.markup import table_markup
from dashboard.scenes.grids import LIST_COLUMNS, LIST_NUMERIC, grids
from dashboard.widgets import cards, frame, looks, nets, state, trace

words = state.said()
scene = grids(looks.desk(), state.current())

trace.offer([scene.metric])
frame.head(scene.headline, scene.standfirst)
nets.choose(scene.offered, metric=scene.metric, own=scene.own)
left, right = st.columns([0.6, 0.4], gap="large")
with left, st.container(gap=None):
    nets.picked(scene.funnel)
    nets.twin(scene.funnel)
with right, st.container(gap=None):
    nets.picked(scene.net)
if scene.profile:
    frame.gap()
    nets.profile(scene.profile)
if scene.listing:
    frame.gap()
    frame.section(words("grids.listed"), words("grids.listed_note"))
    columns = [words(f"grids.column_{one}") for one in LIST_COLUMNS]
    frame.block(table_markup(columns, scene.listing, numeric=LIST_NUMERIC))
if scene.changes and scene.steps:
    frame.gap()
    frame.section(words("grids.plan"), words("grids.plan_note"))
    nets.plans()
    left, right = st.columns([0.66, 0.34], gap="large")
    with left, st.container(gap=None):
        nets.changes(scene.changes)
        cards.twin(scene.changes, title=words("twin.title"))
    with right, st.container(gap=None):
        cards.drawn(scene.steps)
        frame.block(table_markup(nets.sides(), scene.spread, numeric=(1, 2)))
        frame.gap()
        frame.section(words("notes.title"))
        frame.notes(scene.notes)
