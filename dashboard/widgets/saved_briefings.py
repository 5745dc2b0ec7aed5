"""Briefings that were kept: open them again, go on to the next issue."""

import streamlit as st

from dashboard import data
from dashboard.exports import journal
from dashboard.exports.recipe import Recipe, RecipeError
from dashboard.widgets import basket, frame, looks, state
from dashboard.widgets.briefings import IMPRINT, ROLES
from warehouse.periods import PeriodKind
from warehouse.shelf import ShelfError


def shown(made_of: Recipe) -> None:
    """Keep briefings, open them again, go on to the next issue."""
    words, shelf = state.said(), journal.recipes(data.data_dir())
    frame.section(words("briefing.saved"), words("briefing.saved_note"))
    names = shelf.names()
    if basket.items():
        with st.form(f"save.{words.language}", border=False, enter_to_submit=True):
            left, right = st.columns([0.7, 0.3], vertical_alignment="bottom")
            name = left.text_input(words("briefing.save_as"), max_chars=60)
            if right.form_submit_button(words("briefing.save")):
                _save(name.strip(), made_of)
    if not names:
        frame.hint(words("briefing.nothing_saved"))
        return
    chosen = st.selectbox(
        words("briefing.saved"),
        names,
        key=f"saved.{words.language}",
        label_visibility="collapsed",
    )
    with st.container(key="saved", horizontal=True, gap="small"):
        for action, call in (("load", _open), ("next", _open_next), ("remove", shelf.remove)):
            st.button(
                words(f"briefing.{action}"),
                key=f"saved.{action}.{words.language}",
                on_click=call,
                args=(chosen,),
            )


def _save(name: str, made_of: Recipe) -> None:
    words = state.said()
    try:
        journal.recipes(data.data_dir()).write(name, made_of.as_document())
    except ShelfError:
        st.warning(words("briefing.unnamed"))
        return
    st.toast(words("briefing.kept", name=name))


def _open(name: str) -> None:
    try:
        found = Recipe.from_document(journal.recipes(data.data_dir()).read(name))
    except (ShelfError, RecipeError):
        return
    _show(found)


def _open_next(name: str) -> None:
    desk = looks.desk()
    try:
        found = Recipe.from_document(journal.recipes(data.data_dir()).read(name))
    except (ShelfError, RecipeError):
        return
    _show(found.next_issue(latest=desk.periods(PeriodKind.YEAR)[-1]))


def _show(found: Recipe) -> None:
    """Put a recipe into the basket and the imprint."""
    basket.hold(found.items)
    names = [name for _, name in found.signatures]
    st.session_state[IMPRINT] = {
        "title": found.title,
        "organisation": found.organisation,
        "mark": found.mark,
        "issue": "" if found.issue_number is None else str(found.issue_number),
        **dict(zip(ROLES, names, strict=False)),
    }
