"""What the one who loads a file may state about it, so that reading has less to find out."""

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a mapping file may state; nothing is stated by default.

    Attributes:
        encoding: of a text, by its Python name; a text that does not fit it is refused.
        delimiter: of a text, one ASCII character.
        sheet: the worksheet to read.
        header_line: the physical line (or sheet row) of the header, 1 for the first.

    Raises:
        LookupError: Python knows no such encoding.
        ValueError: the delimiter is not one character that may part cells.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_line: int | None = None

    def __post_init__(self) -> None:
        if self.encoding is not None:
            codecs.lookup(self.encoding)
        if self.delimiter is not None and not is_delimiter(self.delimiter):
            raise ValueError(f"not a delimiter: {self.delimiter!r}")


def is_delimiter(text: str) -> bool:
    """Tell whether ``text`` may part cells: one ASCII character that cells do not begin with."""
    return len(text) == 1 and text.isascii() and not text.isalnum() and text not in '" \r\n\0'


NO_WISHES = Wishes()
