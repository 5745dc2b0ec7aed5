"""Read the stamp of an exported file, make its charts again, and say what has moved."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

from dashboard.exports import journal
from dashboard.exports.compose import compose
from dashboard.exports.recipe import issued_today
from dashboard.scenes import Desk
from warehouse.data_dir import DataDir

STAMP = re.compile(r"[\w\-]+ · [\d.]+ · [0-9a-f]{12}")
KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
Cell = str | float | None
MOST_FILE_BYTES = 64 * 2**20


class NoStampError(ValueError):
    """A file carries no stamp of ours, or nothing is known of it."""


@dataclass(frozen=True)
class Moved:
    """One value that is another one now.

    Attributes:
        chart: its title when exported.
        row: the name of the row.
        column: the title of the column.
        then, now: the values; null for none.
    """

    chart: str
    row: str
    column: str
    then: str | float | None
    now: str | float | None


@dataclass(frozen=True)
class Verdict:
    """What became of the numbers of a file.

    Attributes:
        stamp: of the file.
        version_then, version_now: the versions.
        moved: values that differ.
        missing: charts that cannot be made any more.
        chart_count: how many charts were compared.
    """

    stamp: str
    version_then: str
    version_now: str
    moved: tuple[Moved, ...]
    missing: tuple[str, ...]
    chart_count: int

    @property
    def is_equal(self) -> bool:
        """Whether every number is what it was."""
        return not self.moved and not self.missing


def stamp_of(path: Path) -> str:
    """Read the stamp of an exported file.

    Raises:
        NoStampError: there is none.
    """
    data = path.read_bytes()[:MOST_FILE_BYTES]
    text = _keywords(data) if zipfile.is_zipfile(io.BytesIO(data)) else _loose_text(data)
    if not (found := STAMP.search(text)):
        raise NoStampError(path.name)
    return found[0]


def _keywords(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "docProps/core.xml" not in package.namelist():
            return ""
        core = package.read("docProps/core.xml")
    if b"<!DOCTYPE" in core:
        return ""
    return fromstring(core).findtext(KEYWORDS) or ""  # noqa: S314  no document type, no entities


def _loose_text(data: bytes) -> str:
    """Give what is written plainly in a PDF: its metadata is."""
    return data.decode("utf-8", "ignore")


def verify(path: Path, desk: Desk, data_dir: DataDir) -> Verdict:
    """Make the charts of an exported file again, from the version that is read now.

    Raises:
        NoStampError: the file has no stamp, or its export is not in the journal here.
    """
    stamp = stamp_of(path)
    entry = journal.found(data_dir, stamp)
    if entry is None:
        raise NoStampError(stamp)
    own = Desk(desk.reader, entry.recipe.language, desk.scope)
    made = compose(own, entry.recipe, issued_on=issued_today())
    now = journal.charts_of(made.briefing.parts)
    moved = tuple(
        one
        for name, then in entry.charts.items()
        if name in now
        for one in _differences(then, now[name])
    )
    missing = tuple(then["title"] for name, then in entry.charts.items() if name not in now)
    return Verdict(
        stamp,
        stamp.partition(" · ")[0],
        desk.version.version_id,
        moved,
        missing,
        len(entry.charts),
    )


def _by_name(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[tuple[str, int], Sequence[Cell]]]:
    """Name every row by its first cell, and by how many such rows come before it: ranks tie."""
    seen: Counter[str] = Counter()
    for row in rows:
        name = str(row[0])
        yield (name, seen[name]), row
        seen[name] += 1


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Moved]:
    """Compare two tables row by row, found by what stands first in them."""
    title, columns = str(then["title"]), then["columns"]
    rows_now = dict(_by_name(now["rows"]))
    found = []
    for name, row in _by_name(then["rows"]):
        other = rows_now.get(name)
        for position, value in enumerate(row[1:], start=1):
            held = other[position] if other is not None and position < len(other) else None
            if held != value:
                found.append(Moved(title, str(row[0]), columns[position], value, held))
    return found
