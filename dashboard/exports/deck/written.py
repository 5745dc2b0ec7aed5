"""What we wrote on a slide, so that a later export knows which texts nobody has touched."""

import hashlib
import re

from dashboard.exports.briefing import Part, footnote
from dashboard.text import Words

MARK_LENGTH = 12
LINE = re.compile(r"\[title ([0-9a-f]{12}) subtitle ([0-9a-f]{12}) footnote ([0-9a-f]{12})\]")
OWN_TEXTS = ("title", "subtitle", "footnote")


def texts_of(part: Part, words: Words) -> dict[str, str]:
    """Give the texts around a chart by the names of their shapes."""
    face = part.chart.face
    return {
        "title": part.title,
        "subtitle": part.natives[0].face.note,
        "footnote": footnote(face.provenance, words),
    }


def notes_of(part: Part, words: Words) -> str:
    """Write the notes: message, definition, source, how to read it, fingerprint, own texts."""
    source = part.chart.face.provenance
    texts = texts_of(part, words)
    lines = (
        part.title,
        words("export.notes_definition", text=source.definition),
        texts["footnote"],
        words("export.notes_reading", text=part.chart.face.alt),
        words("export.notes_fingerprint", name=part.name, fingerprint=part.fingerprint),
        part.warning,
        f"[{' '.join(f'{name} {mark_of(texts[name])}' for name in OWN_TEXTS)}]",
    )
    return "\n".join(one for one in lines if one)


def mark_of(text: str) -> str:
    """Sum up a text; programs change its spaces."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:MARK_LENGTH]


def untouched(notes: str, now: dict[str, str]) -> set[str]:
    """Name the texts of a slide that are still as we wrote them; none if the notes are gone."""
    found = LINE.search(notes)
    if found is None:
        return set()
    marks = zip(OWN_TEXTS, found.groups(), strict=True)
    return {name for name, mark in marks if name in now and mark_of(now[name]) == mark}
