"""What a page shows, as data for the template: texts, and pictures as SVG."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dashboard.charts.labels import note_on_screen
from dashboard.charts.spec import BulletTable, Said
from dashboard.exports.briefing import Briefing, Part, footnote
from dashboard.exports.native import Card, Cell, NativeCards, NativeTable
from dashboard.exports.picture import bare_svg, track_svg
from dashboard.exports.stacked import NUMBER, stacked
from dashboard.format import day
from dashboard.text import Words
from dashboard.theme import LIGHT

# The width of the text, 174 mm, in 96ths of an inch: a label of 12 is printed at 9 points.
WIDTH = 174 / 25.4 * 96
# The same in Chinese characters of the size of tables, 9 points.
LETTERS_ACROSS = 174 / 25.4 * 72 / 9
# Tracks of bullet rows, in the same unit.
TRACK_WIDTH, TRACK_HEIGHT = 80.0, 40.0
REGIONS = {"zh": "cn", "en": "gb"}
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
        "note": note_on_screen(face, words),
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
    made = [
        piece
        for one in written
        for piece in ([_cards(one)] if isinstance(one, NativeCards) else _tables(one))
    ]
    if isinstance(part.chart, BulletTable):
        _, floor, target, *_ = part.chart.columns
        tracks = [
            track_svg(row, width=TRACK_WIDTH, height=TRACK_HEIGHT, words=words).decode()
            for row in part.chart.rows
        ]
        made[0]["tracks"] = {"floor": floor, "target": target, "rows": tracks}
    return made


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


def _tables(native: NativeTable) -> list[Content]:
    return [_table(piece) for piece in stacked(native, LETTERS_ACROSS)]


def _table(native: NativeTable) -> Content:
    """Set a table; a column without a title stands below the one before it."""
    columns = list(zip(*native.rows, strict=True)) or [() for _ in native.columns]
    titled = [position for position, title in enumerate(native.columns) if title]
    return {
        "kind": "table",
        "tracks": None,
        "columns": [
            {"title": native.columns[position], "is_number": _is_number(columns[position])}
            for position in titled
        ],
        "rows": [
            [_cell(row, position, native.columns) for position in titled] for row in native.rows
        ],
    }


def _cell(row: Sequence[Cell], position: int, titles: Sequence[str]) -> Content:
    """Set the group of a row above its name, and what has no title of its own below."""
    cell, following = row[position], position + 1
    above, _, name = cell.text.rpartition(GROUP) if position == 0 else ("", "", cell.text)
    is_stacked = following < len(row) and not titles[following]
    below = row[following].text if is_stacked else ""
    return {"above": above, "text": name, "below": below, "tone": str(cell.tone)}


def _is_number(cells: Sequence[Cell]) -> bool:
    """Tell whether a column is one of numbers, which is set to the right."""
    numbers = sum(bool(NUMBER.fullmatch(cell.text)) for cell in cells)
    return numbers * 2 > len(cells)
