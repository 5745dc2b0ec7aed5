"""What charts over time share: round ticks, years below, hairlines where something happened."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import floor, log10

import plotly.graph_objects as go

from dashboard.charts.drawn.paint import plain_text
from dashboard.charts.spec import Event
from dashboard.format import NumberFormat
from dashboard.theme import SIZE_MAP, Tokens

MOST_TICKS = 6
# A logarithm of a tenth may miss it by a rounding error.
TINY = 1e-9


def even_ticks(low: float, high: float, *, most: int = MOST_TICKS) -> list[float]:
    """Give round numbers between two others, ``most`` of them at the most."""
    reach = high - low
    power = 10.0 ** floor(log10(reach / most))
    step = next(n * power for n in (1, 2, 5, 10, 20) if reach / (n * power) <= most)
    first = -int(-low // step)
    return [round(n * step, 10) for n in range(first, int(high // step) + 1)]


def tick_texts(ticks: Sequence[float], number: NumberFormat) -> list[str]:
    """Write ticks with as many decimals as tell them apart, and no more."""
    unit = 0.01 if number.is_share else 1.0
    step = min((b - a for a, b in pairwise(ticks)), default=unit) / unit
    decimals = max(0, -floor(log10(step) + TINY))
    return [replace(number, decimals=decimals).plain(one) for one in ticks]


def years_below(figure: go.Figure, ticks: Sequence[tuple[float, str]], *, axis: str = "") -> None:
    """Name each year in its middle."""
    figure.update_layout(
        {
            f"xaxis{axis}": {
                "tickvals": [position for position, _ in ticks],
                "ticktext": [plain_text(text) for _, text in ticks],
            }
        }
    )


def add_hairlines(
    figure: go.Figure,
    events: Sequence[Event],
    restarts: Sequence[tuple[float, str]],
    *,
    colours: Tokens,
) -> None:
    """Draw hairlines at events with their numbers on top, and where limits begin anew, why."""
    for event in events:
        _add_hairline(figure, event.position, text=event.text, colours=colours, is_strong=False)
    for position, text in restarts:
        _add_hairline(figure, position, text=text, colours=colours, is_strong=True)


def _add_hairline(
    figure: go.Figure, position: float, *, text: str, colours: Tokens, is_strong: bool
) -> None:
    figure.add_shape(
        type="line",
        yref="y domain",
        x0=position,
        x1=position,
        y0=0,
        y1=1,
        line={"color": colours.ink_3 if is_strong else colours.rule, "width": 1},
        layer="below",
    )
    figure.add_annotation(
        x=position,
        yref="y domain",
        y=0 if is_strong else 1,
        yanchor="bottom",
        xanchor="left" if is_strong else "center",
        xshift=4 if is_strong else 0,
        yshift=2,
        text=plain_text(text),
        font={"size": SIZE_MAP, "color": colours.ink_3},
    )
