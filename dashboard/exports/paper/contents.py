"""What a page shows, as data for the template: texts, and pictures as SVG."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dashboard.charts.spec import Said
from dashboard.exports.briefing import Briefing, Part, footnote
from dashboard.exports.native import Card, Cell, NativeCards, NativeTable
from dashboard.exports.picture import bare_svg
from dashboard.format import day
from dashboard.text import Words
from dashboard.theme import LIGHT

# The width of the text, 174 mm, in 96ths of an inch: a label of 12 is printed at 9 points.
WIDTH = 174 / 25.4 * 96
REGIONS = {"zh": "cn", "en": "gb"}
# A column of numbers is set to the right.
NUMBER = re.compile(r"[\d\s.,%/≤≥<>+\-–−—~]+")
# What parts the group of a row from its name.
GROUP = " · "
Content = dict[str, Any]


def contents(briefing: Briefing, *, family: str) -> Content:
    """Gather everything the template sets; ``family`` is the font."""
    words, imprint = briefing.words, briefing.imprint
    issue = imprint.issue_number
    return {
        "title": briefing.title,
        "subtitle": briefing.subtitle,
        "organisation": imprint.organisation,
        "mark": imprint.mark,
        "issue": "" if issue is None else words("export.document.issue", number=issue),
        "date": {name: getattr(imprint.issued_on, name) for name in ("year", "month", "day")},
        "day": day(imprint.issued_on, words.language),
        "watermark": briefing.watermark,
        "stamp": briefing.stamp,
        "trace": words("export.document.trace", stamp=briefing.stamp),
        "page": words.blanks("export.page"),
        "family": family,
        "language": words.language,
        "region": REGIONS[words.language],
        "colours": asdict(LIGHT),
        "summary_title": words("export.document.summary"),
        "summary": list(briefing.summary),
        "definitions_title": words("export.about_definition"),
        "definitions": _definitions(briefing.parts),
        "signatures": [
            words("export.document.signature", role=role, name=name)
            for role, name in imprint.signatures
        ],
        "parts": [_part(part, words) for part in briefing.parts],
    }


def _definitions(parts: Sequence[Part]) -> list[str]:
    """Give every definition once, in the order of the charts."""
    said = (part.chart.face.provenance.definition for part in parts)
    return [one for one in dict.fromkeys(said) if one]


def _part(part: Part, words: Words) -> Content:
    face = part.chart.face
    return {
        "title": part.title,
        "warning": part.warning,
        "note": face.note,
        "alt": face.alt,
        "footnote": footnote(face.provenance, words),
        "contents": _shown(part, words),
    }


def _shown(part: Part, words: Words) -> list[Content]:
    """Set cards and tables as text; everything else is drawn, once for all its panels."""
    written = [one for one in part.natives if isinstance(one, NativeCards | NativeTable)]
    if not written:
        drawing, _ = bare_svg(part.chart, width=WIDTH, words=words)
        return [{"kind": "picture", "svg": drawing.decode()}]
    return [_cards(one) if isinstance(one, NativeCards) else _table(one) for one in written]


def _cards(native: NativeCards) -> Content:
    return {"kind": "cards", "cards": [_card(one) for one in native.cards]}


def _card(card: Card) -> Content:
    return {
        "name": card.name,
        "status": _said(card.status),
        "number": card.number_text,
        "unit": card.unit_text,
        "interval": card.interval_text,
        "why": card.why,
        "facts": [{"label": label, **_said(said)} for label, said in card.facts],
    }


def _said(said: Said | Cell) -> Content:
    return {"text": said.text, "tone": str(said.tone)}


def _table(native: NativeTable) -> Content:
    columns = list(zip(*native.rows, strict=True)) or [() for _ in native.columns]
    are_numbers = [_is_number(cells) for cells in columns]
    return {
        "kind": "table",
        "columns": [
            {"is_number": is_number, "is_wide": position == 0}
            for position, is_number in enumerate(are_numbers)
        ],
        "heads": _heads(native.columns, are_numbers),
        "rows": [
            [_cell(cell, position) for position, cell in enumerate(row)] for row in native.rows
        ],
    }


def _heads(titles: Sequence[str], are_numbers: Sequence[bool]) -> list[Content]:
    """Let a title stand over its own column and over those behind it that have none."""
    heads: list[Content] = []
    for title, is_number in zip(titles, are_numbers, strict=True):
        if title or not heads:
            heads.append({"title": title, "span": 1, "is_number": is_number})
        else:
            heads[-1]["span"] += 1
    return heads


def _cell(cell: Cell, position: int) -> Content:
    """Set the group of a row above its name."""
    above, _, name = cell.text.rpartition(GROUP) if position == 0 else ("", "", cell.text)
    return {"above": above, "text": name, "tone": str(cell.tone)}


def _is_number(cells: Sequence[Cell]) -> bool:
    numbers = sum(bool(NUMBER.fullmatch(cell.text)) for cell in cells)
    return numbers * 2 > len(cells)
