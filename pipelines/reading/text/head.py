"""Find the header of a CSV file, and with it the delimiter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from pipelines.reading.header import Found, Names, Recognise, find_header, name_columns, share_known
from pipelines.reading.limits import HEAD_MOST
from pipelines.reading.text.grammar import Grammar, OpenQuoteError, Record
from pipelines.reading.wishes import Wishes
from pipelines.refusal import RefusedFileError

DELIMITERS = {",": None, ";": "semicolon_delimiter", "\t": "tab_delimiter"}
_FULLWIDTH = "，"
_BEGINNING = 1 << 20


@dataclass(frozen=True, slots=True)
class CsvHead:
    """What stands above the first record.

    Attributes:
        names: the columns.
        delimiter: what parts the cells.
        line: the physical line of the header.
        titles: how many records stand above the header.
        size: how many bytes of the text come before the first record.
        next_line: the physical line that the first record begins on.
    """

    names: Names
    delimiter: str
    line: int
    titles: int
    size: int
    next_line: int

    @property
    def notes(self) -> dict[str, int]:
        """What was left aside or found otherwise than usual."""
        notes = dict(self.names.notes)
        if self.titles:
            notes["title_rows"] = self.titles
        unusual = DELIMITERS.get(self.delimiter)
        return {**notes, unusual: 1} if unusual else notes


def read_head(blocks: Iterator[bytes], *, recognise: Recognise, wishes: Wishes) -> CsvHead:
    """Find the header in a text's first blocks.

    Raises:
        RefusedFileError: there is no text, no header, or one that names two columns alike.
    """
    beginning = _beginning(blocks)
    delimiters = [wishes.delimiter] if wishes.delimiter else list(DELIMITERS)
    tries = [_try(beginning, delimiter, recognise, wishes) for delimiter in delimiters]
    best = max(tries, key=lambda one: one.fitness)
    if best.fitness[1] <= 1 and not wishes.delimiter:
        _refuse_fullwidth(beginning, recognise)
    if best.found is None:
        if beginning.is_blank:
            raise RefusedFileError("empty_file")
        raise best.fault or RefusedFileError("no_header", most=HEAD_MOST)
    header = best.records[best.found.index]
    return CsvHead(
        name_columns(header.record.cells),
        best.delimiter,
        line=header.line,
        titles=best.found.index,
        size=header.record.end + 1,
        next_line=header.next_line,
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A record with the physical lines that it and its successor begin on."""

    record: Record
    line: int
    next_line: int

    @property
    def is_filled(self) -> bool:
        return any(cell.strip() for cell in self.record.cells)


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The first bytes of a text, and whether they are all of it."""

    data: bytes
    is_all: bool

    @property
    def is_blank(self) -> bool:
        """Tell whether the text is nothing but empty cells."""
        return self.is_all and not self.data.strip(b' \t\n,;"')

    def records(self, delimiter: str) -> Iterator[_Placed]:
        grammar = Grammar(delimiter)
        at, line = 0, 1
        while at < len(self.data):
            try:
                record = grammar.record_at(self.data, at, is_last=self.is_all)
            except OpenQuoteError as error:
                raise error.refusal(self.data, line=1) from error
            if record is None:
                return
            next_line = line + self.data.count(b"\n", at, record.end + 1)
            yield _Placed(record, line, next_line)
            at, line = record.end + 1, next_line


def _beginning(blocks: Iterator[bytes]) -> _Beginning:
    data = b""
    for block in blocks:
        data += block
        if len(data) >= _BEGINNING:
            return _Beginning(data, is_all=False)
    return _Beginning(data if data.endswith(b"\n") else data + b"\n", is_all=True)


@dataclass(frozen=True, slots=True)
class _Try:
    """The first records of a text, as one delimiter parts them.

    Attributes:
        delimiter: what parts them.
        records: those that are not blank, in order, as far as they can be read.
        fault: why no more can be read.
        found: which of them is the header.
    """

    delimiter: str
    records: tuple[_Placed, ...]
    fault: RefusedFileError | None
    found: Found | None

    @property
    def fitness(self) -> tuple[float, int]:
        """How well the delimiter fits: names known, then cells parted."""
        if self.found is None:
            return (0.0, 0)
        return (self.found.share, len(self.records[self.found.index].record.cells))


def _try(beginning: _Beginning, delimiter: str, recognise: Recognise, wishes: Wishes) -> _Try:
    records: list[_Placed] = []
    fault = None
    try:
        for placed in _considered(beginning.records(delimiter), wishes.header_line):
            records.append(placed)
    except RefusedFileError as refusal:
        fault = refusal
    if wishes.header_line is None:
        found = find_header([one.record.cells for one in records], recognise=recognise)
    elif records and records[-1].line == wishes.header_line and records[-1].is_filled:
        share = share_known(records[-1].record.cells, recognise=recognise)
        found = Found(len(records) - 1, share)
    else:
        found = None
    return _Try(delimiter, tuple(records), fault, found)


def _considered(records: Iterator[_Placed], header_line: int | None) -> Iterable[_Placed]:
    """Keep the records that may be the header: the first few, or those up to a stated line."""
    filled = (placed for placed in records if placed.is_filled)
    if header_line is None:
        return islice(filled, HEAD_MOST)
    return takewhile(lambda placed: placed.line <= header_line, filled)


def _refuse_fullwidth(beginning: _Beginning, recognise: Recognise) -> None:
    lines = beginning.data.decode("utf-8", "ignore").split("\n", HEAD_MOST)[:HEAD_MOST]
    split = [line.split(_FULLWIDTH) for line in lines if line.strip()]
    found = find_header(split, recognise=recognise)
    if found and len(split[found.index]) > 1:
        raise RefusedFileError("fullwidth_delimiter")
