"""The basket: charts of any page, on their way into a briefing."""

from dataclasses import asdict

import streamlit as st
from markupsafe import Markup

from dashboard.charts.spec import Chart
from dashboard.exports.recipe import Item, Recipe, RecipeError
from dashboard.widgets import drafts, frame, state

BASKET, PAGE = "basket", "page_name"
# What was taken out last, and where it stood.
TAKEN_OUT = "taken_out"


def on_page(name: str) -> None:
    """Remember which page this run shows: charts are taken from it."""
    st.session_state[PAGE] = name


def items() -> tuple[Item, ...]:
    """Give what is in the basket, in order."""
    if BASKET not in st.session_state:
        st.session_state[BASKET] = _drafted()
    return tuple(st.session_state[BASKET])


def _drafted() -> tuple[Item, ...]:
    """Give what this browser had in the basket before."""
    draft = {"title": "", "signatures": (), "items": drafts.read(BASKET) or ()}
    try:
        return Recipe.from_document(draft).items
    except RecipeError:
        return ()


def hold(found: tuple[Item, ...]) -> None:
    """Put other items into the basket."""
    st.session_state[BASKET] = found
    st.session_state[TAKEN_OUT] = None
    drafts.keep(BASKET, [asdict(one) for one in found])


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
    """Take one chart out; it can be put back until something else is done."""
    found = items()
    hold(found[:position] + found[position + 1 :])
    st.session_state[TAKEN_OUT] = (position, found[position])


def undo() -> None:
    """Offer to put back the chart that was just taken out."""
    words = state.said()
    if not st.session_state.get(TAKEN_OUT):
        return
    with st.container(key="undo", horizontal=True, gap="small", vertical_alignment="center"):
        said = Markup('<p class="hint">{}</p>').format(words("basket.is_out"))
        frame.block(said, width="content")
        st.button(
            words("briefing.bring_back"),
            key=f"link.undo.{words.language}",
            type="tertiary",
            on_click=_put_back,
        )


def _put_back() -> None:
    """Put the chart that was just taken out where it stood."""
    position, item = st.session_state[TAKEN_OUT]
    found = items()
    hold((*found[:position], item, *found[position:]))


def move(position: int, by: int) -> None:
    """Move one chart up or down."""
    found = list(items())
    found.insert(position + by, found.pop(position))
    hold(tuple(found))
