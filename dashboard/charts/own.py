"""Mark the area that a page is about in a chart of many areas."""

from dataclasses import replace
from typing import TypeVar

from dashboard.charts.spec import CourseGrid, DotChart, MapChart, ScoreTable, SlopeChart

Compared = TypeVar("Compared", CourseGrid, DotChart, SlopeChart, MapChart, ScoreTable)


def with_own(chart: Compared, code: str) -> Compared:
    """Give the same chart with the area of ``code`` marked; unchanged where it is not shown."""
    if isinstance(chart, MapChart):
        areas = tuple(replace(one, is_own=one.key == code) for one in chart.areas)
        return replace(chart, areas=areas)
    if isinstance(chart, CourseGrid):
        courses = tuple(replace(one, is_own=one.key == code) for one in chart.courses)
        return replace(chart, courses=courses)
    rows = tuple(replace(row, is_own=row.key == code) for row in chart.rows)
    return replace(chart, rows=rows)
