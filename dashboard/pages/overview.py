"""总览 / Overview: are we on target, where must we act."""

import streamlit as st

from dashboard import data
from dashboard.charts.headlines import HeadlineData, headline_row
from dashboard.charts.sketch_map import sketch_map
from dashboard.charts.target_rows import target_table
from dashboard.stories import overview as story
from dashboard.widgets import cards, frame, looks, periods, state, trace

view, words = state.current(), state.said()
look = looks.of(view)
headlines, leads = looks.headlines(), looks.leads()
shown = [*headlines, *leads]

own = look.only(
    data.changed_board(looks.ids(shown), level=look.level, period=look.period, then=look.then)
)
streets = data.board(looks.ids(), level="street", period=look.period)
course = look.only(data.series(looks.ids(headlines), level=look.level, kind=periods.QUARTER))
published = look.published(data.ask("rankings"))
shortfalls = story.shortfalls(data.all_metrics(), look.inside(streets), words)

trace.offer(shown)
frame.head(story.headline(headlines, own, shortfalls, words))
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    made = HeadlineData(headlines, own, course, published, words(f"against.{view.against}"))
    face = look.face("heroes", headlines, own, texts=story.hero_texts(made, words))
    cards.heroes(headline_row(made, face=face, words=words))
    frame.gap()
    values, peers = looks.of_metrics(own, leads), looks.of_metrics(streets, leads)
    face = look.face("pillars", leads, values, texts=story.pillar_texts(values, look.name, words))
    cards.bullets(target_table(leads, values=values, peers=peers, face=face, words=words))
with right, st.container(gap=None):
    cards.shortfalls(shortfalls)
    frame.gap()
    metric = headlines[1]
    values, outlines = looks.of_metrics(streets, [metric]), data.ask("outlines")
    face = look.face("map", [metric], values, texts=story.map_texts(values, metric, words))
    cards.drawn(sketch_map(values, metric, outlines=outlines, face=face, words=words))
