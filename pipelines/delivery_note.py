"""The note that may accompany a delivery: ``delivery.toml`` beside the files."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOTE = "delivery.toml"
KNOWN = {"exported_at", "is_demonstration", "has_sketched_outlines", "sender", "notice"}


class DeliveryNoteError(ValueError):
    """A delivery note cannot be used; the message names the file and the entry."""


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


def note_for(file: Path, *, below: Path) -> DeliveryNote:
    """Find the nearest note, from the file's folder up to ``below``.

    Raises:
        DeliveryNoteError: the note is not what it should be.
    """
    root = below if below.is_dir() else below.parent
    for folder in (file.parent, *file.parent.parents):
        if (folder / NOTE).is_file():
            return _read(folder / NOTE)
        if folder == root:
            break
    return DeliveryNote()


def _read(path: Path) -> DeliveryNote:
    try:
        body: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeliveryNoteError(f"{path.name}: {error}") from error
    if unknown := body.keys() - KNOWN:
        raise DeliveryNoteError(f"{path.name}: unknown entry {', '.join(sorted(unknown))}")
    exported_at = body.get("exported_at")
    if exported_at is not None and not isinstance(exported_at, dt.datetime):
        raise DeliveryNoteError(f"{path.name}: exported_at: write it as 2021-01-04T08:00:00")
    return DeliveryNote(
        exported_at,
        is_demonstration=bool(body.get("is_demonstration")),
        has_sketched_outlines=bool(body.get("has_sketched_outlines")),
    )
