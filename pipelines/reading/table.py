"""Read workbooks, Parquet and GeoJSON: tables that a child process parses."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from pipelines.reading.apart import Apart
from pipelines.reading.batch import TextBatch
from pipelines.reading.child import Order
from pipelines.reading.facts import FileFacts
from pipelines.reading.format import Format
from pipelines.reading.header import Names, Recognise, find_header, name_columns
from pipelines.reading.limits import COLUMNS_MOST, HEAD_MOST, Limits
from pipelines.reading.regular_file import opened
from pipelines.reading.table_batch import table_batch
from pipelines.reading.wire import ABOUT, Preface
from pipelines.reading.wishes import Wishes
from pipelines.refusal import RefusedFileError

READERS: dict[Format | None, str] = {
    Format.WORKBOOK: "workbook",
    Format.PARQUET: "parquet",
    Format.GEOJSON: "geojson",
}


@dataclass(frozen=True, slots=True)
class _Head:
    """The header of a table: its names, its row, and how many rows with content are above."""

    names: Names
    line: int
    titles: int = 0


@dataclass(frozen=True, slots=True)
class TableDelivery:
    """A table whose header is known; see `pipelines.reading.batch.Delivery`.

    Its child process is working already, so its batches can be read only once.
    """

    path: Path
    facts: FileFacts
    preface: Preface
    head: _Head
    frames: Iterator[pl.DataFrame] = field(repr=False)
    encoding: None = None

    @property
    def header(self) -> tuple[str, ...]:
        """The delivered column names in order, trimmed."""
        return self.head.names.header

    @property
    def header_line(self) -> int:
        """The row of the header, 1 for the first."""
        return self.head.line

    @property
    def sheet(self) -> str | None:
        """The worksheet; none for other formats."""
        return self.preface.sheet

    @property
    def serial_epoch(self) -> str | None:
        """From which year a workbook counts the days of a date."""
        return self.preface.serial_epoch

    @property
    def notes(self) -> dict[str, int]:
        """What was put right or left aside while opening, with counts."""
        titles = {"title_rows": self.head.titles} if self.head.titles else {}
        return {**self.preface.notes, **self.head.names.notes, **titles}

    def batches(self) -> Iterator[TextBatch]:
        """Yield the records in the order of the file, once; at least one batch."""
        records = 0
        for frame in self.frames:
            batch = self._batch(frame)
            records += batch.records
            yield batch
        if not records:
            yield replace(self._batch(_frame(self.preface.nothing)), notes={"header_only": 1})
        # The child read it by itself: look once more whether it is what it was.
        with opened(self.path, unchanged_since=self.facts.stamp):
            pass

    def _batch(self, frame: pl.DataFrame) -> TextBatch:
        has_outlines = self.facts.format is Format.GEOJSON
        return table_batch(frame, header=self.header, has_outlines=has_outlines)


def open_table(
    path: Path, *, facts: FileFacts, recognise: Recognise, wishes: Wishes, limits: Limits
) -> TableDelivery:
    """Start parsing a workbook, Parquet or GeoJSON file and find its header.

    Raises:
        RefusedFileError: it is damaged, it has no header that can be used, or its reader dies.
    """
    order = Order(READERS[facts.format], limits.memory, limits.cpu_seconds, wishes.sheet)
    with opened(path, unchanged_since=facts.stamp) as file:
        apart = Apart(file, order=order, limits=limits)
    try:
        return _opened(apart, path, facts, recognise=recognise, header_line=wishes.header_line)
    except RefusedFileError:
        apart.end()
        raise


def _opened(
    apart: Apart, path: Path, facts: FileFacts, *, recognise: Recognise, header_line: int | None
) -> TableDelivery:
    frames = (_frame(parcel) for parcel in apart.parcels())
    if apart.preface.header is not None:
        names = name_columns(apart.preface.header)
        return TableDelivery(path, facts, apart.preface, _Head(names, line=1), frames)
    first = next(frames, _frame(apart.preface.nothing))
    head = _head(first, recognise=recognise, header_line=header_line)
    behind = chain((first[head.titles + 1 :],), frames)
    return TableDelivery(path, facts, apart.preface, head, behind)


def _frame(parcel: pa.RecordBatch) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(parcel))


def _head(first: pl.DataFrame, *, recognise: Recognise, header_line: int | None) -> _Head:
    """Find the header among the first rows."""
    if header_line is None:
        rows = first.head(HEAD_MOST)
        found = find_header([_cells(row) for row in rows.iter_rows()], recognise=recognise)
        index = found.index if found else None
    else:
        index = first["line"].index_of(header_line)
    if index is None:
        raise RefusedFileError("no_header", most=HEAD_MOST)
    cells = _cells(first.row(index))
    filled = first["filled"][index]
    if filled > COLUMNS_MOST:
        raise RefusedFileError("too_many_columns", found=filled, most=COLUMNS_MOST)
    return _Head(name_columns(cells[:filled]), line=first["line"][index], titles=index)


def _cells(row: tuple[Any, ...]) -> list[str]:
    return [cell or "" for cell in row[len(ABOUT) :]]
