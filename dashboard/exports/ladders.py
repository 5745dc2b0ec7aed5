"""A long ranking as office programs draw it."""

from dashboard.charts.spec import LadderChart, Shape, Tone
from dashboard.exports.native import Kind, Mark, Native, NativeChart, Series


def ladder(chart: LadderChart) -> tuple[Native, ...]:
    """Draw points by value and rank, the own area apart."""
    groups = [[one for one in chart.places if one.is_own is own] for own in (False, True)]
    own_name = chart.own_text
    series = tuple(
        Series(
            own_name if is_own else chart.headings[1],
            Mark.POINT,
            Tone.PLAIN,
            tuple(float(one.rank) for one in group),
            xs=tuple(one.value for one in group),
            labels=tuple(one.name for one in group),
            is_own=is_own,
            shape=Shape.DOT if any(one.is_published for one in group) else Shape.HOLLOW,
        )
        for is_own, group in zip((False, True), groups, strict=True)
        if group
    )
    last = max((one.rank for one in chart.places), default=1)
    rank, _, value = chart.headings
    return (
        NativeChart(
            chart.face,
            Kind.POINTS,
            chart.number,
            (),
            series,
            (0.0, float(last + 1)),
            is_rank=True,
            axis_titles=(value, rank),
        ),
    )
