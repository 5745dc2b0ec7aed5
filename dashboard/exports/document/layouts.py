"""The forms a document may take: the head before the text and the end behind it.

To add one: its two functions and a line in `LAYOUTS`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.exports.document.draft import Draft
from dashboard.exports.document.paper import TEXT_MM
from dashboard.exports.document.paragraphs import Piece, tab
from dashboard.exports.document.styles import (
    COPIES,
    END_BLOCK,
    ENTRY,
    ISSUE,
    ISSUED_BY,
    MARK,
    MASTHEAD_NAME,
    RECORD_END,
    RECORD_FIRST,
    RECORD_NEXT,
    SIGNATURE,
    SIGNED,
    SUBTITLE,
    TITLE,
    TRACE,
    TRACE_ABOVE,
    Style,
)
from dashboard.exports.stacked import letters
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
    """Write the end block: who answers for it, who gets it, and where its numbers come from."""
    said = [_signatures(draft), *_lists(draft, ("reported_to", "sent_to", "issued_to"))]
    style = END_BLOCK
    for text in filter(None, said):
        draft.write(style, text)
        style = ENTRY
    if copies := _copies(draft):
        draft.write(COPIES, copies)
    _trace(draft, TRACE)


def _official_head(draft: Draft) -> None:
    """Write the mark, the title and, in brackets, what it is about."""
    _mark(draft)
    draft.write(TITLE, draft.briefing.title)
    draft.write(SUBTITLE, draft.words("export.document.bracketed", text=draft.briefing.subtitle))


def _official_end(draft: Draft) -> None:
    """Write who issues it and when, who answers for it, and the record of printing."""
    draft.write(SIGNATURE, draft.briefing.imprint.organisation)
    draft.write(SIGNATURE, _issued_on(draft))
    if signatures := _signatures(draft):
        draft.write(SIGNED, signatures)
    _trace(draft, TRACE_ABOVE)
    _record(draft)


def _record(draft: Draft) -> None:
    """Write who gets copies, and who prints how many when, between rules as wide as the text."""
    words, imprint = draft.words, draft.briefing.imprint
    office = imprint.distribution.printed_by or imprint.organisation
    if not office:
        return
    style = RECORD_FIRST
    for text in _lists(draft, ("copied_to",)):
        draft.write(style, text)
        style = RECORD_NEXT
    printed = words("export.document.printed_on", day=_issued_on(draft))
    draft.write(style, words("export.document.printed_by", office=office), tab(style), printed)
    draft.write(RECORD_END, _copies(draft))


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


def _signatures(draft: Draft) -> str:
    signed = (
        draft.words("export.document.signature", role=role, name=name)
        for role, name in draft.briefing.imprint.signatures
    )
    return draft.words("export.document.signatures").join(signed)


def _lists(draft: Draft, names: Sequence[str]) -> list[str]:
    """Write each list of offices that is not empty."""
    distribution = draft.briefing.imprint.distribution
    said = ((name, getattr(distribution, name)) for name in names)
    return [draft.words(f"export.document.{name}", names=text) for name, text in said if text]


def _copies(draft: Draft) -> str:
    copies = draft.briefing.imprint.distribution.copies
    return "" if copies is None else draft.words("export.document.copies", count=copies)


def _trace(draft: Draft, style: Style) -> None:
    draft.write(style, draft.words("export.document.trace", stamp=draft.briefing.stamp))
