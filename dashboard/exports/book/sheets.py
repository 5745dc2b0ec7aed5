"""What every sheet of a workbook shares: its name, its styles, how it is printed."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.charts.spec import Tone
from dashboard.exports.briefing import Briefing
from dashboard.exports.native import excel_format
from dashboard.exports.office.colours import of_words
from dashboard.exports.office.fonts import EAST_ASIAN
from dashboard.format import NumberFormat
from dashboard.theme import LIGHT

# What office programs accept as the name of a sheet.
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
A4 = 9
FOOTER_LONGEST = 60
ROW_POINTS = 18
FONT = {"font_name": EAST_ASIAN, "font_size": 10, "valign": "vcenter", "font_color": LIGHT.ink}
LINE = {"bottom": 1, "bottom_color": LIGHT.rule}
Cell = str | float | None


def sheet_name(wanted: str, taken: Collection[str]) -> str:
    """Give a name that office programs accept and that no other sheet has."""
    clean = FORBIDDEN.sub(" ", wanted).strip().strip("'") or "-"
    lower = {one.lower() for one in taken}
    name, number = clean[:LONGEST_NAME].rstrip(" '"), 1
    while name.lower() in lower:
        number += 1
        ending = f" ({number})"
        name = clean[: LONGEST_NAME - len(ending)].rstrip() + ending
    return name


class Styles:
    """The formats of cells, made once each."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """Give a format with our font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**FONT, **properties})
        return self._made[key]

    def number(self, number: NumberFormat | None) -> Format:
        """Give the format of a column of numbers; plain numbers where nothing was said."""
        shown = excel_format(number) if number else "General"
        return self.of(num_format=shown, align="right", **LINE)

    def said(self, tone: Tone) -> Format:
        """Give the format of words by what they claim."""
        is_claim = tone in {Tone.BETTER, Tone.WORSE}
        return self.of(font_color=of_words(tone), bold=is_claim, indent=1, **LINE)

    @cached_property
    def title(self) -> Format:
        """Give the format of titles."""
        return self.of(font_size=16, bold=True)

    @cached_property
    def section(self) -> Format:
        """Give the format of titles inside a sheet."""
        return self.of(font_size=12, bold=True)

    @cached_property
    def head(self) -> Format:
        """Give the format of the titles of columns."""
        ground = {"bg_color": LIGHT.band_2, "bottom": 1, "bottom_color": LIGHT.ink}
        return self.of(bold=True, text_wrap=True, indent=1, **ground)

    @cached_property
    def number_head(self) -> Format:
        """Give the format of the titles of columns of numbers."""
        ground = {"bg_color": LIGHT.band_2, "bottom": 1, "bottom_color": LIGHT.ink}
        return self.of(bold=True, text_wrap=True, align="right", **ground)

    @cached_property
    def note(self) -> Format:
        """Give the format of notes and sources."""
        return self.of(font_size=9, font_color=LIGHT.ink_3)

    @cached_property
    def text(self) -> Format:
        """Give the format of text in a table."""
        return self.of(indent=1, **LINE)

    @cached_property
    def wrapped(self) -> Format:
        """Give the format of long text."""
        return self.of(text_wrap=True, indent=1, **LINE)


class Sheets:
    """The sheets of one workbook: named, styled and set up for print alike."""

    def __init__(
        self, workbook: xlsxwriter.Workbook, briefing: Briefing, pictures: Mapping[str, bytes]
    ) -> None:
        self.workbook = workbook
        self.pictures = pictures
        self.styles = Styles(workbook)
        self._words = briefing.words
        self._footer = _footer(briefing)
        self._names: list[str] = []

    def add(self, wanted: str, *, title: str, note: str = "") -> Worksheet:
        """Add a sheet with its title in the first row and its note in the second."""
        name = sheet_name(wanted, self._names)
        self._names.append(name)
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_default_row(ROW_POINTS)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(self._footer)
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, title, self.styles.title)
        sheet.write_string(1, 0, note, self.styles.note)
        sheet.freeze_panes(2, 0)
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
        """Write a number as a number, and text as text whatever it begins with."""
        if cell is None:
            sheet.write_blank(row, column, None, style)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, style)
        else:
            sheet.write_number(row, column, cell, style)

    def heads(
        self, sheet: Worksheet, row: int, titles: Sequence[str], *, numbers: range = range(0)
    ) -> None:
        """Write the titles of columns; those of ``numbers`` stand above their digits."""
        for column, title in enumerate(titles):
            style = self.styles.number_head if column in numbers else self.styles.head
            sheet.write_string(row, column, title, style)


def _footer(briefing: Briefing) -> str:
    """Write who, the mark and the page; an ampersand would be a command."""
    words, imprint = briefing.words, briefing.imprint
    left, centre = (
        one[:FOOTER_LONGEST].replace("&", "&&") for one in (imprint.organisation, imprint.mark)
    )
    watermark = briefing.watermark.replace("&", "&&")
    marks = "  ".join(one for one in (centre, watermark) if one)
    pages = words("export.page", page="&P", pages="&N")
    return f"&L&9{_apart(left)}&C&9{_apart(marks)}&R&9{_apart(pages)}"


def _apart(text: str) -> str:
    """Keep digits that begin a text apart from the size before them."""
    return f" {text}" if text[:1].isdigit() else text
