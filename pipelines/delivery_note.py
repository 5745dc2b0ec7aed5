"""The note that may accompany a delivery: ``delivery.toml`` beside the files."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pipelines.entries import Entries
from pipelines.local_time import local

NOTE = "delivery.toml"
KNOWN = ("exported_at", "is_demonstration", "has_sketched_outlines", "sender", "notice")


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """What the sender says of a delivery.

    Attributes:
        exported_at: local time of the export; the cut-off of what is delivered.
        is_demonstration: whether the data is invented.
        has_sketched_outlines: whether outlines are illustrative, not surveyed.
    """

    exported_at: dt.datetime | None = None
    is_demonstration: bool = False
    has_sketched_outlines: bool = False


NO_NOTE = DeliveryNote()


def note_for(file: Path, *, below: Path) -> DeliveryNote:
    """Find the nearest note, from the file's folder up to ``below``.

    Raises:
        EntryError: the note is not what it should be.
    """
    root = below if below.is_dir() else below.parent
    for folder in (file.parent, *file.parent.parents):
        if (folder / NOTE).is_file():
            return _read(folder / NOTE)
        if folder == root:
            break
    return NO_NOTE


def _read(path: Path) -> DeliveryNote:
    body = Entries.of(path)
    body.only(KNOWN)
    exported_at = body.value("exported_at")
    if isinstance(exported_at, dt.date) and not isinstance(exported_at, dt.datetime):
        exported_at = dt.datetime.combine(exported_at, dt.time())
    if exported_at is not None and not isinstance(exported_at, dt.datetime):
        raise body.wrong("exported_at", "moment")
    return DeliveryNote(
        local(exported_at) if exported_at else None,
        is_demonstration=body.flag("is_demonstration"),
        has_sketched_outlines=body.flag("has_sketched_outlines"),
    )
