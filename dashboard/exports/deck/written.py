"""The texts of each slide, and marks of them in the notes.

By the marks a later export knows which texts nobody has touched.
"""

import hashlib
import re

from dashboard.exports.briefing import Briefing, Part, footnote
from dashboard.exports.native import NativeChart
from dashboard.format import day
from dashboard.text import Words

MARK_LENGTH = 12
LINE = re.compile(r"\[slide (\S+)((?: \S+ [0-9a-f]{12})+)\]")
PAIR = re.compile(r"(\S+) ([0-9a-f]{12})")
COVER, SUMMARY = "cover", "summary"
Texts = dict[str, str]


def texts_by_slide(briefing: Briefing) -> dict[str, Texts]:
    """Give the texts of every slide by the names of their shapes."""
    texts = {COVER: _cover(briefing), SUMMARY: _summary(briefing)}
    return texts | {part.name: _part(part, briefing.words) for part in briefing.parts}


def _cover(briefing: Briefing) -> Texts:
    words, imprint = briefing.words, briefing.imprint
    issue = words("export.issue", number=imprint.issue_number) if imprint.issue_number else ""
    issued = (imprint.organisation, day(imprint.issued_on, words.language), issue)
    signed = [words("export.signature", role=role, name=name) for role, name in imprint.signatures]
    return {
        "title": briefing.title,
        "subtitle": briefing.subtitle,
        "imprint": "　".join(one for one in issued if one),
        "signatures": "　　".join(signed),
    }


def _summary(briefing: Briefing) -> Texts:
    sentences = enumerate(briefing.summary, start=1)
    told = {f"sentence:{place}": sentence for place, sentence in sentences}
    return {"title": briefing.words("export.summary"), **told, "footnote": briefing.stamp}


def _part(part: Part, words: Words) -> Texts:
    face = part.natives[0].face
    source = footnote(face.provenance, words)
    return {"title": part.title, "subtitle": face.note, "footnote": source}


def notes_of(part: Part, words: Words) -> str:
    """Say what the presenter needs: message, definition, source, reading aid, fingerprint."""
    face = part.chart.face
    lines = (
        part.title,
        words("export.notes_definition", text=face.provenance.definition),
        footnote(face.provenance, words),
        words("export.notes_reading", text=face.alt),
        words("export.notes_fingerprint", name=part.name, fingerprint=part.fingerprint),
        part.warning,
    )
    return "\n".join(one for one in lines if one)


def marked(key: str, texts: Texts, notes: str = "", *, part: Part | None = None) -> str:
    """Add marks of all texts of a slide, of its charts and of the notes themselves."""
    charts = [one for one in part.natives if isinstance(one, NativeChart)] if part else []
    marks = {name: mark_of(text) for name, text in texts.items()}
    marks |= {f"chart:{one.face.chart_id}": looks_of(one) for one in charts}
    marks["notes"] = mark_of(notes)
    line = " ".join(f"{name} {mark}" for name, mark in marks.items())
    return "\n".join(one for one in (notes, f"[slide {key} {line}]") if one)


def mark_of(text: str) -> str:
    """Sum up a text; programs change its spaces."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:MARK_LENGTH]


def looks_of(chart: NativeChart) -> str:
    """Sum up what the colours and shapes of a chart claim."""
    looks = [f"{one.mark} {one.tone} {one.shape} {one.is_own}" for one in chart.series]
    return mark_of("|".join(looks))


def marks_in(notes: str) -> tuple[str, dict[str, str]]:
    """Read which slide it is and the marks of what we wrote; nothing where they are gone."""
    found = LINE.search(notes)
    return (found[1], dict(PAIR.findall(found[2]))) if found else ("", {})
