"""What can be chosen on the scorecard: its columns, its order, the weights of pillars."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.charts.labels import short_name_of
from dashboard.scenes.scorecard import STEPS, own_weights
from dashboard.widgets import frame, state
from warehouse.catalog import PILLARS, Metric

EVERY = ""


def columns(metrics: Sequence[Metric]) -> None:
    """Offer the pillar whose metrics are shown, and the metric that streets are sorted by."""
    words = state.said()
    names = {one.metric_id: short_name_of(one, words) for one in metrics}
    view = state.current()
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        state.chosen_from(
            "pillar",
            [EVERY, *PILLARS],
            held=view.pillar if view.pillar in PILLARS else EVERY,
            label=words("score.columns"),
            texts=lambda one: words(f"pillar.{one}") if one else words("score.every_pillar"),
        )
        state.chosen_from(
            "sort",
            [EVERY, *names],
            held=view.sort if view.sort in names else EVERY,
            label=words("score.sort"),
            texts=lambda one: (
                words("score.by_metric", name=names[one]) if one else words("score.by_index")
            ),
        )


def weights(held: Mapping[str, int]) -> None:
    """Offer to move the weights of pillars; the view changes, the district's file does not."""
    words, view = state.said(), state.current()
    frame.section(words("score.weights"), words("score.weights_note"))
    with st.container(key="weights", gap=None):
        for pillar in PILLARS:
            key = f"w.weight.{pillar}.{view.lang}"
            st.session_state[key] = held[pillar]
            st.slider(
                words(f"pillar.{pillar}"),
                0,
                STEPS,
                key=key,
                on_change=_take,
                args=(view.lang,),
            )
        st.button(
            words("score.reset"),
            key=f"weights.reset.{view.lang}",
            type="tertiary",
            disabled=not own_weights(view),
            on_click=state.change,
            kwargs={"weights": ""},
        )


def _take(lang: str) -> None:
    """Move the sliders' values into the view; all at nought is no weighting."""
    held = [st.session_state[f"w.weight.{pillar}.{lang}"] for pillar in PILLARS]
    state.change(weights="-".join(map(str, held)) if any(held) else "")
