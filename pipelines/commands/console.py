"""Talk to an operator: words in their language, progress on long work, one sentence for errors."""

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.data_dir import DataDir
from warehouse.words import Words, words_from

LOCALES = Path(__file__).parent.parent / "locales"
DONE, MISTAKE = 0, 2
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

    @property
    def language(self) -> str:
        """The operator's language."""
        return self.words.language

    def say(self, key: str, **details: object) -> None:
        """Write a line for a person; a program gets none."""
        if not self.is_json:
            sys.stdout.write(self.words(key, **details) + "\n")
            sys.stdout.flush()

    def answer(self, body: object) -> None:
        """Write the answer for a program."""
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1, default=_plain) + "\n")
        sys.stdout.flush()

    def complain(self, key: str, **details: object) -> None:
        """Write a line about what went wrong."""
        sys.stdout.flush()
        sys.stderr.write(self.words(key, **details) + "\n")

    @contextmanager
    def progress(self, *, spoken: Callable[[str], str] = str) -> Iterator["Progress"]:
        """Show how far the work of the block is; ``spoken`` puts its stages into words."""
        shown = Progress(spoken)
        try:
            yield shown
        finally:
            shown.close()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


class Progress:
    """Shows how far long work is: one line that is redrawn, or now and then a line in a log."""

    def __init__(self, spoken: Callable[[str], str]) -> None:
        self._spoken = spoken
        self._started = self._shown = time.monotonic()
        self._is_screen = sys.stderr.isatty()
        self._width = 0

    @property
    def seconds(self) -> float:
        """How long the work has taken so far."""
        return time.monotonic() - self._started

    def __call__(self, stage: str, share: float) -> None:
        """Tell what is being done and what share of the work is behind it."""
        now = time.monotonic()
        pause = BETWEEN_REDRAWS_SECONDS if self._is_screen else BETWEEN_LINES_SECONDS
        is_first = self._shown == self._started
        if now - self._started < PATIENCE_SECONDS or (now - self._shown < pause and not is_first):
            return
        self._shown = now
        line = f"{share:4.0%}  {self._spoken(stage)}"
        if self._is_screen:
            sys.stderr.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def close(self) -> None:
        """Wipe the line."""
        if self._is_screen and self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
