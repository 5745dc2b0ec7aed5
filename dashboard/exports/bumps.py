"""Ranks over time as office programs draw them."""

from collections.abc import Sequence
from math import ceil
from typing import TypeVar

from dashboard.charts.spec import BumpChart, Tone
from dashboard.exports.native import Kind, Mark, Native, NativeChart, Series
from dashboard.format import NumberFormat

WHOLE = NumberFormat(is_share=False, decimals=0)
# Names the place between two ways of asking.
GAP = "/"
T = TypeVar("T")


def bump(chart: BumpChart) -> tuple[Native, ...]:
    """Draw a line an area, 1 on top; only the own rank has its interval."""
    series = tuple(
        Series(
            row.name,
            Mark.LINE,
            Tone.PLAIN,
            _parted([one.rank for one in row.points], chart),
            _parted([one.low for one in row.points], chart) if row.is_own else (),
            _parted([one.high for one in row.points], chart) if row.is_own else (),
            is_own=row.is_own,
        )
        for row in chart.rows
    )
    return (
        NativeChart(
            chart.face,
            Kind.LINES,
            WHOLE,
            tuple(one or GAP for one in _with_gaps(chart.shorts, chart)),
            series,
            (0.0, float(chart.places + 1)),
            is_rank=True,
            axis_titles=("", chart.heading),
        ),
    )


def _parted(ranks: Sequence[int | None], chart: BumpChart) -> tuple[float | None, ...]:
    return tuple(None if one is None else float(one) for one in _with_gaps(ranks, chart))


def _with_gaps(values: Sequence[T], chart: BumpChart) -> list[T | None]:
    """Leave a place empty where no line may join: office programs join neighbours."""
    starts = {ceil(at) for at, _ in chart.breaks}
    found: list[T | None] = []
    for at, value in enumerate(values):
        if at in starts:
            found.append(None)
        found.append(value)
    return found
