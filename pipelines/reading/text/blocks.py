"""Read the whole records of a block of text: at once those that have the header's shape."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.reading.batch import TextBatch
from pipelines.reading.limits import CELL_MOST, LINE_MOST
from pipelines.reading.sifting import TOTAL_MARK, is_total, without_blank
from pipelines.reading.text.grammar import Grammar
from pipelines.reading.text.layout import Layout, Places
from pipelines.reading.text.tray import Tray, merged
from pipelines.refusal import RefusedFileError


@dataclass(frozen=True, slots=True)
class Shape:
    """What every record of a text must have: the header's columns, and one grammar."""

    header: tuple[str, ...]
    grammar: Grammar

    def tray(self) -> Tray:
        """Make a tray for records of this shape."""
        return Tray(self.header, self.grammar.padding)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text that begins with a record.

    Attributes:
        data: its bytes, which may go on behind the last whole record.
        layout: where its whole records stand.
        line: the physical line it begins on.
        shape: what its records must have.
    """

    data: bytes
    layout: Layout
    line: int
    shape: Shape

    def batch(self) -> TextBatch:
        """Read the records.

        Raises:
            RefusedFileError: one is longer than any record can be.
        """
        self._must_be_short()
        misfits = self.layout.misfits(len(self.shape.header), longest=CELL_MOST)
        rows, blank = without_blank(self._rows(misfits))
        is_ascii = self._is_plain()
        totals = np.empty(0, np.int64) if is_ascii else self._totals(rows)
        tray = self.shape.tray()
        self._part(np.concatenate((misfits, totals)), tray)
        if totals.size:
            rows = rows.filter(~is_total())
        read = TextBatch(rows, blank=blank, is_ascii=is_ascii, octets=self.layout.size)
        return merged(read, tray.batch())

    def _is_plain(self) -> bool:
        """Tell whether the cells are printable ASCII: nothing is outside it but line ends."""
        octets = np.frombuffer(self.data, np.uint8, self.layout.size)
        odd = np.count_nonzero(octets < ord(" ")) + np.count_nonzero(octets > ord("~"))
        return bool(odd == self.layout.count)

    def _must_be_short(self) -> None:
        long = self.layout.longer_than(LINE_MOST)
        if long.size:
            line = int(self.layout.lines(first=self.line)[long[0]])
            raise RefusedFileError("line_too_long", line=line, most=LINE_MOST)

    def _rows(self, misfits: Places) -> pl.DataFrame:
        """Read the records that fit: their line, and the cells trimmed, null where empty."""
        header, grammar = self.shape.header, self.shape.grammar
        kept = np.delete(np.arange(self.layout.count), misfits)
        lines = pl.Series("source_line", self.layout.lines(first=self.line)[kept], pl.UInt32)
        if not kept.size:
            return self.shape.tray().batch().rows
        frame = pl.read_csv(
            self._without(misfits),
            has_header=False,
            new_columns=list(header),
            infer_schema=False,
            separator=grammar.delimiter,
            quote_char='"' if self.layout.has_quotes else None,
        )
        if self.layout.is_padded:
            cells = pl.all().str.strip_chars(grammar.padding)
            frame = frame.select(pl.when(cells != "").then(cells).name.keep())
        return frame.insert_column(0, lines)

    def _without(self, misfits: Places) -> bytes:
        if not misfits.size:
            return self.data[: self.layout.size]
        keep = np.ones(self.layout.count, bool)
        keep[misfits] = False
        octets = np.frombuffer(self.data, np.uint8, self.layout.size)
        return bytes(octets[np.repeat(keep, self.layout.lengths + 1)])

    def _totals(self, rows: pl.DataFrame) -> Places:
        """Number the records among ``rows`` that are totals."""
        if TOTAL_MARK.encode() not in self.data:
            return np.empty(0, np.int64)
        lines = rows.filter(is_total())["source_line"].to_numpy()
        return np.searchsorted(self.layout.lines(first=self.line), lines)

    def _part(self, numbers: Places, tray: Tray) -> None:
        """Part some of the records exactly and let ``tray`` say what they are."""
        starts = self.layout.starts[numbers].tolist()
        lines = self.layout.lines(first=self.line)[numbers].tolist()
        for start, line in zip(starts, lines, strict=True):
            record = self.shape.grammar.record_at(self.data, start, is_last=True)
            if record is not None:
                tray.put(record, self.data, line=line)
