"""The forms a document may take: the head before the text and the end behind it.

To add one: its two functions and a line in `LAYOUTS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.exports.document.draft import Draft
from dashboard.exports.document.paper import TEXT_MM
from dashboard.exports.document.paragraphs import Piece, tab
from dashboard.exports.document.styles import (
    END_BLOCK,
    ISSUE,
    ISSUED_BY,
    MARK,
    MASTHEAD_NAME,
    SIGNATURE,
    SIGNED,
    SUBTITLE,
    TITLE,
    TRACE,
    Style,
)
from dashboard.exports.document.tables import letters
from dashboard.format import day

POINTS_PER_MM = 72 / 25.4
# A masthead is as large as it can be on one line, within these.
LARGEST, SMALLEST = 48, 26
# Room that letters of a title take beyond their measure.
SLACK = 0.92


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands before and behind the text."""

    head: Callable[[Draft], None]
    end: Callable[[Draft], None]


def _bulletin_head(draft: Draft) -> None:
    """Write the masthead: mark, name in red, issue, who and when above a red rule, title."""
    briefing, imprint = draft.briefing, draft.briefing.imprint
    _mark(draft)
    draft.write(MASTHEAD_NAME, Piece(briefing.title, size=_masthead_size(briefing.title)))
    if imprint.issue_number is not None:
        draft.write(ISSUE, draft.words("export.document.issue", number=imprint.issue_number))
    draft.write(ISSUED_BY, imprint.organisation, tab(ISSUED_BY), _issued_on(draft))
    draft.write(TITLE, briefing.subtitle)


def _bulletin_end(draft: Draft) -> None:
    """Write the end block: who answers for it, and where its numbers come from."""
    _signatures(draft, END_BLOCK)
    _trace(draft)


def _official_head(draft: Draft) -> None:
    """Write the mark, the title and, in brackets, what it is about."""
    _mark(draft)
    draft.write(TITLE, draft.briefing.title)
    draft.write(SUBTITLE, draft.words("export.document.bracketed", text=draft.briefing.subtitle))


def _official_end(draft: Draft) -> None:
    """Write who issues it and when, then who answers for it."""
    draft.write(SIGNATURE, draft.briefing.imprint.organisation)
    draft.write(SIGNATURE, _issued_on(draft))
    _signatures(draft, SIGNED)
    _trace(draft)


LAYOUTS: Mapping[str, Layout] = {
    "bulletin": Layout(_bulletin_head, _bulletin_end),
    "official": Layout(_official_head, _official_end),
}


def _mark(draft: Draft) -> None:
    if mark := draft.briefing.imprint.mark:
        draft.write(MARK, mark)


def _masthead_size(title: str) -> int:
    fitting = int(SLACK * TEXT_MM * POINTS_PER_MM / max(letters(title), 1))
    return min(max(fitting, SMALLEST), LARGEST)


def _issued_on(draft: Draft) -> str:
    return day(draft.briefing.imprint.issued_on, draft.words.language)


def _signatures(draft: Draft, style: Style) -> None:
    signed = (
        draft.words("export.document.signature", role=role, name=name)
        for role, name in draft.briefing.imprint.signatures
    )
    if text := draft.words("export.document.signatures").join(signed):
        draft.write(style, text)


def _trace(draft: Draft) -> None:
    draft.write(TRACE, draft.words("export.document.trace", stamp=draft.briefing.stamp))
