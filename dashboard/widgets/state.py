"""Keep the view in the session and in the link; widgets never own it."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard.text import Words, words
from dashboard.theme import Tokens, tokens
from dashboard.view import View

VIEW, WRITTEN, PATH = "view", "view_written", "view_path"


def current() -> View:
    """Give the view of this run: the session's, unless the link was changed by hand or history."""
    query = st.query_params.to_dict()
    path = urlsplit(st.context.url or "").path
    # Another page is opened without a query and keeps the view; on the same page it was the
    # browser's way back to the beginning.
    is_same_page = st.session_state.get(PATH) == path
    st.session_state[PATH] = path
    held: View | None = st.session_state.get(VIEW)
    is_moved = (query or is_same_page) and query != st.session_state.get(WRITTEN)
    if held is None or is_moved:
        held = View.from_link(query)
    _hold(held)
    return held


def _hold(view: View) -> None:
    link = view.as_link()
    st.session_state[VIEW] = view
    st.session_state[WRITTEN] = link
    if st.query_params.to_dict() != link:
        st.query_params.from_dict(link)


def change(**fields: Any) -> None:
    """Change the view; for callbacks, so that the next run starts with it."""
    _hold(st.session_state[VIEW].but(**fields))


def said() -> Words:
    """Give the words in the reader's language."""
    return words(st.session_state[VIEW].lang)


def colours() -> Tokens:
    """Give the colours of the reader's theme."""
    return tokens(st.context.theme.type or "light")


def segmented(
    field: str, options: Sequence[str], *, label: str, texts: Callable[[str], str]
) -> None:
    """Offer the values of one field of the view as a row of buttons."""
    view: View = st.session_state[VIEW]
    # The key carries the language: a widget keeps the labels it was made with.
    key = f"w.{field}.{view.lang}"
    held = getattr(view, field)
    st.session_state[key] = held if held in options else options[0]
    st.segmented_control(
        label,
        options,
        format_func=texts,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_take,
        args=(field, key, tuple(options)),
    )


def chosen_from(
    field: str,
    options: Sequence[str],
    *,
    held: str,
    label: str,
    texts: Callable[[str], str],
) -> None:
    """Offer the values of one field of the view as a list to search; ``held`` is shown."""
    view: View = st.session_state[VIEW]
    key = f"w.{field}.{view.lang}"
    st.session_state[key] = held
    st.selectbox(
        label,
        options,
        format_func=texts,
        key=key,
        label_visibility="collapsed",
        on_change=_take,
        args=(field, key, tuple(options)),
        width=340,
    )


def _take(field: str, key: str, options: tuple[str, ...]) -> None:
    """Move a widget's value into the view; what is not among the options is not taken."""
    value = st.session_state[key]
    if value in options:
        change(**{field: value})
