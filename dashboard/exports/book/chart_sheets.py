"""One sheet a chart: the chart above its data."""

import io
import re
from collections.abc import Sequence

from PIL import Image
from xlsxwriter.worksheet import Worksheet

from dashboard.charts.spec import (
    ChangeChart,
    ContextTable,
    DuelChart,
    MapChart,
    NetMap,
    ScoreTable,
)
from dashboard.exports.book.columns import Block, Values, write_columns
from dashboard.exports.book.numbers import format_of
from dashboard.exports.book.plots import HEIGHT, plot
from dashboard.exports.book.sheets import Sheets
from dashboard.exports.briefing import Briefing, Part, footnote
from dashboard.exports.native import NativeChart
from dashboard.format import DASH, MINUS, NumberFormat
from dashboard.text import Words

# Rows of 18 points are 24 pixels high.
SOURCE_ROW, CHART_ROW, ROW_PX = 2, 4, 24
WIDTHS = (20, 12)
LONGEST_TAB = 26
# Numbers that agree to so many places are one.
PLACES = 9
# A map stands beside its table, and both are printed on one page.
MAP_PX = 590
SHARE = NumberFormat(is_share=True, decimals=1)
INTERVAL = re.compile(rf"[\d.,\s{MINUS}]+{DASH}[\d.,\s{MINUS}]+")


def write_charts(sheets: Sheets, briefing: Briefing, part: Part) -> list[tuple[str, str]]:
    """Write the sheets of one part; give their names and titles."""
    natives = [one for one in part.natives if isinstance(one, NativeChart)]
    if isinstance(part.chart, MapChart):
        return [_write_map(sheets, part.chart, part, briefing)]
    if isinstance(part.chart, ChangeChart | NetMap):
        return [_write_table(sheets, part, briefing)]
    if isinstance(part.chart, DuelChart):
        # Every row has a unit of its own.
        return [_write_table(sheets, part, briefing, number=None)]
    if isinstance(part.chart, ContextTable | ScoreTable):
        return [_write_numbers(sheets, part.chart, part, briefing)]
    written = [
        _write_chart(sheets, one, part, briefing=briefing, is_alone=len(natives) == 1)
        for one in natives
    ]
    if _undrawn(part, natives):
        number = getattr(part.chart, "number", None)
        written.append(_write_table(sheets, part, briefing, number=number))
    return written


def _undrawn(part: Part, natives: Sequence[NativeChart]) -> bool:
    """Tell whether the page's table has numbers that no chart of the workbook draws."""
    drawn = {
        round(value, PLACES)
        for chart in natives
        for one in chart.series
        for values in (one.values, one.lows, one.highs, one.xs)
        for value in values
        if value is not None
    }
    table = part.chart.table()
    held = {round(one, PLACES) for row in table.rows for one in row if isinstance(one, float)}
    return not held <= drawn


