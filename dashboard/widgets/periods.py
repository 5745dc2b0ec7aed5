"""Choose a period."""

import streamlit as st

from dashboard import format as fmt
from dashboard.scenes.look import chosen_period
from dashboard.widgets import looks, state
from warehouse.periods import Period, PeriodKind

KINDS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)


def chooser() -> None:
    """Offer the periods of every length behind one button."""
    view, desk = state.current(), looks.desk()
    period = chosen_period(desk, view)
    with st.popover(fmt.period(period, view.lang), type="tertiary", key=f"period.{view.lang}"):
        for kind in KINDS:
            known = desk.periods(kind)
            if known:
                _pills(kind, known, held=period, label=desk.words(f"period.{kind}"))


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
