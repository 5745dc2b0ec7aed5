"""简报 / Briefing: charts of any page, under the office's own imprint, in every format."""

import streamlit as st

from dashboard.stories.phrases import counted
from dashboard.widgets import (
    basket,
    briefings,
    frame,
    imprint,
    looks,
    office_files,
    saved_briefings,
    state,
)

words = state.said()
made_of = imprint.recipe()
count = len(basket.items())

if count:
    title = words("briefing.title", count=counted(count, words))
    frame.head(title, words("briefing.more"))
else:
    frame.head(words("briefing.empty"), words("briefing.empty_more"))
basket.undo()
left, right = st.columns([0.58, 0.42], gap="large")
with left, st.container(gap=None):
    if count:
        made = briefings.composed()
        briefings.charts(made)
    else:
        briefings.take_everything()
with right, st.container(gap=None):
    if count and made.briefing.parts:
        slot = st.container(gap=None)
        template = office_files.template([part.name for part in made.briefing.parts])
        with slot:
            briefings.exports(made.briefing, made_of, template)
        frame.gap()
        briefings.streets(looks.desk(), made_of)
        frame.gap()
    saved_briefings.shown()
    frame.gap()
    imprint.form()
    if count and made.briefing.parts:
        frame.gap()
        office_files.refresh(made.briefing)
    frame.gap()
    office_files.environment()