def _write_chart(
    sheets: Sheets, chart: NativeChart, part: Part, *, briefing: Briefing, is_alone: bool
) -> tuple[str, str]:
    words = briefing.words
    # Small multiples are told apart by the name of what each shows.
    title = part.title if is_alone else f"{chart.series[0].name} · {part.title}"
    sheet = sheets.add(title[:LONGEST_TAB], title=title, note=part.chart.face.note)
    row = CHART_ROW + -(-HEIGHT // ROW_PX) + 1
    block = Block(sheets, sheet, row, chart.number)
    places = write_columns(block, chart, texts=_texts(part, chart), words=words)
    made = plot(sheets.workbook, chart, places)
    sheet.insert_chart(CHART_ROW, 0, made, {"description": chart.face.alt, "object_position": 3})
    _finish(sheets, sheet, part, block=block, words=words)
    return str(sheet.get_name()), title


def _texts(part: Part, chart: NativeChart) -> list[tuple[str, Values]]:
    """Give the columns of words of the table of the page that stand beside these categories."""
    table = part.chart.table()
    if tuple(row[0] for row in table.rows) != chart.categories:
        return []
    columns = list(zip(*table.rows, strict=True))
    return [
        (title, [str(one) for one in cells])
        for title, cells in zip(table.columns[1:], columns[1:], strict=True)
        if all(isinstance(one, str) for one in cells) and not any(map(_is_interval, cells))
    ]


def _is_interval(cell: str | float | None) -> bool:
    """Tell whether a text repeats an interval, whose ends stand in columns of numbers."""
    return isinstance(cell, str) and bool(INTERVAL.fullmatch(cell))


def _write_map(sheets: Sheets, chart: MapChart, part: Part, briefing: Briefing) -> tuple[str, str]:
    """Write the values of a map and beside them its picture; a spreadsheet has no outlines."""
    sheet = sheets.add(part.title[:LONGEST_TAB], title=part.title, note=chart.face.note)
    shown = [area for area in chart.areas if area.is_counted]
    said = dict(chart.legend)
    number = next(
        (found for area in shown if (found := format_of(area.text, area.value)) is not None), None
    )
    block = Block(sheets, sheet, CHART_ROW, number)
    name, value = chart.headings
    columns: Sequence[tuple[str, Values]] = (
        (name, [area.name for area in shown]),
        (value, [area.value for area in shown]),
        (briefing.words("export.verdict"), [said.get(area.tone, "") for area in shown]),
    )
    for title, cells in columns:
        block.add(title, cells)
    _add_picture(sheets, sheet, part, block=block, words=briefing.words)
    _finish(sheets, sheet, part, block=block, words=briefing.words)
    return str(sheet.get_name()), part.title


def _write_table(
    sheets: Sheets, part: Part, briefing: Briefing, *, number: NumberFormat | None = SHARE
) -> tuple[str, str]:
    """Write the table of what has no chart here, and its picture where there is one."""
    sheet = sheets.add(part.title[:LONGEST_TAB], title=part.title, note=part.chart.face.note)
    table = part.chart.table()
    block = Block(sheets, sheet, CHART_ROW, number)
    for title, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        block.add(title, cells)
    _add_picture(sheets, sheet, part, block=block, words=briefing.words)
    _finish(sheets, sheet, part, block=block, words=briefing.words)
    return str(sheet.get_name()), part.title


def _write_numbers(
    sheets: Sheets, chart: ContextTable | ScoreTable, part: Part, briefing: Briefing
) -> tuple[str, str]:
    """Write a table of which every column has numbers of its own kind."""
    sheet = sheets.add(part.title[:LONGEST_TAB], title=part.title, note=chart.face.note)
    table = chart.table()
    block = Block(sheets, sheet, CHART_ROW, None)
    formats = (None, *chart.numbers)
    columns = zip(*table.rows, strict=True)
    for title, cells, number in zip(table.columns, columns, formats, strict=True):
        block.number = number
        block.add(title, cells)
    _finish(sheets, sheet, part, block=block, words=briefing.words)
    return str(sheet.get_name()), part.title


def _add_picture(
    sheets: Sheets, sheet: Worksheet, part: Part, *, block: Block, words: Words
) -> None:
    """Put the picture of what has no chart here beside its values, and say that it is one."""
    if part.name not in sheets.pictures:
        return
    picture = io.BytesIO(sheets.pictures[part.name])
    with Image.open(picture) as opened:
        scale = MAP_PX / opened.width
    options = {
        "image_data": picture,
        "x_scale": scale,
        "y_scale": scale,
        "description": part.chart.face.alt,
        "object_position": 3,
    }
    sheet.insert_image(CHART_ROW, block.width + 1, f"{part.name}.png", options)
    sheet.write_string(SOURCE_ROW + 1, 0, words("export.map_picture"), sheets.styles.note)


def _finish(sheets: Sheets, sheet: Worksheet, part: Part, *, block: Block, words: Words) -> None:
    """Write the source below the note, and say what is printed on every page."""
    source = footnote(part.chart.face.provenance, words)
    sheet.write_string(SOURCE_ROW, 0, source, sheets.styles.note)
    sheet.set_column(0, 0, WIDTHS[0])
    sheet.set_column(1, max(1, block.width - 1), WIDTHS[1])
    sheet.set_row(block.row, 30)
    sheet.repeat_rows(block.row)
