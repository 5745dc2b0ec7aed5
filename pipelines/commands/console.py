"""Talk to an operator: words in their language, progress on long work, one sentence for errors."""

import argparse
import datetime as dt
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from warehouse.data_dir import DataDir
from warehouse.words import Words, words_from

LOCALES = Path(__file__).parent.parent / "locales"
# Work that takes longer than this shows how far it is.
PATIENCE_SECONDS = 2.0
BETWEEN_LINES_SECONDS = 5.0
BETWEEN_REDRAWS_SECONDS = 0.2


class OperatorError(Exception):
    """A mistake of the operator, said in one sentence.

    Attributes:
        key: of the sentence's words.
        details: what fills its blanks.
    """

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command reads its circumstances from and writes to.

    Attributes:
        data_dir: the district's data.
        words: in the operator's language.
        is_json: whether the answer is for a program.
    """

    data_dir: DataDir
    words: Words
    is_json: bool = False

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> "Console":
        """Take the circumstances of one command."""
        return cls(
            DataDir.from_environment(),
            words_from(LOCALES, arguments.lang),
            bool(getattr(arguments, "json", False)),
        )

    def say(self, key: str, **details: object) -> None:
        """Write a line for a person; a program gets none."""
        if not self.is_json:
            sys.stdout.write(self.words(key, **details) + "\n")
            sys.stdout.flush()

    def answer(self, body: object) -> None:
        """Write the answer for a program."""
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1, default=_plain) + "\n")

    def complain(self, key: str, **details: object) -> None:
        """Write a line about what went wrong."""
        sys.stderr.write(self.words(key, **details) + "\n")


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


class Progress:
    """Shows how far long work is: one line that is redrawn, or now and then a line in a log."""

    def __init__(self) -> None:
        self._started = self._shown = time.monotonic()
        self._is_screen = sys.stderr.isatty()
        self._width = 0

    def __call__(self, stage: str, share: float) -> None:
        """Tell what is being done and what share of the work is behind it."""
        now = time.monotonic()
        pause = BETWEEN_REDRAWS_SECONDS if self._is_screen else BETWEEN_LINES_SECONDS
        if now - self._started < PATIENCE_SECONDS or now - self._shown < pause:
            return
        self._shown = now
        line = f"{share:4.0%}  {stage}"
        if self._is_screen:
            sys.stderr.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def close(self) -> float:
        """Wipe the line; give the seconds the work took."""
        if self._is_screen and self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
        return time.monotonic() - self._started
