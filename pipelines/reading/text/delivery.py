"""Read CSV files: open one, and yield its records."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pipelines.ahead import one_ahead
from pipelines.reading.batch import TextBatch
from pipelines.reading.facts import FileFacts
from pipelines.reading.header import Recognise
from pipelines.reading.regular_file import BLOCK, opened
from pipelines.reading.text.blocks import Shape
from pipelines.reading.text.grammar import Grammar
from pipelines.reading.text.head import CsvHead, read_head
from pipelines.reading.text.memory import keep_freed_memory
from pipelines.reading.text.reader import Reading, RecordReader
from pipelines.reading.text.stream import utf8_blocks
from pipelines.reading.text.tray import Tray
from pipelines.reading.wishes import Wishes


@dataclass(frozen=True, slots=True)
class CsvDelivery:
    """A CSV file whose header is known; see `pipelines.reading.batch.Delivery`."""

    path: Path
    facts: FileFacts
    head: CsvHead
    encoding: str
    block_size: int = BLOCK
    sheet: None = None
    serial_epoch: None = None

    @property
    def header(self) -> tuple[str, ...]:
        """The delivered column names in order, trimmed."""
        return self.head.names.header

    @property
    def header_line(self) -> int:
        """The physical line of the header, 1 for the first."""
        return self.head.line

    @property
    def notes(self) -> dict[str, int]:
        """What was put right or left aside while opening, with counts."""
        return self.head.notes

    def batches(self) -> Iterator[TextBatch]:
        """Yield the records in the order of the file, a block at a time; at least one batch."""
        is_empty = True
        for batch in one_ahead(self._readings()):
            is_empty = False
            yield batch
        if is_empty:
            yield replace(Tray(self.header).batch(), notes={"header_only": 1})

    def _readings(self) -> Iterator[Reading]:
        keep_freed_memory()
        shape = Shape(self.header, Grammar(self.head.delimiter))
        reader = RecordReader(shape, line=self.head.next_line)
        with opened(self.path, unchanged_since=self.facts.stamp) as file:
            for block in _behind(self._blocks(file), self.head.size):
                yield from reader.take(block)
            yield from reader.finish()

    def _blocks(self, file: BinaryIO) -> Iterator[bytes]:
        is_checked = self.encoding == self.facts.encoding
        return utf8_blocks(
            file, encoding=self.encoding, is_checked=is_checked, size=self.block_size
        )


def open_csv(path: Path, *, facts: FileFacts, recognise: Recognise, wishes: Wishes) -> CsvDelivery:
    """Open a text: find its header and delimiter.

    Raises:
        RefusedFileError: its encoding cannot be told, or it has no header that can be used.
    """
    found, stated = facts.encoding, wishes.encoding
    encoding = stated or found or "utf-8"
    if stated and found and codecs.lookup(stated).name.startswith(found.removesuffix("-sig")):
        encoding = found
    is_checked = encoding == found
    with opened(path, unchanged_since=facts.stamp) as file:
        blocks = utf8_blocks(file, encoding=encoding, is_checked=is_checked, size=BLOCK)
        head = read_head(blocks, recognise=recognise, wishes=wishes)
    return CsvDelivery(path, facts, head, encoding)


def _behind(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Leave out the first ``size`` bytes."""
    left = size
    for block in blocks:
        if left < len(block):
            yield block[left:]
        left = max(left - len(block), 0)
