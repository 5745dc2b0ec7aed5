"""What a child process that parses a file sends: a preface, then parcels of rows, as Arrow.

The columns of the file go by position, so that no delivered name can be mistaken for one of
those that tell about the row.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa

# About the row: its line; why it cannot be a row and what to show of that; the blank rows since
# the row before; and how many cells it has up to the last that is filled.
ABOUT = (
    ("line", pa.uint32()),
    ("reason", pa.string()),
    ("found", pa.string()),
    ("blank", pa.uint32()),
    ("filled", pa.uint32()),
)
ROWS_MOST = 50_000
_CELLS_MOST = 2_000_000
_KEY = b"preface"


@dataclass(frozen=True, slots=True)
class Preface:
    """What is known of a file before its rows.

    Attributes:
        width: how many columns are sent.
        header: their names; none where they stand in one of the first rows.
        sheet: the worksheet.
        serial_epoch: from which year a workbook counts days.
        notes: what was put right or left aside, with counts.
    """

    width: int
    header: tuple[str, ...] | None = None
    sheet: str | None = None
    serial_epoch: str | None = None
    notes: dict[str, int] = field(default_factory=dict)

    @property
    def schema(self) -> pa.Schema:
        """The columns about the row, then those of the file, numbered from 0."""
        columns = [*ABOUT, *((str(number), pa.string()) for number in range(self.width))]
        body = json.dumps(asdict(self), ensure_ascii=False).encode()
        return pa.schema(columns, metadata={_KEY: body})

    @property
    def nothing(self) -> pa.Table:
        """Make a table without rows."""
        return self.schema.empty_table()

    @property
    def rows_a_parcel(self) -> int:
        """How many rows to send at a time: fewer where there are many columns."""
        return max(1, min(ROWS_MOST, _CELLS_MOST // max(self.width, 1)))

    @classmethod
    def of(cls, schema: pa.Schema) -> "Preface":
        """Read the preface that came with ``schema``."""
        body = json.loads(schema.metadata[_KEY])
        header = body.pop("header")
        return cls(header=None if header is None else tuple(header), **body)


@dataclass(slots=True)
class Parcel:
    """Rows to be sent together: what is known about each, and their cells column by column."""

    columns: list[list[str | None]]
    lines: list[int] = field(default_factory=list)
    reasons: list[str | None] = field(default_factory=list)
    found: list[str | None] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)

    def arrays(self) -> list[Any]:
        """Turn the parcel into what `send` takes."""
        about = (self.lines, self.reasons, self.found, self.blanks, self.filled)
        arrays = [pa.array(values, kind) for values, (_, kind) in zip(about, ABOUT, strict=True)]
        return arrays + [pa.array(column, pa.string()) for column in self.columns]


def plain_about(first_line: int, *, count: int, width: int) -> list[Any]:
    """Tell about ``count`` rows on consecutive lines that nothing is wrong with them."""
    lines = np.arange(first_line, first_line + count, dtype=np.uint32)
    nothing = pa.nulls(count, pa.string())
    blanks, filled = (np.full(count, value, np.uint32) for value in (0, width))
    return [pa.array(lines), nothing, nothing, pa.array(blanks), pa.array(filled)]


def send(out: BinaryIO, preface: Preface, *, parcels: Iterable[list[Any]]) -> None:
    """Write the preface and then each parcel to ``out``."""
    schema = preface.schema
    with pa.ipc.new_stream(out, schema) as stream:
        for arrays in parcels:
            stream.write_batch(pa.record_batch(arrays, schema=schema))
            out.flush()
