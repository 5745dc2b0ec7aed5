"""Find the header among the first records of a table, and name its columns."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.reading.limits import COLUMNS_MOST, HEAD_MOST
from pipelines.refusal import RefusedFileError

Recognise = Callable[[Sequence[str]], float]

_SURE = 0.8
_LIKELY = 0.5
_DATA = re.compile(r"[\d\s.,:/+TZ%-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Which of the first records is the header.

    Attributes:
        index: its position among them, 0 for the first.
        share: how much of its filled cells are known column names.
    """

    index: int
    share: float


def find_header(records: Sequence[Sequence[str]], *, recognise: Recognise) -> Found | None:
    """Find the header among the first ``HEAD_MOST`` records that are not blank.

    It is the first with at least four fifths of its filled cells known; else the one with the
    highest share, if that is half; else the first record, if two of its cells are known and
    none looks like a value, since columns that the contract does not know are allowed.
    """
    shares = [share_known(record, recognise=recognise) for record in records[:HEAD_MOST]]
    if not shares:
        return None
    sure = next((index for index, share in enumerate(shares) if share >= _SURE), None)
    best = shares.index(max(shares)) if sure is None else sure
    if shares[best] >= _LIKELY:
        return Found(best, shares[best])
    first = _filled(records[0])
    is_named = round(shares[0] * len(first)) > 1
    if is_named and not any(_DATA.fullmatch(cell) for cell in first):
        return Found(0, shares[0])
    return None


def share_known(record: Sequence[str], *, recognise: Recognise) -> float:
    """Tell how much of the filled cells of ``record`` are known column names, from 0 to 1."""
    cells = _filled(record)
    return recognise(cells) if cells else 0.0


def _filled(record: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in record if cell.strip()]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a table's columns.

    Attributes:
        header: one name a column, trimmed; ``#3`` where the third has none.
        notes: how many have none, if any.
    """

    header: tuple[str, ...]
    notes: dict[str, int]


def name_columns(cells: Sequence[str | None]) -> Names:
    """Name the columns of a table by the cells of its header.

    Raises:
        RefusedFileError: there are too many, or two have the same name but for case and width.
    """
    if len(cells) > COLUMNS_MOST:
        raise RefusedFileError("too_many_columns", found=len(cells), most=COLUMNS_MOST)
    trimmed = [(cell or "").strip() for cell in cells]
    header = tuple(name or f"#{position}" for position, name in enumerate(trimmed, start=1))
    # The rows carry their line under this name.
    seen = {"source_line"}
    for name in header:
        plain = unicodedata.normalize("NFKC", name).casefold()
        if plain in seen:
            reason = "reserved_header" if plain == "source_line" else "repeated_header"
            raise RefusedFileError(reason, column=name)
        seen.add(plain)
    unnamed = trimmed.count("")
    return Names(header, {"unnamed_columns": unnamed} if unnamed else {})
