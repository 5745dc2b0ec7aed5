"""对标排名 / Rankings: the district among the city's districts and the province's counties."""

import streamlit as st

from dashboard import data
from dashboard.charts.markup import table_markup
from dashboard.charts.standings import standing_dots, standing_ladder, standings
from dashboard.stories import rankings as story
from dashboard.widgets import cards, frame, looks, ranked, state, trace

view, words = state.current(), state.said()
look = looks.of(view)
rankings = data.ask("rankings")
chosen = ranked.chosen(rankings)
metric = ranked.measured(chosen)
name = story.metric_name(chosen, metric, words)
year = look.period.start.strftime("%Y")
city, province = (
    standings(rankings, metric_id=chosen, peer_set=peers, period=year, own_code=look.top_code)
    for peers in ("city", "province")
)
estimate = ranked.own_estimate(metric, look)

trace.offer([metric] if metric else [])
frame.head(
    story.headline(city, province, name=name, words=words),
    story.sample_sentence(city, estimate, words) if metric else "",
)
frame.cells(
    story.published_cells(rankings, ranked.by_id(), code=look.top_code, year=year, words=words),
    title=words("rankings.published_title", year=year),
)
ranked.row(rankings)
left, right = st.columns([0.6, 0.4], gap="large")
with left, st.container(gap=None):
    note = words("rankings.city_note", metric=name, year=year)
    texts = (story.city_title(city, words), note, story.city_title(city, words))
    face = look.face(f"city-{chosen}", ranked.metrics(metric), city.rows, texts=texts)
    dots = standing_dots(city, estimate=estimate, metric=metric, face=face, words=words)
    cards.drawn(dots)
    cards.twin(dots, title=words("twin.title"))
with right, st.container(gap=None):
    title = story.ladder_title(province, words)
    texts = (title, words("rankings.ladder_note", metric=name, year=year), title)
    face = look.face(f"province-{chosen}", ranked.metrics(metric), province.rows, texts=texts)
    cards.drawn(standing_ladder(province, face=face, words=words))
frame.gap()
frame.section(words("rankings.sources"), words("rankings.sources_note"))
columns = [words(f"rankings.{one}") for one in ranked.SOURCE_COLUMNS]
frame.block(table_markup(columns, story.citations(rankings, ranked.by_id(), words), numeric=(4, 5)))
