"""对标排名 / Rankings: the district among the city's districts and the province's counties."""

import streamlit as st

from dashboard.charts.markup import table_markup
from dashboard.scenes.rankings import SOURCE_COLUMNS, standing
from dashboard.widgets import cards, frame, looks, state, tools, trace

words = state.said()
scene = standing(looks.desk(), state.current())

trace.offer([scene.metric] if scene.metric else [])
frame.head(scene.headline, scene.standfirst)
frame.cells(scene.published, title=words("rankings.published_title", year=scene.year))
tools.ranking(scene.offered)
left, right = st.columns([0.6, 0.4], gap="large")
with left, st.container(gap=None):
    cards.drawn(scene.city)
    cards.twin(scene.city, title=words("twin.title"))
with right, st.container(gap=None):
    cards.drawn(scene.province)
frame.gap()
frame.section(words("rankings.sources"), words("rankings.sources_note"))
columns = [words(f"rankings.{one}") for one in SOURCE_COLUMNS]
frame.block(table_markup(columns, scene.citations, numeric=(4, 5)))
