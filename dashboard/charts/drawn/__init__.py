"""Specifications as Plotly figures, for the screen.

A drawing adds nothing: every number, word and order is in the specification. Every text is
escaped, since Plotly reads a little HTML.
"""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.drawn.bars import bar_figure
from dashboard.charts.drawn.bumps import bump_figure
from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.changes import change_figure, step_figure
from dashboard.charts.drawn.context import context_figure
from dashboard.charts.drawn.control import control_figure
from dashboard.charts.drawn.course_grids import course_figure
from dashboard.charts.drawn.dots import dot_figure
from dashboard.charts.drawn.duels import duel_figure
from dashboard.charts.drawn.forecasts import forecast_figure
from dashboard.charts.drawn.ladders import ladder_figure
from dashboard.charts.drawn.nets import funnel_figure, net_figure
from dashboard.charts.drawn.outlines import map_figure
from dashboard.charts.drawn.pairs import pair_figure
from dashboard.charts.drawn.scores import score_figure
from dashboard.charts.drawn.slopes import slope_figure
from dashboard.charts.drawn.waterfalls import waterfall_figure
from dashboard.charts.drawn.waves import wave_figure
from dashboard.charts.spec import (
    BarChart,
    BumpChart,
    ChangeChart,
    ContextTable,
    ControlChart,
    CourseGrid,
    DotChart,
    DuelChart,
    ForecastChart,
    FunnelChart,
    LadderChart,
    MapChart,
    NetMap,
    PairChart,
    ScoreTable,
    SlopeChart,
    StepChart,
    Waterfall,
    WaveChart,
)
from dashboard.theme import Tokens

Drawable = (
    ChangeChart
    | FunnelChart
    | NetMap
    | StepChart
    | ControlChart
    | CourseGrid
    | ForecastChart
    | Waterfall
    | DotChart
    | SlopeChart
    | LadderChart
    | MapChart
    | WaveChart
    | BarChart
    | PairChart
    | ScoreTable
    | ContextTable
    | BumpChart
    | DuelChart
)

_DRAWINGS: dict[type, Callable[[Any, Tokens], Canvas]] = {
    ControlChart: control_figure,
    CourseGrid: course_figure,
    ForecastChart: forecast_figure,
    Waterfall: waterfall_figure,
    DotChart: dot_figure,
    SlopeChart: slope_figure,
    LadderChart: ladder_figure,
    MapChart: map_figure,
    WaveChart: wave_figure,
    BarChart: bar_figure,
    PairChart: pair_figure,
    FunnelChart: funnel_figure,
    NetMap: net_figure,
    StepChart: step_figure,
    ChangeChart: change_figure,
    ScoreTable: score_figure,
    ContextTable: context_figure,
    BumpChart: bump_figure,
    DuelChart: duel_figure,
}


def figure(chart: Drawable, colours: Tokens) -> go.Figure:
    """Draw a chart in the colours of one theme."""
    return _DRAWINGS[type(chart)](chart, colours).figure()


__all__ = ["Drawable", "figure"]
