"""Drawings are sent when all words of a page are: the browser shows what came before them.

The first drawing makes a browser load and run the library that draws, for most of a second;
words that came along with it are held back until then.
"""

import time
from collections.abc import Callable

import streamlit as st

WAITING, STARTED = "drawings", "drawings.started"
# What a browser takes to show the words; without it they often appear a second later, and the
# drawings no sooner.
HEAD_START_S = 0.15


def begin() -> None:
    """Forget what an interrupted run left."""
    st.session_state[WAITING] = []


def put(show: Callable[[], None]) -> None:
    """Keep a place for a drawing here; ``show`` fills it later."""
    st.session_state[WAITING].append((st.container(gap=None), show))


def send() -> None:
    """Fill every place, in the order of reading; the first ones of a visit after a moment."""
    waiting = st.session_state.pop(WAITING)
    if waiting and not st.session_state.get(STARTED):
        time.sleep(HEAD_START_S)
        st.session_state[STARTED] = True
    for place, show in waiting:
        with place:
            show()
