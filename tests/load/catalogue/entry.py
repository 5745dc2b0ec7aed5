"""One entry of the catalogue of bad input: a file, and what must become of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.builders import GRID

COLUMNS = ("patrol_id", "grid_code", "started_at", "ended_at", "longitude", "latitude", "findings")
AT = "2020-03-02 08:00:00"
GOOD = dict(zip(COLUMNS, ("P1", GRID, AT, "", "118.8", "32.3", "1"), strict=True))


@dataclass(frozen=True)
class Entry:
    """One way in which a delivery can be bad, or only look so.

    Attributes:
        number: in the catalogue.
        what: in a few words.
        content: of the file.
        name: of the file.
        account: records accepted, quarantined, skipped.
        reasons: why records are quarantined.
        refused: why the file is refused.
        held: what the lake holds afterwards of the column ``asked``.
        asked: a column of the source.
        before: what was loaded before.
    """

    number: int
    what: str
    content: bytes
    name: str = "patrols.csv"
    account: tuple[int, int, int] = (1, 0, 0)
    reasons: frozenset[str] = frozenset()
    refused: str | None = None
    held: tuple[object, ...] | None = None
    asked: str = "patrol_id"
    before: bytes = b""


def line(**cells: str) -> str:
    """Write a record of patrols, a good one where nothing else is said."""
    return ",".join({**GOOD, **cells}.values())


def text(*lines: str, header: Sequence[str] = COLUMNS) -> bytes:
    """Write a header and records."""
    return "\n".join([",".join(header), *lines, ""]).encode()


def accept(number: int, what: str, content: bytes, **more) -> Entry:
    return Entry(number, what, content, **more)


def quarantine(number: int, what: str, spoilt: str, reason: str, **more) -> Entry:
    """Expect that one record is quarantined and the one beside it accepted."""
    content = text(line(patrol_id="P0"), spoilt)
    reasons = frozenset({reason})
    return Entry(number, what, content, account=(1, 1, 0), reasons=reasons, **more)


def refuse(number: int, what: str, content: bytes, reason: str, **more) -> Entry:
    return Entry(number, what, content, account=(0, 0, 0), refused=reason, **more)
