"""An office's own files: its template, its edited slides, and what exports need here."""

from collections.abc import Collection

import streamlit as st
from markupsafe import Markup

from dashboard.exports.briefing import Briefing
from dashboard.exports.deck.paging import whole_id
from dashboard.exports.environment import environment as findings
from dashboard.exports.office.safety import UnsafeFileError
from dashboard.exports.refresh import OWN, Refreshed
from dashboard.exports.refresh import refresh as refreshed
from dashboard.exports.template import check
from dashboard.stories.phrases import listed
from dashboard.widgets import frame, state

# Refused in the reader's language up to this size, by Streamlit beyond it.
MOST_UPLOADED_MB = 64
UPLOADER = frame.STYLES / "uploader.css"
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
    if not (found.changed or found.unknown or found.reshaped):
        frame.notes([words("briefing.foreign")])
        return
    frame.notes(_account(found, briefing))
    st.download_button(
        words("briefing.refresh_get"),
        data=found.content,
        file_name=words("briefing.refresh_name"),
        mime=SLIDES,
        key=f"refresh.get.{words.language}",
        on_click="ignore",
    )


def _account(found: Refreshed, briefing: Briefing) -> list[str]:
    """Say what was refreshed and what was left as it was, by the titles of charts."""
    words = state.said()
    titles = {one.face.chart_id: part.title for part in briefing.parts for one in part.natives}
    titles |= {part.name: part.title for part in briefing.parts}

    def said(shapes: Collection[str]) -> list[str]:
        ids = (whole_id(name.partition(":")[2] or name) for name in shapes)
        return list(dict.fromkeys(titles.get(one, one) for one in ids))

    charts = [name for name in found.changed if name.partition(":")[0] in OWN]
    lines = [words("briefing.changed", count=len(said(charts)))]
    for key, shapes in (("unknown", found.unknown), ("reshaped", found.reshaped)):
        if shapes:
            lines.append(words(f"briefing.{key}", names=listed(said(shapes), words)))
    return lines


def _uploaded(name: str) -> bytes | None:
    """Ask for a file; Streamlit's own words around it are in English alone."""
    words = state.said()
    st.html(UPLOADER)
    frame.block(
        Markup("<style>:root{{--choose:'{}';--most:'{}'}}</style>").format(
            words("briefing.file"), words("briefing.file_most")
        )
    )
    file = st.file_uploader(
        words("briefing.file"),
        key=f"file.{name}.{words.language}",
        label_visibility="collapsed",
        max_upload_size=MOST_UPLOADED_MB,
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
