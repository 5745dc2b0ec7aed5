"""Choose a period; know which one is chosen and which one it is compared with."""

import streamlit as st

from dashboard import data
from dashboard import format as fmt
from dashboard.view import View
from dashboard.widgets import state
from warehouse.periods import Period, PeriodKind

QUARTER = PeriodKind.QUARTER
KINDS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)


def chosen(view: View) -> Period:
    """Give the chosen period: the latest year where none was chosen, or none such is known."""
    if view.period:
        wanted = Period.parse(view.period)
        if wanted in data.periods(wanted.kind):
            return wanted
    known = data.periods(PeriodKind.YEAR)
    return known[-1]


def compared_with(view: View) -> Period:
    """Give the period that changes are counted from."""
    period = chosen(view)
    return period.before if view.against == "before" else period.year_before


def chooser() -> None:
    """Offer the periods of every length behind one button."""
    view, words = state.current(), state.said()
    period = chosen(view)
    with st.popover(fmt.period(period, view.lang), type="tertiary", key=f"period.{view.lang}"):
        for kind in KINDS:
            known = data.periods(kind)
            if known:
                _pills(kind, known, held=period, label=words(f"period.{kind}"))


def _pills(kind: PeriodKind, known: list[Period], *, held: Period, label: str) -> None:
    view = state.current()
    key = f"w.period.{kind}.{view.lang}"
    labels = [one.label for one in reversed(known)]
    st.session_state[key] = held.label if held.kind is kind else None
    st.pills(
        label,
        labels,
        key=key,
        format_func=lambda one: fmt.period(Period.parse(one), view.lang),
        on_change=_take,
        args=(key, tuple(labels)),
    )


def _take(key: str, labels: tuple[str, ...]) -> None:
    value = st.session_state[key]
    if value in labels:
        state.change(period=value)
