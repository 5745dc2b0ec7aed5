"""Read the records of a CSV text: a block at a time where it is plain, exactly where it is not."""

from collections.abc import Callable, Iterator

from pipelines.reading.batch import TextBatch
from pipelines.reading.limits import LINE_MOST
from pipelines.reading.text.blocks import Block, Shape
from pipelines.reading.text.grammar import OpenQuoteError, Record
from pipelines.reading.text.layout import lay_out
from pipelines.reading.text.tray import Tray
from pipelines.refusal import RefusedFileError

# How much is read exactly from a mark that breaks the grammar on, before the fast way is tried
# again; four times as much after each further one in the same block.
STRETCH = 1 << 16


Reading = Callable[[], TextBatch]


class RecordReader:
    """Takes a text block by block and yields the records that are whole."""

    def __init__(self, shape: Shape, *, line: int, stretch: int = STRETCH) -> None:
        """Begin before the first record.

        Args:
            shape: what every record must have.
            line: the physical line that the first record begins on.
            stretch: how many bytes are read exactly after trouble.
        """
        self._shape = shape
        self._stretch = stretch
        self._line = line
        self._rest = b""

    def take(self, block: bytes) -> Iterator[Reading]:
        """Yield the records that end in ``block``, to be read by whoever calls what it yields.

        Raises:
            RefusedFileError: a line is too long, or a quotation mark is never closed.
        """
        yield from self._take(self._rest + block if self._rest else block, is_last=False)

    def finish(self) -> Iterator[Reading]:
        """Yield what is left: a record without a line end, or one with a mark left open."""
        if self._rest:
            end = b"" if self._rest.endswith(b"\n") else b"\n"
            yield from self._take(self._rest + end, is_last=True)

    def _take(self, data: bytes, *, is_last: bool) -> Iterator[Reading]:
        stretch = self._stretch
        while data:
            layout = lay_out(data, grammar=self._shape.grammar)
            if layout.count:
                yield Block(data, layout, self._line, self._shape).batch
                self._line += layout.breaks.size
                data = data[layout.size :]
            if not (layout.is_troubled or is_last or len(data) > LINE_MOST):
                break
            tray, size = self._exact(data, stretch, is_last=is_last)
            if not size:
                break
            yield tray.batch
            data = data[size:]
            stretch *= 4
        self._rest = data

    def _exact(self, data: bytes, stretch: int, *, is_last: bool) -> tuple[Tray, int]:
        """Read about ``stretch`` bytes of records one by one; tell how many bytes they took."""
        tray = self._shape.tray()
        at = 0
        while at < min(stretch, len(data)):
            is_overlong = len(data) - at > LINE_MOST
            record = self._record_at(data, at, must_end=is_last or is_overlong)
            if record is None:
                break
            tray.put(record, data, line=self._line)
            self._line += data.count(b"\n", at, record.end + 1)
            at = record.end + 1
        return tray, at

    def _record_at(self, data: bytes, at: int, *, must_end: bool) -> Record | None:
        try:
            record = self._shape.grammar.record_at(data, at, is_last=must_end)
        except OpenQuoteError as error:
            raise error.refusal(data, line=self._line, start=at) from error
        end = record.end if record else len(data)
        if end - at > LINE_MOST:
            raise RefusedFileError("line_too_long", line=self._line, most=LINE_MOST)
        return record
