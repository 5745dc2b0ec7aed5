"""总览 / Overview: are we on target, where must we act."""

import streamlit as st

from dashboard import data
from dashboard.charts.headlines import HeadlineData, headline_row
from dashboard.charts.own import with_own
from dashboard.charts.sketch_map import sketch_map
from dashboard.charts.target_rows import target_table
from dashboard.stories import overview as story
from dashboard.widgets import cards, frame, looks, periods, state, trace

view, words = state.current(), state.said()
look = looks.of(view)
above = look.above
headlines, leads = looks.headlines(), looks.leads()
shown = [*headlines, *leads]

own = look.only(
    data.changed_board(looks.ids(shown), level=look.level, period=look.period, then=look.then)
)
asked = above.only(
    data.changed_board(looks.ids(headlines), level=above.level, period=look.period, then=look.then)
)
streets = data.board(looks.ids(), level="street", period=look.period)
course = above.only(data.series(looks.ids(headlines), level=above.level, kind=periods.QUARTER))
published = look.published(data.ask("rankings"))
shortfalls = story.shortfalls(data.all_metrics(), look.inside(streets), words)

trace.offer(shown)
if look.is_whole:
    frame.head(story.headline(headlines, asked, shortfalls, words))
elif above == look:
    frame.head(story.street_headline(headlines, asked, shortfalls, words))
else:
    values = looks.of_metrics(own, leads)
    frame.head(story.small_area_headline(values, look.name, words))
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    if above != look:
        frame.hint(words("overview.above_note", area=above.name))
    made = HeadlineData(headlines, asked, course, published, words(f"against.{view.against}"))
    face = above.face("heroes", headlines, asked, texts=story.hero_texts(made, words))
    cards.heroes(headline_row(made, face=face, words=words))
    frame.gap()
    values, peers = looks.of_metrics(own, leads), looks.of_metrics(streets, leads)
    face = look.face("pillars", leads, values, texts=story.pillar_texts(values, look.name, words))
    is_ranked = not look.is_whole
    cards.bullets(
        target_table(leads, values=values, peers=peers, is_ranked=is_ranked, face=face, words=words)
    )
with right, st.container(gap=None):
    none = story.no_exceptions(own, look.name, words, is_whole=look.is_whole)
    cards.shortfalls(shortfalls, none=none)
    frame.gap()
    metric = headlines[1]
    values = looks.of_metrics(streets, [metric])
    face = look.face("map", [metric], values, texts=story.map_texts(values, metric, words))
    chart = sketch_map(values, metric, outlines=data.ask("outlines"), face=face, words=words)
    cards.drawn(with_own(chart, above.area.code))
