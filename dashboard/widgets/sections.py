"""What the comparison of streets offers below its first charts, and how it is chosen."""

import streamlit as st

from dashboard.scenes.adjusted import Adjusted
from dashboard.scenes.pair import Pair
from dashboard.scenes.sections import SECTIONS, Section
from dashboard.widgets import cards, frame, state


def offer() -> None:
    """Offer the sections, one of which is shown."""
    words = state.said()
    frame.section(words("sections.title"), words("sections.note"))
    with st.container(key="sections"):
        state.segmented(
            "section",
            list(SECTIONS),
            label=words("sections.title"),
            texts=lambda one: words(f"sections.{one}"),
        )


def shown(section: Section) -> None:
    """Show a section: what can be chosen in it, its charts, how to read them."""
    words = state.said()
    if isinstance(section, Pair):
        _streets(section)
    if isinstance(section, Adjusted) and section.offered:
        _mixes(section)
    if isinstance(section, Pair):
        _charts(section)
        frame.notes(section.notes)
        return
    left, right = st.columns([0.66, 0.34], gap="large")
    with left, st.container(gap=None):
        _charts(section)
    with right, st.container(gap=None):
        frame.section(words("notes.title"))
        frame.notes(section.notes)


def _charts(section: Section) -> None:
    words = state.said()
    for chart in section.charts:
        cards.drawn(chart)
        cards.twin(chart, title=words("twin.title"))
        frame.gap()


def _streets(section: Pair) -> None:
    """Offer the two streets."""
    words = state.said()
    with st.container(key="pair", horizontal=True, vertical_alignment="center", gap="small"):
        for field, held, taken in (
            ("one", section.first, section.second),
            ("other", section.second, section.first),
        ):
            state.chosen_from(
                field,
                [code for code in section.offered if code != taken],
                held=held,
                label=words(f"pair.{field}"),
                texts=section.offered.__getitem__,
            )


def _mixes(section: Adjusted) -> None:
    """Offer the dimensions by which values can be adjusted."""
    words = state.said()
    with st.container(key="mixes", horizontal=True, gap="small"):
        state.chosen_from(
            "mix",
            list(section.offered),
            held=section.dimension,
            label=words("adjusted.mix"),
            texts=lambda one: words("adjusted.by", dimension=words(f"dimension.{one}")),
        )
