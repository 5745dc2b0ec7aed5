"""Ranks over time as office programs draw them."""

from dashboard.charts.spec import BumpChart, Tone
from dashboard.exports.native import Kind, Mark, Native, NativeChart, Series
from dashboard.format import NumberFormat

WHOLE = NumberFormat(is_share=False, decimals=0)


def bump(chart: BumpChart) -> tuple[Native, ...]:
    """Draw a line an area, 1 on top; only the own rank has its interval."""
    series = tuple(
        Series(
            row.name,
            Mark.LINE,
            Tone.PLAIN,
            tuple(_number(one.rank) for one in row.points),
            tuple(_number(one.low) for one in row.points) if row.is_own else (),
            tuple(_number(one.high) for one in row.points) if row.is_own else (),
            is_own=row.is_own,
        )
        for row in chart.rows
    )
    return (
        NativeChart(
            chart.face,
            Kind.LINES,
            WHOLE,
            chart.shorts,
            series,
            (0.0, float(chart.places + 1)),
            is_rank=True,
            axis_titles=("", chart.heading),
        ),
    )


def _number(rank: int | None) -> float | None:
    return None if rank is None else float(rank)
