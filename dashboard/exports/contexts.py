"""Context of areas as office programs set it."""

from dashboard.charts.spec import ContextTable
from dashboard.exports.native import Cell, Native, NativeTable


def context(chart: ContextTable) -> tuple[Native, ...]:
    """Set a table, the chosen area first."""
    area, distance = chart.headings
    rows = tuple(
        (
            Cell(row.name),
            *(
                Cell(cell.text, cell.value, number)
                for cell, number in zip(row.cells, chart.numbers, strict=False)
            ),
            Cell(row.distance_text, row.distance, chart.numbers[-1]),
        )
        for row in chart.rows
    )
    return (NativeTable(chart.face, (area, *chart.columns, distance), rows),)
