"""What a browser is working on, kept beside the data: a reload or a restart does not lose it.

The server marks a browser by a random cookie of its own. Without the mark, as in other servers,
work lasts as long as the window's session.
"""

import re
from typing import Any

import streamlit as st

from dashboard import data
from warehouse.shelf import Shelf, ShelfError

COOKIE = "briefing_draft"
MARK = re.compile(r"[0-9a-f]{32}")
DRAFTS, DRAFT = "drafts", "draft"


def read(part: str) -> object:
    """Give one part of the draft; nothing where none was kept, or none that can be read."""
    return _draft().get(part)


def keep(part: str, content: object) -> None:
    """Keep one part of the draft; a draft in which nothing stands is taken away."""
    draft = _draft()
    draft[part] = content
    mark = _mark()
    if not mark:
        return
    if any(draft.values()):
        _shelf().write(mark, draft)
    else:
        _shelf().remove(mark)


def _draft() -> dict[str, Any]:
    if DRAFT not in st.session_state:
        st.session_state[DRAFT] = _kept()
    found: dict[str, Any] = st.session_state[DRAFT]
    return found


def _kept() -> dict[str, Any]:
    mark = _mark()
    try:
        return _shelf().read(mark) if mark else {}
    except ShelfError:
        return {}


def _mark() -> str:
    """Give the mark of this browser; what the server did not write is none."""
    found = st.context.cookies.to_dict().get(COOKIE, "")
    return found if MARK.fullmatch(found) else ""


def _shelf() -> Shelf:
    return Shelf(data.data_dir(), DRAFTS)
