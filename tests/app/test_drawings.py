"""Drawings come last over the wire, and stand where the page put them."""

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from dashboard.widgets import drawings

    said = st.session_state.setdefault("said", [])
    said.clear()
    drawings.begin()
    st.text("above")
    drawings.put(lambda: (said.append("drawing"), st.text("drawing")))
    st.text("below")
    said.append("words")
    drawings.send()


def test_drawings_are_sent_after_all_words_and_stand_between_them():
    app = AppTest.from_function(_page).run()
    for _ in range(2):
        assert not app.exception
        assert app.session_state["said"] == ["words", "drawing"]
        assert [one.value for one in app.text] == ["above", "drawing", "below"]
        app.run()


def test_what_an_interrupted_run_left_is_not_sent():
    app = AppTest.from_function(_page)
    app.session_state["drawings"] = [("no place", lambda: 1 / 0)]
    assert not app.run().exception
