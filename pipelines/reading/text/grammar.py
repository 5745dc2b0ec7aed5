"""Part a text into records exactly, one at a time: what the fast way is measured by.

The grammar is RFC 4180 with any ASCII delimiter. A quotation mark counts only as the first
character of a cell; elsewhere it is text. Spaces and tabs may follow the closing one.
"""

import re
from dataclasses import dataclass

from pipelines.refusal import RefusedFileError

NEWLINE = ord("\n")
QUOTE = ord('"')


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a text.

    Attributes:
        start: where it begins.
        end: where it ends: the place of its line end.
        cells: its cells as delivered, without their quotation marks; empty when there is a
            problem.
        problem: why it cannot be parted into cells, a code of ``warehouse/reasons.toml``.
    """

    start: int
    end: int
    cells: tuple[str, ...]
    problem: str | None = None


class OpenQuoteError(Exception):
    """A quotation mark that is never closed, or only by one that was meant to open.

    Attributes:
        at: the place of the mark.
    """

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at

    def refusal(self, data: bytes, *, line: int, start: int = 0) -> RefusedFileError:
        """Name the line of the mark; in ``data``, what stands at ``start`` begins ``line``."""
        return RefusedFileError("open_quote", line=line + data.count(b"\n", start, self.at))


class Grammar:
    """How the cells of a text are parted and quoted."""

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter
        self.padding = " \t".replace(delimiter, "")
        self._parting = (NEWLINE, ord(delimiter))
        self._plain = re.compile(rb"[^\n%b]*" % re.escape(delimiter.encode()))
        self._closed = re.compile(rb'"([^"]*(?:""[^"]*)*)"(?!")[%b]*' % self.padding.encode())

    def record_at(self, data: bytes, start: int, *, is_last: bool) -> Record | None:
        """Read the record that begins at ``start``; none if ``data`` ends before it does.

        Raises:
            OpenQuoteError: a quotation mark is open where the text ends, or is closed on a
                later line by a mark with text behind it, as the next opening one would be.
        """
        cells: list[str] = []
        at = start
        while at < len(data):
            match = (self._closed if data[at] == QUOTE else self._plain).match(data, at)
            if match is None:
                return self._without_end(data, start, at) if is_last else None
            end = match.end()
            if end == len(data):
                return None
            if data[end] not in self._parting:
                return self._with_text_behind(data, start, match)
            cells.append(_text(match))
            if data[end] == NEWLINE:
                return Record(start, end, tuple(cells))
            at = end + 1
        return None

    def _with_text_behind(self, data: bytes, start: int, cell: re.Match[bytes]) -> Record | None:
        """Take a record to the end of its line, since text follows a closing quotation mark."""
        if b"\n" in cell[0]:
            return self._without_end(data, start, cell.start())
        end = data.find(b"\n", cell.end())
        escapes = cell[0].rstrip(self.padding.encode()).endswith(b'\\"')
        problem = "backslash_escape" if escapes else "text_after_quote"
        return Record(start, end, (), problem) if end >= 0 else None

    def _without_end(self, data: bytes, start: int, at: int) -> Record:
        """Take a record to the end of its line if a backslash explains the open mark at ``at``."""
        end = data.find(b"\n", at)
        if end < 0 or b'\\"' not in data[at:end]:
            raise OpenQuoteError(at)
        return Record(start, end, (), "backslash_escape")


def _text(cell: re.Match[bytes]) -> str:
    is_quoted = cell[0].startswith(b'"')
    return (cell[1].replace(b'""', b'"') if is_quoted else cell[0]).decode()
