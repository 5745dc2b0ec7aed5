"""Tables too wide for a page of text: parts of them below each other, each with the names of rows.

Widths are told from the kinds of characters: documents are set by programs elsewhere.
"""

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from math import ceil

from dashboard.exports.native import Cell, NativeTable
from dashboard.format import DASH

# How wide characters are, as shares of a Han character.
WIDE = {"W", "F", "A"}
HAN, CAPITAL, LATIN = 1.0, 0.75, 0.5
# What the sides of a cell take, and the most that names of rows ask for; longer ones take lines.
SIDES, MOST_NAMES = 0.7, 11.0
# A number with its marks is not broken; other words are, between any two Han characters.
NUMBER = re.compile(r"[▲▼]?\s*[第#]?[\d\s.,%/≤≥<>+\-–−—~()]+[↗↘→]?")
WORDS = re.compile(r"[\u2190-\uffff]|[^\s\u2190-\uffff]+")
HEAD_LINES, SHORT = 2, 3.0


def letters(text: str) -> float:
    """Measure a text in Han characters."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if character != DASH and unicodedata.east_asian_width(character) in WIDE:
        return HAN
    return CAPITAL if character.isupper() or character == "%" else LATIN


def stacked(table: NativeTable, room: float) -> list[NativeTable]:
    """Part a table into as few as have no broken number; one that fits stays as it is.

    Args:
        table: its first column stands in every part; a column without a title stays with the one
            before it.
        room: of a line, in Han characters of the table's size.
    """
    names, *others = (_needed(table, place) for place in range(len(table.columns)))
    joined = any(not title for title in table.columns[1:])
    for count in range(1, 2 if joined else max(2, len(others) + 1)):
        ends = [round(len(others) * part / count) for part in range(count + 1)]
        if all(names + sum(others[a:b]) <= room for a, b in pairwise(ends)):
            return [_piece(table, a, b) for a, b in pairwise(ends)]
    return [table]


def _piece(table: NativeTable, first: int, end: int) -> NativeTable:
    kept = slice(first + 1, end + 1)
    return replace(
        table,
        columns=(table.columns[0], *table.columns[kept]),
        rows=tuple((row[0], *row[kept]) for row in table.rows),
    )


def _needed(table: NativeTable, place: int) -> float:
    body = (_least(row[place], is_name=not place) for row in table.rows)
    return max(least_head(table.columns[place]), *body, 1.0) + SIDES


def least_head(text: str) -> float:
    """Measure the least width of a title of a column; a long one may take two lines."""
    whole = letters(text)
    return whole if whole <= SHORT else max(_longest(text), ceil(whole / HEAD_LINES))


def _least(cell: Cell, *, is_name: bool) -> float:
    whole = letters(cell.text)
    if is_name:
        return min(whole, MOST_NAMES)
    return whole if NUMBER.fullmatch(cell.text) else _longest(cell.text)


def _longest(text: str) -> float:
    return max(map(letters, WORDS.findall(text)), default=0.0)
