"""民意 / Survey: what residents say, and how far their answers carry."""

import streamlit as st

from dashboard import data
from dashboard.charts.markup import table_markup
from dashboard.charts.survey import sample_chart, trait_chart, wave_chart
from dashboard.stories import survey as story
from dashboard.widgets import asked, cards, frame, looks, periods, state, trace

view, words = state.current(), state.said()
look = asked.look(view)
metrics, headlines = asked.metrics(), asked.headlines()
name = looks.period_name(look.period)

own = look.only(
    data.changed_board(looks.ids(metrics), level=look.level, period=look.period, then=look.then)
)
course = look.only(data.series(looks.ids(headlines), level=look.level, kind=periods.QUARTER))
samples = data.ask("survey_samples", look.period.label)
traits = data.ask("survey_traits", look.period.label)
waves, happened = data.ask("survey_waves"), data.ask("annotations")

trace.offer(metrics)
frame.head(story.headline(headlines, own, samples, traits, words))
left, right = st.columns([0.66, 0.34], gap="large")
with left, st.container(gap=None):
    texts = story.waves_texts(headlines, own, waves, words)
    face = look.face("waves", headlines, own, texts=texts)
    context = (waves, asked.district_wide(happened))
    chart = wave_chart(course, headlines, now=own, context=context, face=face, words=words)
    cards.drawn(chart)
    frame.block(asked.events(context[1], course))
    cards.twin(chart, title=words("twin.title"))
    frame.gap()
    texts = story.samples_texts(samples, period=name, words=words)
    face = look.face("samples", metrics, samples, texts=texts)
    cards.drawn(sample_chart(samples, face=face, words=words))
with right, st.container(gap=None):
    frame.section(words("survey.how"), words("survey.how_note", period=name))
    of_area = look.inside(samples)
    frame.facts(story.how_asked(headlines, own, asked.within(waves, look), of_area, words))
    frame.gap()
    texts = story.traits_texts(traits, period=name, words=words)
    face = look.face("traits", metrics, traits, texts=texts)
    cards.drawn(trait_chart(traits, face=face, words=words))
frame.gap()
frame.section(
    words("survey.estimates"), words("survey.estimates_note", area=look.name, period=name)
)
columns = [words(f"survey.{one}") for one in asked.COLUMNS]
rows = story.estimates(metrics, own, words)
frame.block(table_markup(columns, rows, numeric=asked.NUMERIC, label=words("survey.estimates")))
