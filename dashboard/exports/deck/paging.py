"""Tables in sizes that can be read: what does not fit on one slide goes on to the next.

Widths are told from the kinds of characters: slides are set by programs and fonts elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from dashboard.exports.native import NativeTable
from dashboard.exports.stacked import NUMBER

# Largest first; nothing smaller can be read on a wall.
SIZES_PT = (14.0, 12.0, 11.0, 10.0)
HEAD_LESS_PT = 1.0
MOST_LINES = MOST_HEAD_LINES = 2
# So many Chinese characters make a word that is not broken.
WORD = 4.0
# What a second line in a row may cost in size.
SECOND_LINE_PT = 1.5
LINE, PAD_PT, ROW_PAD_PT = 1.3, 4.0, 4.0
# Widths of characters in their size, on the safe side of bold digits and capitals.
FULL, HALF = 1.0, 0.6
FIRST_FULL = "\u2190"
# Chinese breaks between any two characters, other text between words.
PIECES = re.compile(r"[\u2190-\uffff]|[^\s\u2190-\uffff]+")
# Lines of words end before they are full.
RAGGED = 1.15
RANGE = re.compile(r"(.+):(\d+)-(\d+)/(\d+):(\d+)-(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table, or each slide of it, is set.

    Attributes:
        size_pt: of its cells.
        widths_pt: of its columns, all that there are.
        lines: in a row.
        across, down: slides beside and below each other.
    """

    size_pt: float
    widths_pt: tuple[float, ...]
    lines: int
    across: int
    down: int

    @property
    def head_size_pt(self) -> float:
        """The size of its first row."""
        return _head_size(self.size_pt)

    @property
    def head_pt(self) -> float:
        """How high its first row is."""
        return MOST_HEAD_LINES * self.head_size_pt * LINE + ROW_PAD_PT


def setting_of(table: NativeTable, *, width_pt: float, height_pt: float) -> Setting:
    """Choose the fewest slides, then the largest size; the first column stands on each slide."""
    found = [
        one
        for across in range(1, max(2, len(table.columns)))
        for one in _settings(table, across, width_pt=width_pt, height_pt=height_pt)
    ]
    return min(
        found,
        key=lambda one: (one.across * one.down, SECOND_LINE_PT * one.lines - one.size_pt),
        default=_smallest(table, width_pt=width_pt),
    )


def pages(table: NativeTable, *, width_pt: float, height_pt: float) -> list[NativeTable]:
    """Part a table into those of its slides; one that fits stays as it is."""
    setting = setting_of(table, width_pt=width_pt, height_pt=height_pt)
    if setting.across * setting.down == 1:
        return [table]
    rows = _ranges(len(table.rows), setting.down)
    columns = _ranges(len(table.columns) - 1, setting.across)
    return [_piece(table, down, across) for down in rows for across in columns]


def whole_id(chart_id: str) -> str:
    """Give the id of the table that a piece belongs to."""
    found = RANGE.fullmatch(chart_id)
    return found[1] if found else chart_id


def piece_named(table: NativeTable, chart_id: str) -> NativeTable | None:
    """Give the piece of a table by its id; nothing where the table has another size now."""
    found = RANGE.fullmatch(chart_id)
    if found is None:
        return table
    first, last, rows, left, right, columns = (int(one) for one in found.groups()[1:])
    if (rows, columns) != (len(table.rows), len(table.columns) - 1):
        return None
    return _piece(table, range(first - 1, last), range(left - 1, right))


def _piece(table: NativeTable, rows: range, columns: range) -> NativeTable:
    kept = slice(columns.start + 1, columns.stop + 1)
    name = (
        f"{table.face.chart_id}:{rows.start + 1}-{rows.stop}/{len(table.rows)}"
        f":{columns.start + 1}-{columns.stop}/{len(table.columns) - 1}"
    )
    return replace(
        table,
        face=replace(table.face, chart_id=name),
        columns=(table.columns[0], *table.columns[kept]),
        rows=tuple((row[0], *row[kept]) for row in table.rows[rows.start : rows.stop]),
    )


def _settings(
    table: NativeTable, across: int, *, width_pt: float, height_pt: float
) -> Iterator[Setting]:
    groups = _ranges(len(table.columns) - 1, across)
    for lines in range(1, MOST_LINES + 1):
        for size_pt in SIZES_PT:
            widths = _widths(table, size_pt, lines)
            if any(
                widths[0] + sum(widths[group.start + 1 : group.stop + 1]) > width_pt
                for group in groups
            ):
                continue
            setting = Setting(size_pt, widths, lines, across, 1)
            row_pt = lines * size_pt * LINE + ROW_PAD_PT
            if (most := int((height_pt - setting.head_pt) / row_pt)) > 0:
                yield replace(setting, down=max(1, ceil(len(table.rows) / most)))


def _smallest(table: NativeTable, *, width_pt: float) -> Setting:
    """Set what no size makes fit: programs break its words."""
    widths = _widths(table, SIZES_PT[-1], MOST_LINES)
    scale = min(1.0, width_pt / sum(widths))
    return Setting(SIZES_PT[-1], tuple(scale * one for one in widths), MOST_LINES, 1, 1)


def _widths(table: NativeTable, size_pt: float, lines: int) -> tuple[float, ...]:
    head = [_em(title, MOST_HEAD_LINES) * _head_size(size_pt) for title in table.columns]
    body = [
        max((_em(row[place].text, lines) for row in table.rows), default=0.0) * size_pt
        for place in range(len(table.columns))
    ]
    return tuple(2 * PAD_PT + max(pair) for pair in zip(head, body, strict=True))


def _head_size(size_pt: float) -> float:
    return max(SIZES_PT[-1], size_pt - HEAD_LESS_PT)


def _em(text: str, lines: int) -> float:
    """Tell how wide a text in so many lines is, in its size."""
    is_number = bool(NUMBER.fullmatch(text))
    if lines == 1 or is_number or (" " not in text and _length(text) <= WORD):
        return _length(text)
    longest = max((_length(one) for one in PIECES.findall(text)), default=0.0)
    return max(longest, min(_length(text), _length(text) / lines * RAGGED + HALF))


def _length(text: str) -> float:
    return sum(FULL if one >= FIRST_FULL else HALF for one in text)


def _ranges(count: int, parts: int) -> Sequence[range]:
    """Part places as evenly as can be."""
    ends = [round(count * part / parts) for part in range(parts + 1)]
    return [range(*pair) for pair in pairwise(ends)]
