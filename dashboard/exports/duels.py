"""Two areas against each other, as a table of an office program."""

from dashboard.charts.spec import DuelChart
from dashboard.exports.native import Cell, Native, NativeTable


def duel(chart: DuelChart) -> tuple[Native, ...]:
    """Give the comparison as a table: a difference over its own interval has no axis to share."""
    rows = tuple(
        (
            Cell(row.name),
            Cell(row.first_text, row.first),
            Cell(row.second_text, row.second),
            Cell(row.difference_text, row.difference),
            Cell(row.verdict.text, tone=row.tone),
            Cell(row.needed),
        )
        for row in chart.rows
    )
    return (NativeTable(chart.face, chart.columns, rows),)
