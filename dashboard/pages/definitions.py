"""指标字典 / Definitions: what every metric is, who answers for it, how it is counted."""

import streamlit as st

from dashboard.scenes.desk import all_metrics
from dashboard.stories import definitions as story
from dashboard.widgets import entries, frame, state, tools

words = state.said()
metrics = all_metrics()
frame.head(
    words("definitions.title", count=len(metrics), pillars=len(story.by_pillar(metrics))),
    words("definitions.more"),
)
wanted = tools.search(words("definitions.search"))
found = story.matching(metrics, wanted)
if not found:
    frame.notes([words("definitions.nothing", wanted=wanted)])
members = story.by_pillar(found)
for column, pillars in zip(st.columns(2, gap="large"), story.in_columns(found), strict=True):
    with column, st.container(gap=None):
        for pillar in pillars:
            frame.section(words(f"pillar.{pillar}"), words(f"definitions.{pillar}"))
            entries.shown(members[pillar], is_open=bool(wanted))
            frame.gap()
