"""Specifications as Plotly figures, for the screen.

A drawing adds nothing: every number, word and order is in the specification. Every text is
escaped, since Plotly reads a little HTML.
"""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.drawn.bars import bar_figure
from dashboard.charts.drawn.dots import dot_figure
from dashboard.charts.drawn.ladders import ladder_figure
from dashboard.charts.drawn.outlines import map_figure
from dashboard.charts.drawn.pairs import pair_figure
from dashboard.charts.drawn.slopes import slope_figure
from dashboard.charts.drawn.waves import wave_figure
from dashboard.charts.spec import (
    BarChart,
    DotChart,
    LadderChart,
    MapChart,
    PairChart,
    SlopeChart,
    WaveChart,
)
from dashboard.theme import Tokens

Drawable = DotChart | SlopeChart | LadderChart | MapChart | WaveChart | BarChart | PairChart

_DRAWINGS: dict[type, Callable[[Any, Tokens], go.Figure]] = {
    DotChart: dot_figure,
    SlopeChart: slope_figure,
    LadderChart: ladder_figure,
    MapChart: map_figure,
    WaveChart: wave_figure,
    BarChart: bar_figure,
    PairChart: pair_figure,
}


def figure(chart: Drawable, colours: Tokens) -> go.Figure:
    """Draw a chart in the colours of one theme."""
    return _DRAWINGS[type(chart)](chart, colours)


__all__ = ["Drawable", "figure"]
