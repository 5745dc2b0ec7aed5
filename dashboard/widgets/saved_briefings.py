"""Briefings that were kept: open them again, go on to the next issue, take them away."""

from typing import Any

import streamlit as st

from dashboard import data
from dashboard.exports import journal
from dashboard.exports.recipe import Recipe, RecipeError
from dashboard.widgets import basket, frame, imprint, looks, state
from warehouse.periods import Period, PeriodKind
from warehouse.shelf import Shelf, ShelfError

# What the last click replaced or took away: name, document, and how to say it.
LOST = "lost_briefing"


def shown() -> None:
    """Keep briefings, open them again, go on to the next issue."""
    words = state.said()
    frame.section(words("briefing.saved"), words("briefing.saved_note"))
    if basket.items():
        _save_form()
    _undo()
    names = _shelf().names()
    if not names:
        frame.hint(words("briefing.nothing_saved"))
        return
    chosen = st.selectbox(
        words("briefing.saved"),
        names,
        key=_chosen_key(),
        label_visibility="collapsed",
    )
    with st.container(key="saved", horizontal=True, gap="small"):
        for action, call in (("load", _open), ("next", _open_next), ("remove", _remove)):
            st.button(
                words(f"briefing.{action}"),
                key=f"saved.{action}.{words.language}",
                on_click=call,
                args=(chosen,),
            )


def _shelf() -> Shelf:
    return journal.recipes(data.data_dir())


def _chosen_key() -> str:
    return f"saved.{state.current().lang}"


def _latest() -> Period:
    return looks.desk().periods(PeriodKind.YEAR)[-1]


def _save_form() -> None:
    words = state.said()
    key = f"save.name.{words.language}"
    with st.form(f"save.form.{words.language}", border=False, enter_to_submit=True):
        left, right = st.columns([0.7, 0.3], vertical_alignment="bottom")
        left.text_input(words("briefing.save_as"), max_chars=60, key=key)
        right.form_submit_button(
            words("briefing.save"), key=f"save.{words.language}", on_click=_save, args=(key,)
        )


def _save(key: str) -> None:
    """Keep what is in the basket, as it stands after the fields that were just left."""
    words, shelf = state.said(), _shelf()
    name = str(st.session_state[key]).strip()
    before = _document(name)
    try:
        shelf.write(name, imprint.recipe().pinned(latest=_latest()).as_document())
    except ShelfError:
        st.toast(words("briefing.unnamed"))
        return
    st.session_state[_chosen_key()] = name
    st.session_state[LOST] = (name, before, "replaced") if before else None
    st.toast(words("briefing.kept", name=name))


def _remove(name: str) -> None:
    before = _document(name)
    _shelf().remove(name)
    st.session_state[LOST] = (name, before, "removed") if before else None


def _document(name: str) -> dict[str, Any]:
    """Give what is kept under a name; empty where nothing readable is."""
    try:
        return _shelf().read(name)
    except ShelfError:
        return {}


def _undo() -> None:
    """Offer to bring back what the last click replaced or took away."""
    words, lost = state.said(), st.session_state.get(LOST)
    if not lost:
        return
    name, _, how = lost
    with st.container(key="lost", horizontal=True, gap="small", vertical_alignment="center"):
        frame.hint(words(f"briefing.{how}", name=name))
        st.button(
            words("briefing.bring_back"),
            key=f"saved.back.{words.language}",
            type="tertiary",
            on_click=_bring_back,
        )


def _bring_back() -> None:
    name, document, _ = st.session_state[LOST]
    _shelf().write(name, document)
    st.session_state[LOST] = None
    st.session_state[_chosen_key()] = name


def _open(name: str, *, is_next: bool = False) -> None:
    """Put a saved briefing, or the issue after it, into basket and imprint."""
    try:
        found = Recipe.from_document(_shelf().read(name))
    except (ShelfError, RecipeError):
        st.toast(state.said()("briefing.unreadable", name=name))
        return
    shown_now = found.next_issue(latest=_latest()) if is_next else found
    basket.hold(shown_now.items)
    imprint.take(shown_now)


def _open_next(name: str) -> None:
    _open(name, is_next=True)
