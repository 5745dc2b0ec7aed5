"""街道对标 / Compare streets: who is above and below the district, as far as it can be told."""

import streamlit as st

from dashboard import data
from dashboard.charts.comparison import dot_chart, slope_chart
from dashboard.charts.own import with_own
from dashboard.stories import compare as story
from dashboard.widgets import cards, frame, looks, state, tools, trace

view, words = state.current(), state.said()
look = looks.of(view)
metric = tools.metric(looks.comparable())
values = data.changed_board(
    [metric.metric_id],
    level="street",
    period=look.period,
    then=look.then,
    among=tools.peers(),
)
own = look.above.area.code
names = (looks.period_name(look.then), looks.period_name(look.period))

trace.offer([metric])
frame.head(
    story.headline(values, metric, tools.against(), words), story.standfirst(values, metric, words)
)
tools.row()
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    note = story.bands_note(values, metric, period=names[1], words=words)
    texts = (story.bands_title(values, metric, words), note, story.dots_alt(values, metric, words))
    face = look.face(f"dots-{metric.metric_id}", [metric], values, texts=texts)
    dots = dot_chart(values, metric, against=tools.against(), face=face, words=words)
    dots = with_own(dots, own)
    cards.drawn(dots)
    cards.twin(dots, title=words("twin.title"))
with right, st.container(gap=None):
    title = story.slope_title(values, metric, words)
    note = story.slope_note(metric, periods=names, words=words)
    face = look.face(f"slope-{metric.metric_id}", [metric], values, texts=(title, note, title))
    slopes = slope_chart(values, metric, periods=names, face=face, words=words)
    cards.drawn(with_own(slopes, own))
    frame.gap()
    frame.section(words("notes.title"))
    caveats = data.ask("caveats", metric.metric_id)["caveat"].to_list()
    frame.notes(story.reading_notes(metric, caveats, words))
