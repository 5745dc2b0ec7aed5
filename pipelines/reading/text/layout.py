"""Find where the records of a block of text stand, all at once.

For text that follows the grammar of `pipelines.reading.text.grammar` this tells the same; where it
does not, the layout ends and is troubled.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.reading.text.grammar import NEWLINE, QUOTE, Grammar

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the whole records of a block stand.

    Attributes:
        separators: delimiters and line ends outside quotation marks.
        ends: the line ends among them; one a record.
        breaks: every line end up to the last record's, within quotation marks too.
        has_quotes: whether a quotation mark stands in the records.
        is_padded: whether a cell begins or ends with a space or tab.
        is_troubled: whether quotation marks break the grammar in the record that comes next.
    """

    separators: Places
    ends: Places
    breaks: Places
    has_quotes: bool
    is_padded: bool
    is_troubled: bool

    @property
    def count(self) -> int:
        """How many records there are."""
        return self.ends.size

    @property
    def size(self) -> int:
        """How many bytes the whole records take."""
        return int(self.ends[-1]) + 1 if self.ends.size else 0

    @property
    def starts(self) -> Places:
        """Where each record begins."""
        return np.concatenate((np.zeros(1, np.int64), self.ends[:-1] + 1))

    @property
    def lengths(self) -> Places:
        """How many bytes each record has, without its line end."""
        return np.diff(self.ends, prepend=-1) - 1

    def longer_than(self, most: int) -> Places:
        """Number the records with more than ``most`` bytes."""
        return np.flatnonzero(self.lengths > most)

    def misfits(self, columns: int, *, longest: int) -> Places:
        """Number the records that have not ``columns`` cells, are empty or exceed ``longest``."""
        fits = (self.lengths <= longest) & (self.lengths > 0)
        if self.separators.size != self.ends.size * columns or not np.array_equal(
            self.separators[columns - 1 :: columns], self.ends
        ):
            cells = np.diff(np.searchsorted(self.separators, self.ends), prepend=-1)
            fits &= cells == columns
        return np.flatnonzero(~fits)

    def lines(self, *, first: int) -> Places:
        """Tell on which line each record begins, if the block begins on line ``first``."""
        if self.breaks.size == self.ends.size:
            return np.arange(first, first + self.ends.size)
        return first + np.searchsorted(self.breaks, self.starts)


def lay_out(data: bytes, *, grammar: Grammar) -> Layout:
    """Find the whole records of ``data``, up to the first that breaks the grammar."""
    octets = np.frombuffer(data, np.uint8)
    newline = octets == NEWLINE
    separator = newline | (octets == ord(grammar.delimiter))
    padded = _is_padded(octets, separator, grammar.padding)
    if b'"' not in data:
        ends = np.flatnonzero(newline)
        size = int(ends[-1]) + 1 if ends.size else 0
        separators = np.flatnonzero(separator[:size])
        return Layout(separators, ends, ends, has_quotes=False, is_padded=padded, is_troubled=False)
    return _lay_out_quoted(octets, newline, separator)


def _is_padded(octets: NDArray[np.uint8], separator: Mask, padding: str) -> bool:
    # Few octets are blank: asking their neighbours is faster than comparing whole blocks.
    for blank in padding.encode():
        places = np.flatnonzero(octets == blank)
        if places.size and (places[0] == 0 or _is_beside(separator, places)):
            return True
    return False


def _is_beside(separator: Mask, places: Places) -> bool:
    """Tell whether a separator stands before or after one of ``places``; none of them is 0."""
    inner = places[:-1] if places[-1] == separator.size - 1 else places
    return bool(separator[places - 1].any() or separator[inner + 1].any())


def _lay_out_quoted(octets: NDArray[np.uint8], newline: Mask, separator: Mask) -> Layout:
    quote = octets == QUOTE
    separator &= ~np.logical_xor.accumulate(quote)
    trouble = _first_trouble(octets, np.flatnonzero(quote), separator)
    ends = np.flatnonzero(newline[:trouble] & separator[:trouble])
    size = int(ends[-1]) + 1 if ends.size else 0
    return Layout(
        np.flatnonzero(separator[:size]),
        ends,
        np.flatnonzero(newline[:size]),
        has_quotes=bool(quote[:size].any()),
        is_padded=True,
        is_troubled=trouble < octets.size,
    )


def _first_trouble(octets: NDArray[np.uint8], quotes: Places, separator: Mask) -> int:
    """Find the first quotation mark that neither opens, closes nor is doubled; else the end.

    Counted from 0, even marks open and odd ones close. An opening one must follow a separator,
    or the mark before it: the two are then a doubled one. A closing one must precede either.
    """
    opening, closing = quotes[0::2], quotes[1::2]
    closing = closing[closing + 1 < octets.size]
    inner = opening[opening > 0]
    bad_opening = inner[~separator[inner - 1] & (octets[inner - 1] != QUOTE)]
    bad_closing = closing[~separator[closing + 1] & (octets[closing + 1] != QUOTE)]
    return min(int(bad[0]) if bad.size else octets.size for bad in (bad_opening, bad_closing))
