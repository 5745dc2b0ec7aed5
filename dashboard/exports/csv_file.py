"""The numbers of a chart as CSV, safe to open in a spreadsheet."""

import csv
import io
import re

from dashboard.charts.spec import Table
from warehouse.rejected_csv import BYTE_ORDER_MARK, FORMULA_STARTS

FORMULA = re.compile(FORMULA_STARTS)


def csv_file(table: Table) -> bytes:
    """Write a table: numbers unrounded, no value empty, no text that runs as a formula."""
    text = io.StringIO(BYTE_ORDER_MARK, newline="")
    text.seek(len(BYTE_ORDER_MARK))
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(_safe(title) for title in table.columns)
    rows.writerows([_safe(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def _safe(cell: str | float | None) -> str | float | None:
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
