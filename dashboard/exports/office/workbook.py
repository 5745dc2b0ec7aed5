"""The workbook behind a chart: what ``Edit data`` opens in an office program.

Texts are written as texts: a name that begins with an equals sign is a name.
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from dashboard.exports.briefing import footnote
from dashboard.exports.native import NativeChart, Series, excel_format
from dashboard.exports.office.fonts import EAST_ASIAN
from dashboard.exports.office.package import UNDATED, normalised
from dashboard.text import Words

PLAIN_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FONT_SIZE = 10
WIDTHS = (16, 100)

Values = Sequence[str | float | None]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the numbers of one series stand, as a chart refers to them; empty for none."""

    name: str
    values: str
    plus: str = ""
    minus: str = ""
    xs: str = ""


@dataclass(frozen=True, slots=True)
class ChartData:
    """A workbook and where a chart finds its numbers in it.

    Attributes:
        workbook: the file.
        categories: where they stand; empty in charts of points.
        series: one a series of the chart.
    """

    workbook: bytes
    categories: str
    series: tuple[Places, ...]


def beyond(series: Series) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    """Give how far the intervals of a series reach above and below its values."""
    if not series.lows:
        return (), ()
    triples = list(zip(series.lows, series.values, series.highs, strict=True))
    plus = tuple(
        high - value if value is not None and high is not None else None
        for _, value, high in triples
    )
    minus = tuple(
        value - low if value is not None and low is not None else None for low, value, _ in triples
    )
    return plus, minus


def chart_data(chart: NativeChart, *, words: Words, fingerprint: str) -> ChartData:
    """Write the workbook of a chart: its data, and a sheet that says where they come from."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, PLAIN_TEXT) as book:
        midnight = dt.datetime.combine(UNDATED, dt.time())
        book.set_properties({"title": chart.face.title, "created": midnight})
        sheet = _DataSheet(book, words("export.data_sheet"), excel_format(chart.number))
        categories, series = _write_data(sheet, chart, words)
        _write_about(book, chart, words=words, fingerprint=fingerprint)
    return ChartData(normalised(made.getvalue()), categories, series)


@dataclass(slots=True)
class _DataSheet:
    """Writes columns one after the other."""

    book: xlsxwriter.Workbook
    name: str
    number_format: str
    width: int = 0
    sheet: xlsxwriter.worksheet.Worksheet = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = self.book.add_worksheet(self.name)
        self.sheet.freeze_panes(1, 1)

    def add(self, title: str, values: Values, *, is_plain: bool = False) -> tuple[str, str]:
        """Write a column; give the places of its title and of its values."""
        plain = {"font_name": EAST_ASIAN, "font_size": FONT_SIZE}
        bold = self.book.add_format({**plain, "bold": True, "text_wrap": True})
        cells = self.book.add_format(
            plain if is_plain else {**plain, "num_format": self.number_format}
        )
        self.sheet.set_column(self.width, self.width, WIDTHS[0])
        self.sheet.write_string(0, self.width, title, bold)
        for row, value in enumerate(values, start=1):
            if isinstance(value, str):
                self.sheet.write_string(row, self.width, value, cells)
            elif value is not None:
                self.sheet.write_number(row, self.width, value, cells)
        column = f"'{self.name}'!${xl_col_to_name(self.width)}$"
        self.width += 1
        return f"{column}1", f"{column}2:{column.rpartition('!')[2]}{max(2, len(values) + 1)}"


def _write_data(
    sheet: _DataSheet, chart: NativeChart, words: Words
) -> tuple[str, tuple[Places, ...]]:
    if not chart.categories:
        return "", tuple(_write_points(sheet, one, chart, words) for one in chart.series)
    _, categories = sheet.add(words("export.category"), chart.categories)
    values = [sheet.add(one.name, one.values) for one in chart.series]
    # The interval stands beside all values, so that the values are one block to edit.
    return categories, tuple(
        Places(*place, *_write_interval(sheet, one, words))
        for place, one in zip(values, chart.series, strict=True)
    )


def _write_interval(sheet: _DataSheet, series: Series, words: Words) -> tuple[str, ...]:
    """Write the ends of intervals and how far they reach; give the places of the latter."""
    if not series.lows:
        return ()
    plus, minus = beyond(series)
    for end, values in (("low", series.lows), ("high", series.highs)):
        sheet.add(words(f"export.interval_{end}", name=series.name), values)
    _, above = sheet.add(words("export.interval_above", name=series.name), plus)
    _, below = sheet.add(words("export.interval_below", name=series.name), minus)
    return above, below


def _write_points(sheet: _DataSheet, series: Series, chart: NativeChart, words: Words) -> Places:
    across, _ = chart.axis_titles
    sheet.add(words("export.category"), series.labels)
    _, xs = sheet.add(across, series.xs)
    name, values = sheet.add(series.name, series.values, is_plain=chart.is_rank)
    return Places(name, values, xs=xs)


def _write_about(
    book: xlsxwriter.Workbook, chart: NativeChart, *, words: Words, fingerprint: str
) -> None:
    """Say on a sheet of its own what the numbers are and where they come from."""
    source = chart.face.provenance
    facts = (
        ("title", chart.face.title),
        ("note", chart.face.note),
        ("footnote", footnote(source, words)),
        ("definition", source.definition),
        ("filters", words("export.join").join(f"{name} = {one}" for name, one in source.filters)),
        ("data_version", source.version),
        ("fingerprint", fingerprint),
    )
    sheet = book.add_worksheet(words("export.about_sheet"))
    text = book.add_format({"font_name": EAST_ASIAN, "font_size": FONT_SIZE, "text_wrap": True})
    for row, (name, fact) in enumerate(facts):
        sheet.write_string(row, 0, words(f"export.about_{name}"), text)
        sheet.write_string(row, 1, fact, text)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
