"""The basket: charts of any page, on their way into a briefing."""

import streamlit as st

from dashboard.charts.spec import Chart
from dashboard.exports.recipe import Item
from dashboard.widgets import state

BASKET, PAGE = "basket", "page_name"


def on_page(name: str) -> None:
    """Remember which page this run shows: charts are taken from it."""
    st.session_state[PAGE] = name


def items() -> tuple[Item, ...]:
    """Give what is in the basket, in order."""
    return tuple(st.session_state.setdefault(BASKET, ()))


def hold(found: tuple[Item, ...]) -> None:
    """Put other items into the basket."""
    st.session_state[BASKET] = found


def offer(chart: Chart) -> None:
    """Offer to put a chart into the basket, or to take it out again."""
    words, view = state.said(), state.current()
    item = Item.of(st.session_state[PAGE], chart.face.chart_id, view)
    is_in = any(_same(one, item) for one in items())
    st.button(
        words("basket.taken" if is_in else "basket.add"),
        key=f"add-{chart.face.chart_id}.{view.lang}",
        help=words("basket.take_out" if is_in else "basket.help"),
        type="tertiary",
        on_click=_toggle,
        args=(item,),
    )


def _same(one: Item, other: Item) -> bool:
    return (one.page, one.chart_id, one.link) == (other.page, other.chart_id, other.link)


def _toggle(item: Item) -> None:
    kept = tuple(one for one in items() if not _same(one, item))
    hold(kept if len(kept) < len(items()) else (*kept, item))


def remove(position: int) -> None:
    """Take one chart out."""
    found = items()
    hold(found[:position] + found[position + 1 :])


def move(position: int, by: int) -> None:
    """Move one chart up or down."""
    found = list(items())
    found.insert(position + by, found.pop(position))
    hold(tuple(found))
