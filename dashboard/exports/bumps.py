"""Ranks over time as office programs draw them."""

from collections.abc import Sequence
from math import ceil

from dashboard.charts.spec import BumpChart, Tone
from dashboard.exports.gaps import names_with_gaps, with_gaps
from dashboard.exports.native import Kind, Mark, Native, NativeChart, Series
from dashboard.format import NumberFormat

WHOLE = NumberFormat(is_share=False, decimals=0)


def bump(chart: BumpChart) -> tuple[Native, ...]:
    """Draw a line an area, 1 on top; only the own rank has its interval."""
    starts = {ceil(at) for at, _ in chart.breaks}
    series = tuple(
        Series(
            row.name,
            Mark.LINE,
            Tone.PLAIN,
            _parted([one.rank for one in row.points], starts),
            _parted([one.low for one in row.points], starts) if row.is_own else (),
            _parted([one.high for one in row.points], starts) if row.is_own else (),
            is_own=row.is_own,
        )
        for row in chart.rows
    )
    return (
        NativeChart(
            chart.face,
            Kind.LINES,
            WHOLE,
            names_with_gaps(chart.shorts, starts),
            series,
            (0.0, float(chart.places + 1)),
            is_rank=True,
            axis_titles=("", chart.heading),
        ),
    )


def _parted(ranks: Sequence[int | None], starts: set[int]) -> tuple[float | None, ...]:
    return with_gaps([None if one is None else float(one) for one in ranks], starts)
