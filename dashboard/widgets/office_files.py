"""An office's own files: its template, its edited slides, and what exports need here."""

from collections.abc import Collection

import streamlit as st
from markupsafe import Markup

from dashboard.exports.briefing import Briefing
from dashboard.exports.environment import environment as findings
from dashboard.exports.office.safety import UnsafeFileError
from dashboard.exports.refresh import refresh as refreshed
from dashboard.exports.template import check
from dashboard.stories.phrases import listed
from dashboard.widgets import frame, state

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def template(known: Collection[str]) -> bytes | None:
    """Ask for the office's template; give it once it has been checked.

    ``known`` are the names of the charts that it may have places for.
    """
    words = state.said()
    with st.expander(words("briefing.template")):
        frame.hint(words("briefing.template_note"))
        content = _uploaded("template")
        if content is None:
            return None
        report = check(content, words, known=tuple(known))
        frame.notes(report.lines)
        return content if report.is_usable else None


def refresh(briefing: Briefing) -> None:
    """Ask for edited slides; give them back with the numbers of now."""
    words = state.said()
    frame.section(words("briefing.refresh"), words("briefing.refresh_note"))
    content = _uploaded("refresh")
    if content is None:
        return
    try:
        found = refreshed(content, briefing)
    except UnsafeFileError:
        frame.notes(check(content, words).lines)
        return
    lines = [words("briefing.changed", count=len(found.changed))]
    for key, names in (("unknown", found.unknown), ("reshaped", found.reshaped)):
        if names:
            lines.append(words(f"briefing.{key}", names=listed(list(names), words)))
    frame.notes(lines)
    st.download_button(
        words("briefing.refresh_get"),
        data=found.content,
        file_name=words("briefing.refresh_name"),
        mime=SLIDES,
        key=f"refresh.get.{words.language}",
        on_click="ignore",
    )


def _uploaded(name: str) -> bytes | None:
    words = state.said()
    file = st.file_uploader(
        words("briefing.file"),
        type=["pptx"],
        key=f"file.{name}.{words.language}",
        label_visibility="collapsed",
    )
    return None if file is None else bytes(file.getvalue())


def environment() -> None:
    """Say what exports need of this machine, and what is missing."""
    words = state.said()
    rows = findings(words)
    is_well = all(one.is_well for one in rows)
    with st.expander(words("briefing.environment"), expanded=not is_well):
        frame.facts([(one.what, one.said if one.is_well else f"▼ {one.said}") for one in rows])
    if not is_well:
        missing = " ".join(one.said for one in rows if not one.is_well)
        frame.block(Markup('<p class="worse hint">▼ {}</p>').format(missing))
