"""Texts of a workbook, in a worksheet's cells or kept apart and referred to by number."""

from typing import IO

from pipelines.reading.workbook.cells import plain_text
from pipelines.reading.workbook.parts import parse


class TextReader:
    """Collects the pieces of a text, without the readings (ruby) that may stand beside them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._is_open = False
        self._is_reading = False
        self.starts = {"t": self._open, "rPh": self._begin_reading}
        self.ends = {"t": self._close, "rPh": self._end_reading}

    def add(self, piece: str) -> None:
        """Take a piece of character data, if it belongs to the text."""
        if self._is_open:
            self._pieces.append(piece)

    def taken(self) -> str:
        """Give the text and begin a new one."""
        text = plain_text("".join(self._pieces))
        self._pieces.clear()
        return text

    def _open(self, _: dict[str, str]) -> None:
        self._is_open = not self._is_reading

    def _close(self) -> None:
        self._is_open = False

    def _begin_reading(self, _: dict[str, str]) -> None:
        self._is_reading = True

    def _end_reading(self) -> None:
        self._is_reading = False


def read_strings(part: IO[bytes]) -> list[str]:
    """Read the texts that cells refer to by number."""
    reader = TextReader()
    found: list[str] = []
    ends = {**reader.ends, "si": lambda: found.append(reader.taken())}
    for _ in parse(part, starts=reader.starts, ends=ends, text=reader.add):
        pass
    return found
