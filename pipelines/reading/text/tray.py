"""Sort records that were parted one by one: rows, broken records and blank ones."""

import re
from dataclasses import dataclass, field

import polars as pl

from pipelines.reading.batch import BROKEN_SCHEMA, TextBatch
from pipelines.reading.limits import CELL_MOST, RAW_MOST
from pipelines.reading.sifting import TOTAL
from pipelines.reading.text.grammar import Record

_total = re.compile(TOTAL)


@dataclass(slots=True)
class Tray:
    """Takes records one by one and holds them, sorted, until they are asked for.

    Attributes:
        header: the delivered column names.
        padding: what is trimmed from both ends of a cell.
    """

    header: tuple[str, ...]
    padding: str = " \t"
    _rows: list[tuple[int | str | None, ...]] = field(default_factory=list)
    _broken: list[tuple[int, str, str | None, str]] = field(default_factory=list)
    _blank: int = 0

    def put(self, record: Record, data: bytes, *, line: int) -> None:
        """Sort a record of ``data`` that starts on the physical line ``line``."""
        values = tuple(cell.strip(self.padding) or None for cell in record.cells)
        reason, found = self._fault(record, values)
        if reason:
            raw = data[record.start : record.end].decode()
            self._broken.append((line, reason, found, raw[:RAW_MOST]))
        elif any(values):
            self._rows.append((line, *values))
        else:
            self._blank += 1

    def _fault(
        self, record: Record, values: tuple[str | None, ...]
    ) -> tuple[str | None, str | None]:
        """Tell why a record cannot be a row, if it cannot, and what to show of it."""
        if record.problem:
            return record.problem, None
        first = next((value for value in values if value), None)
        if first is None:
            return None, None
        if _total.match(first):
            return "total_row", None
        if len(values) != len(self.header):
            reason = "too_few_cells" if len(values) < len(self.header) else "too_many_cells"
            return reason, f"{len(values)}/{len(self.header)}"
        is_long = record.end - record.start > CELL_MOST
        if is_long and max(len(value.encode()) for value in values if value) > CELL_MOST:
            return "cell_too_long", str(CELL_MOST)
        return None, None

    def batch(self) -> TextBatch:
        """Give what was put in so far."""
        schema = {"source_line": pl.UInt32, **dict.fromkeys(self.header, pl.String)}
        return TextBatch(
            rows=pl.DataFrame(self._rows, schema=schema, orient="row"),
            broken=pl.DataFrame(self._broken, schema=BROKEN_SCHEMA, orient="row"),
            blank=self._blank,
        )


def merged(first: TextBatch, second: TextBatch) -> TextBatch:
    """Join two batches of the same lines of a file in the order of their lines."""
    if not second.records:
        return first
    return TextBatch(
        rows=pl.concat([first.rows, second.rows]).sort("source_line"),
        broken=pl.concat([first.broken, second.broken]).sort("source_line"),
        blank=first.blank + second.blank,
        is_ascii=first.is_ascii,
        octets=first.octets,
    )
