"""The data of a chart in columns, and where a chart finds them."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_formula
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.book.sheets import Sheets
from dashboard.exports.native import NativeChart, Series
from dashboard.exports.office.workbook import beyond
from dashboard.format import NumberFormat
from dashboard.text import Words

Values = Sequence[str | float | None]
# Sheet, first row, first column, last row, last column: as the library refers to cells.
Range = list[str | int]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the numbers of one series stand."""

    name: Range
    values: Range
    across: Range
    plus: str = ""
    minus: str = ""


@dataclass(slots=True)
class Block:
    """Writes columns one after the other below a row of titles."""

    sheets: Sheets
    sheet: Worksheet
    row: int
    number: NumberFormat | None
    width: int = 0

    def add(self, title: str, values: Values, *, is_plain: bool = False) -> tuple[Range, Range]:
        """Write a column; give the places of its title and of its values."""
        styles = self.sheets.styles
        column = self.width
        is_text = all(one is None or isinstance(one, str) for one in values)
        head = styles.head if is_text else styles.number_head
        self.sheet.write_string(self.row, column, title, head)
        numbers = styles.number(None if is_plain else self.number)
        for row, value in enumerate(values, start=self.row + 1):
            style = styles.text if isinstance(value, str) else numbers
            self.sheets.write(self.sheet, row, column, value, style)
        self.width += 1
        name, first, last = self.sheet.get_name(), self.row + 1, self.row + max(1, len(values))
        return [name, self.row, column], [name, first, column, last, column]


def write_columns(
    block: Block, chart: NativeChart, *, texts: Sequence[tuple[str, Values]], words: Words
) -> list[Places]:
    """Write the data of a chart.

    Args:
        block: where.
        chart: whose data.
        texts: columns of words beside the numbers.
        words: in the language of the workbook.

    Returns:
        Where the numbers of each series stand.
    """
    if not chart.categories:
        return [_write_points(block, one, chart) for one in chart.series]
    _, across = block.add(words("export.category"), chart.categories)
    values = [block.add(one.name, one.values) for one in chart.series]
    intervals = _write_intervals(block, chart.series, words)
    for title, column in texts:
        block.add(title, column)
    return [
        Places(name, found, across, *intervals.get(position, ()))
        for position, (name, found) in enumerate(values)
    ]


def _write_points(block: Block, series: Series, chart: NativeChart) -> Places:
    across, up = chart.axis_titles
    name, _ = block.add(series.name, series.labels)
    _, xs = block.add(across, series.xs)
    _, values = block.add(up, series.values, is_plain=chart.is_rank)
    return Places(name, values, xs)


def _write_intervals(
    block: Block, series: Sequence[Series], words: Words
) -> dict[int, tuple[str, str]]:
    """Write intervals; series of which each row has only one share their columns."""
    places: dict[int, tuple[str, str]] = {}
    waiting = [number for number, one in enumerate(series) if one.lows]
    while waiting:
        taken: set[int] = set()
        together = []
        for number in waiting:
            rows = {row for row, value in enumerate(series[number].values) if value is not None}
            if taken.isdisjoint(rows):
                taken |= rows
                together.append(number)
        found = _write_ends(block, [series[number] for number in together], words)
        places |= dict.fromkeys(together, found)
        waiting = [number for number in waiting if number not in together]
    return places


def _write_ends(block: Block, series: Sequence[Series], words: Words) -> tuple[str, str]:
    """Write both ends and how far they are from the values; give the places of the latter."""
    reach = [beyond(one) for one in series]
    columns = (
        ("low", [one.lows for one in series]),
        ("high", [one.highs for one in series]),
        ("above", [plus for plus, _ in reach]),
        ("below", [minus for _, minus in reach]),
    )
    places = [block.add(words(f"export.{name}"), _merged(parts)) for name, parts in columns]
    above, below = (f"={xl_range_formula(*place)}" for _, place in places[2:])
    return above, below


def _merged(columns: Sequence[Sequence[float | None]]) -> list[float | None]:
    return [
        next((one for one in row if one is not None), None) for row in zip(*columns, strict=True)
    ]
