"""Read the rows of a worksheet, cell by cell, as text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from pipelines.reading.wire import Parcel
from pipelines.reading.workbook.cells import Look, numeric_text, plain_text
from pipelines.reading.workbook.parts import parse
from pipelines.reading.workbook.strings import TextReader
from pipelines.reading.workbook.survey import Cursor


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a worksheet's cells refer to.

    Attributes:
        strings: the texts kept apart.
        formats: what each cell style makes of a number.
        epoch: ``1900`` or ``1904``.
    """

    strings: Sequence[str]
    formats: Sequence[Look]
    epoch: str


@dataclass(slots=True)
class Row:
    """One row with content.

    Attributes:
        number: as the worksheet counts, 1 for the first.
        cells: column → text, of the cells that are not empty.
        reason: why it cannot be a record, a code of ``warehouse/reasons.toml``.
        found: the cell that shows it.
    """

    number: int
    cells: dict[int, str] = field(default_factory=dict)
    reason: str | None = None
    found: str | None = None


class SheetReader(Cursor):
    """Collects rows while the parser goes over a worksheet."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._lexicon = lexicon
        self._text = TextReader()
        self._now = Row(0)
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._is_value = False
        self._has_formula = False

    def read(self, part: IO[bytes]) -> Iterator[Row]:
        """Yield the rows of the worksheet in ``part``, those without content too."""
        starts = {
            "row": self.enter_row,
            "c": self.enter_cell,
            "v": self._open_value,
            "f": self._note_formula,
            **self._text.starts,
        }
        ends = {"row": self._leave_row, "c": self._leave_cell, "v": self._close_value}
        parsing = parse(part, starts=starts, ends={**ends, **self._text.ends}, text=self._add)
        for _ in parsing:
            yield from self.rows
            self.rows.clear()

    def enter_row(self, about: dict[str, str]) -> None:
        """Begin a row."""
        super().enter_row(about)
        self._now = Row(self.row)

    def enter_cell(self, about: dict[str, str]) -> None:
        """Begin a cell."""
        super().enter_cell(about)
        self._cell = about
        self._value = None
        self._has_formula = False

    def _open_value(self, _: dict[str, str]) -> None:
        self._is_value = True
        self._value = ""

    def _close_value(self) -> None:
        self._is_value = False

    def _note_formula(self, _: dict[str, str]) -> None:
        self._has_formula = True

    def _add(self, piece: str) -> None:
        if self._is_value:
            self._value = f"{self._value}{piece}"
        else:
            self._text.add(piece)

    def _leave_row(self) -> None:
        self.rows.append(self._now)

    def _leave_cell(self) -> None:
        kind = self._cell.get("t", "n")
        text = self._text.taken() if kind == "inlineStr" else self._meaning(kind) or ""
        text = text.strip(" \t")
        if text:
            self._now.cells[self.column] = text
        if kind == "e":
            self._object("error_cell", text)
        elif self._has_formula and not self._value and kind != "str":
            self._object("formula_without_value", None)

    def _meaning(self, kind: str) -> str | None:
        """Give the text of the cell's stored value."""
        value = self._value
        if not value:
            return None
        if kind == "s":
            return self._lexicon.strings[int(value)]
        if kind == "n":
            return self._number(value)
        if kind == "b":
            return "true" if value == "1" else "false"
        return value.replace("T", " ").removesuffix("Z") if kind == "d" else plain_text(value)

    def _number(self, value: str) -> str:
        formats = self._lexicon.formats
        style = int(self._cell.get("s", 0))
        look = formats[style] if style < len(formats) else Look.NUMBER
        try:
            return numeric_text(value, look=look, epoch=self._lexicon.epoch)
        except OverflowError:
            self._object("error_cell", value)
            return value

    def _object(self, reason: str, shown: str | None) -> None:
        if self._now.reason is None:
            place = self._cell.get("r", f"#{self.column}")
            self._now.reason = reason
            self._now.found = f"{place} {shown}" if shown else place


def parcels(
    rows: Iterator[Row], *, width: int, most: int, covered: Sequence[int]
) -> Iterator[Parcel]:
    """Pack the rows that have content, ``most`` at a time.

    Args:
        rows: of one worksheet, in order.
        width: how many columns to pack; cells further right are only counted.
        most: how many rows go into a parcel.
        covered: for each row, in how many merged ranges it has a covered cell.
    """
    parcel = Parcel([[] for _ in range(width)])
    blank = 0
    for row in rows:
        if not row.cells and row.reason is None:
            blank += 1
            continue
        if row.reason is None and covered[row.number]:
            row.reason = "merged_cells"
        parcel.lines.append(row.number)
        parcel.reasons.append(row.reason)
        parcel.found.append(row.found)
        parcel.blanks.append(blank)
        parcel.filled.append(max(row.cells, default=0))
        for column, values in enumerate(parcel.columns, start=1):
            values.append(row.cells.get(column))
        blank = 0
        if len(parcel.lines) == most:
            yield parcel
            parcel = Parcel([[] for _ in range(width)])
    yield parcel
