"""Open a delivered file, whatever it holds."""

from pathlib import Path

from pipelines.reading.batch import Delivery
from pipelines.reading.facts import FileFacts, inspect
from pipelines.reading.format import Format
from pipelines.reading.header import Recognise
from pipelines.reading.limits import USUAL_LIMITS, Limits
from pipelines.reading.table import open_table
from pipelines.reading.text.delivery import open_csv
from pipelines.reading.wishes import NO_WISHES, Wishes
from pipelines.refusal import RefusedFileError

ENCODING_UNKNOWN = ("unknown_encoding", "mixed_encoding", "looks_like_big5", "utf16_without_mark")

__all__ = ["Delivery", "FileFacts", "Limits", "Recognise", "Wishes", "inspect", "open_delivery"]


def open_delivery(
    path: Path,
    *,
    recognise: Recognise,
    wishes: Wishes = NO_WISHES,
    facts: FileFacts | None = None,
    limits: Limits = USUAL_LIMITS,
) -> Delivery:
    """Open ``path``: tell its format, encoding and header.

    Args:
        path: the delivered file.
        recognise: tells how much of a list of cells are known column names, from 0 to 1.
        wishes: what a mapping file states about it.
        facts: what `inspect` told, so that the file is not read once more for that.
        limits: what the child process may use that parses a workbook, Parquet or GeoJSON.

    Raises:
        RefusedFileError: nothing of the file can be taken.
    """
    facts = facts or inspect(path)
    if facts.refusal and not _is_overruled(facts.refusal, wishes):
        raise RefusedFileError(facts.refusal.reason, **facts.refusal.details)
    if facts.format is Format.TEXT:
        return open_csv(path, facts=facts, recognise=recognise, wishes=wishes)
    return open_table(path, facts=facts, recognise=recognise, wishes=wishes, limits=limits)


def _is_overruled(refusal: RefusedFileError, wishes: Wishes) -> bool:
    """Tell whether a text was refused for its encoding, which is stated after all."""
    return wishes.encoding is not None and refusal.reason in ENCODING_UNKNOWN
