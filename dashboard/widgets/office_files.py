"""What exports need of this machine."""

import streamlit as st

from dashboard.exports.environment import environment as findings
from dashboard.widgets import frame, state


def environment() -> None:
    """Say what exports need of this machine, and what is missing."""
    words = state.said()
    rows = findings(words)
    is_well = all(one.is_well for one in rows)
    with st.expander(words("briefing.environment"), expanded=not is_well):
        frame.facts([(one.what, one.said if one.is_well else f"▼ {one.said}") for one in rows])
