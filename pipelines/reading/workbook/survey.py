"""Look over a worksheet before its rows are read: how wide it is, what is merged or hidden."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import IO

from pipelines.reading.limits import COLUMNS_MOST
from pipelines.reading.workbook.cells import Look
from pipelines.reading.workbook.parts import parse

# The elements that give a cell content: its value, a text within it, a formula.
CONTENT = ("v", "is", "f")
_PLACE = re.compile(r"([A-Z]+)(\d+)")


@cache
def column_of(letters: str) -> int:
    """Number a column by its letters: 1 for ``A``, 27 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Cursor:
    """Follows where in a worksheet the parser is; rows and cells need not say it."""

    def __init__(self) -> None:
        self.row = 0
        self.column = 0

    def enter_row(self, about: dict[str, str]) -> None:
        """Move to the next row, or the one it says.

        Raises:
            ValueError: it says a row that is not below the last one.
        """
        row = int(about.get("r", self.row + 1))
        if row <= self.row:
            raise ValueError(f"row {row} after row {self.row}")
        self.row = row
        self.column = 0

    def enter_cell(self, about: dict[str, str]) -> None:
        """Move to the next cell of the row, or the one it says."""
        place = about.get("r")
        self.column = column_of(place.rstrip("0123456789")) if place else self.column + 1


@dataclass(slots=True)
class Survey:
    """What holds of a worksheet as a whole.

    Attributes:
        width: its last column with content, at most ``COLUMNS_MOST``.
        last_row: its last row with content.
        hidden_rows: how many rows with content are hidden.
        percentages: how many numbers are shown as a percentage.
        merged: where cells are merged, such as ``A5:B7``.
    """

    width: int = 0
    last_row: int = 0
    hidden_rows: int = 0
    percentages: int = 0
    merged: list[str] = field(default_factory=list)

    def covered_rows(self) -> Sequence[int]:
        """Tell of each row, by number, in how many merged ranges it has a cell that is covered.

        The upper left cell of a range is not covered: it holds what the range shows.
        """
        changes = [0] * (self.last_row + 2)
        for place in self.merged:
            corners = _PLACE.findall(place)
            (left, top), (right, bottom) = corners[0], corners[-1]
            first, last = int(top) + (left == right), min(int(bottom), self.last_row)
            if first <= last:
                changes[first] += 1
                changes[last + 1] -= 1
        return list(accumulate(changes))


class _Surveyor(Cursor):
    """Notes what a survey is to tell, while the parser goes over the worksheet."""

    def __init__(self, formats: tuple[Look, ...]) -> None:
        super().__init__()
        self.seen = Survey()
        self._percent_styles = {
            str(style) for style, look in enumerate(formats) if look is Look.PERCENT
        }
        self._is_hidden = False
        self._cell: dict[str, str] = {}
        self.starts = {
            "row": self.enter_row,
            "c": self.enter_cell,
            "mergeCell": lambda about: self.seen.merged.append(about["ref"]),
            **dict.fromkeys(CONTENT, self._content),
        }

    def enter_row(self, about: dict[str, str]) -> None:
        super().enter_row(about)
        self._is_hidden = about.get("hidden") in {"1", "true"}

    def enter_cell(self, about: dict[str, str]) -> None:
        super().enter_cell(about)
        self._cell = about

    def _content(self, _: dict[str, str]) -> None:
        seen = self.seen
        if self.row > seen.last_row:
            seen.last_row = self.row
            seen.hidden_rows += self._is_hidden
        if seen.width < self.column <= COLUMNS_MOST:
            seen.width = self.column
        if self._cell.get("s") in self._percent_styles and self._cell.get("t", "n") == "n":
            seen.percentages += 1
            # A formula and its value are one cell.
            self._cell = {}


def survey(part: IO[bytes], *, formats: tuple[Look, ...]) -> Survey:
    """Look over the worksheet in ``part``."""
    surveyor = _Surveyor(formats)
    for _ in parse(part, starts=surveyor.starts):
        pass
    return surveyor.seen
