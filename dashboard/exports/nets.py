"""Charts of single grids as office programs draw them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from dashboard.charts.spec import (
    ChangeChart,
    FunnelChart,
    FunnelCurve,
    FunnelPoint,
    Line,
    MapChart,
    NetMap,
    Shape,
    StepChart,
    Tone,
)
from dashboard.exports.native import Cell, Kind, Mark, Native, NativeChart, NativeTable, Series
from dashboard.format import NumberFormat

WHOLE = NumberFormat(is_share=False, decimals=0)
ROOM = 0.06


def funnel(chart: FunnelChart) -> tuple[Native, ...]:
    """Draw points by two numbers, one series a state, and the limits as lines."""
    series = [
        _points(text, [one for one in chart.points if one.tone is tone and not one.is_own], tone)
        # Those that make no claim first: later ones lie over them, and LibreOffice leaves out a
        # series of points that is shorter than a later one.
        for tone, text in reversed(chart.states)
    ]
    series += [
        replace(_points(one.name, [one], one.tone), is_own=True)
        for one in chart.points
        if one.is_own
    ]
    for curve, mark in zip(chart.curves, (Mark.DASHED, Mark.LINE), strict=True):
        series += _limits(curve, mark)
    if chart.points:
        series.append(_centre(chart.centre, chart.points))
    span = _span(
        [one.value for one in chart.points] + [value for one in series for value in one.values]
    )
    return (
        NativeChart(
            chart.face,
            Kind.POINTS,
            chart.number,
            (),
            tuple(one for one in series if one.values),
            span,
            axis_titles=chart.axes,
            across=WHOLE,
        ),
    )


def _points(name: str, points: list[FunnelPoint], tone: Tone) -> Series:
    return Series(
        name,
        Mark.POINT,
        tone,
        tuple(one.value for one in points),
        xs=tuple(one.size for one in points),
        labels=tuple(one.name for one in points),
        shape=Shape.HOLLOW if tone is Tone.SMALL else Shape.DOT,
    )


def _limits(curve: FunnelCurve, mark: Mark) -> list[Series]:
    return [
        Series(curve.label, mark, Tone.PLAIN, side, xs=curve.sizes)
        for side in (curve.lows, curve.highs)
    ]


def _centre(line: Line, points: tuple[FunnelPoint, ...]) -> Series:
    ends = (min(one.size for one in points), max(one.size for one in points))
    return Series(line.label, Mark.LINE, Tone.PLAIN, (line.value, line.value), xs=ends)


def net(chart: NetMap) -> tuple[Native, ...]:
    """Draw the streets; a thousand outlines are for pictures, and the note says so."""
    key = ((Tone.PLAIN, chart.office_key),)
    face = replace(chart.face, note=f"{chart.face.note} · {chart.office_note}")
    return (MapChart(face, chart.streets, key, "", chart.headings),)


def steps(chart: StepChart) -> tuple[Native, ...]:
    """Draw columns by steps of households, before and after."""
    _, now, then = chart.headings
    series = (
        Series(now, Mark.COLUMN, Tone.SMALL, tuple(float(one.before) for one in chart.bins)),
        Series(
            then,
            Mark.COLUMN,
            Tone.PLAIN,
            tuple(float(one.after) for one in chart.bins),
            is_own=True,
        ),
    )
    names = tuple(one.label for one in chart.bins)
    high = max((value for one in series for value in one.values if value), default=1.0)
    return (
        NativeChart(
            chart.face,
            Kind.COLUMNS,
            WHOLE,
            names,
            series,
            (0.0, high * (1 + ROOM)),
            axis_titles=chart.axes,
        ),
    )


def changes(chart: ChangeChart) -> tuple[Native, ...]:
    """Set changes as a table: marks of several grids in one row have no chart there."""
    table = chart.table()
    rows = tuple(tuple(Cell("" if one is None else str(one)) for one in row) for row in table.rows)
    return (NativeTable(chart.face, table.columns, rows),)


def _span(values: Iterable[float | None]) -> tuple[float, float]:
    known = [one for one in values if one is not None]
    if not known:
        return 0.0, 1.0
    room = (max(known) - min(known) or 1.0) * ROOM
    return min(known) - room, max(known) + room


KINDS: dict[type, Callable[[Any], tuple[Native, ...]]] = {
    FunnelChart: funnel,
    NetMap: net,
    StepChart: steps,
    ChangeChart: changes,
}
