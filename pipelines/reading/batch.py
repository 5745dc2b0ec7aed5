"""What reading yields: records as text, and what could not be read as a record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

BROKEN_SCHEMA = {
    "source_line": pl.UInt32,
    "reason": pl.String,
    "found": pl.String,
    "raw": pl.String,
}


@dataclass(frozen=True, slots=True)
class TextBatch:
    r"""Some records of one file.

    Attributes:
        rows: one row a record; ``source_line`` (UInt32, physical line or sheet row, 1 for the
            first) and every delivered column as text under its delivered header; null where the
            cell is empty. Text is as delivered, line ends inside a cell apart (``\n``).
        broken: one row a record that has not the header's shape; columns as in `BROKEN_SCHEMA`:
            ``reason`` is a code of ``warehouse/reasons.toml``, ``found`` what its sentence shows,
            ``raw`` the record as delivered, at most ``RAW_MOST`` characters of it.
        blank: records whose cells are all empty; they count as skipped.
        notes: what was put right or left aside while reading, with counts.
        is_ascii: whether every cell is known to be printable ASCII, so that nothing has to be
            normalised; false where nobody looked.
        octets: how many bytes of the file it took; 0 where that is not known.
    """

    rows: pl.DataFrame
    broken: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BROKEN_SCHEMA))
    blank: int = 0
    notes: dict[str, int] = field(default_factory=dict)
    is_ascii: bool = False
    octets: int = 0

    @property
    def records(self) -> int:
        """How many records the batch accounts for."""
        return self.rows.height + self.broken.height + self.blank


class Delivery(Protocol):
    """One delivered file, opened: its header is known, its records can be read once in order."""

    @property
    def header(self) -> tuple[str, ...]:
        """The delivered column names in order, trimmed."""

    @property
    def header_line(self) -> int:
        """The physical line (or sheet row) of the header, 1 for the first."""

    @property
    def encoding(self) -> str | None:
        """``utf-8``, ``utf-8-sig``, ``gb18030``, ``utf-16``; none where the format has its own."""

    @property
    def sheet(self) -> str | None:
        """The worksheet; none for other formats."""

    @property
    def serial_epoch(self) -> str | None:
        """From which year a workbook counts the days of a date: ``1900``, ``1904``; else none."""

    @property
    def notes(self) -> dict[str, int]:
        """What was put right or left aside while opening, with counts."""

    def batches(self) -> Iterator[TextBatch]:
        """Yield the records in the order of the file.

        Raises:
            RefusedFileError: the file breaks off or turns out unreadable on the way; whatever
                was yielded before must be thrown away.
        """
