"""New numbers in slides that an office has edited; its places, sizes and boxes stay."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from dashboard.charts.spec import MapChart
from dashboard.exports.briefing import Briefing, Part
from dashboard.exports.deck.opened import opened
from dashboard.exports.deck.paging import piece_named, whole_id
from dashboard.exports.deck.refreshing import (
    refresh_cards,
    refresh_chart,
    refresh_map,
    refresh_table,
)
from dashboard.exports.deck.stage import Shape, Slide, replace_text
from dashboard.exports.deck.written import (
    looks_of,
    mark_of,
    marked,
    marks_in,
    notes_of,
    texts_by_slide,
)
from dashboard.exports.native import Native, NativeCards, NativeChart, NativeTable
from dashboard.exports.office import chart_files, normalised

OWN = ("chart", "table", "cards", "map")
SIZE_PT = 12.0


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Slides with the numbers of now.

    Attributes:
        content: the file.
        changed: names of what has new numbers.
        unknown: names of what the briefing does not hold.
        reshaped: what has other rows, series or claims now and was left as it is.
    """

    content: bytes
    changed: tuple[str, ...]
    unknown: tuple[str, ...]
    reshaped: tuple[str, ...]


@dataclass(slots=True)
class _Account:
    changed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    reshaped: list[str] = field(default_factory=list)


def refresh(deck: bytes, briefing: Briefing) -> Refreshed:
    """Replace values, workbooks, alternative texts and untouched texts of a deck.

    Raises:
        UnsafeFileError: the file is no presentation, or one that may harm.
    """
    presentation = opened(deck)
    natives = {one.face.chart_id: (one, part) for part in briefing.parts for one in part.natives}
    account = _Account()
    for slide in presentation.slides:
        key, marks = _marks(slide)
        left = len(account.reshaped)
        for shape in list(_own_shapes(slide)):
            _refresh_shape(shape, natives, briefing, marks=marks, account=account)
        # A title about numbers that were left alone is left alone with them.
        if left == len(account.reshaped):
            _refresh_texts(slide, briefing, key, marks, account=account)
    presentation.core_properties.keywords = briefing.stamp
    written = io.BytesIO()
    presentation.save(written)
    content = normalised(written.getvalue(), made_on=briefing.imprint.issued_on)
    return Refreshed(
        content, tuple(account.changed), tuple(account.unknown), tuple(account.reshaped)
    )


def _marks(slide: Slide) -> tuple[str, dict[str, str]]:
    return marks_in(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ("", {})


def _own_shapes(slide: Slide) -> Iterator[Shape]:
    for shape in slide.shapes:
        kind, _, chart_id = shape.name.partition(":")
        if kind in OWN and chart_id:
            yield shape


def _refresh_shape(
    shape: Shape,
    natives: dict[str, tuple[Native, Part]],
    briefing: Briefing,
    *,
    marks: dict[str, str],
    account: _Account,
) -> None:
    chart_id = shape.name.partition(":")[2]
    if whole_id(chart_id) not in natives:
        account.unknown.append(shape.name)
        return
    native, part = natives[whole_id(chart_id)]
    if isinstance(native, NativeChart):
        # Colours stay, so what they claim must be the same as before.
        is_same = marks.get(shape.name, looks_of(native)) == looks_of(native)
        files = chart_files(
            native, size_pt=SIZE_PT, words=briefing.words, fingerprint=part.fingerprint
        )
        is_done = is_same and refresh_chart(shape, native, files)
    else:
        is_done = _refresh_group(shape, native, chart_id, language=briefing.words.language)
    (account.changed if is_done else account.reshaped).append(shape.name)


def _refresh_group(shape: Shape, native: Native, chart_id: str, *, language: str) -> bool:
    if isinstance(native, NativeTable):
        piece = piece_named(native, chart_id)
        return piece is not None and refresh_table(shape, piece, language=language)
    if isinstance(native, NativeCards):
        return refresh_cards(shape, native)
    return isinstance(native, MapChart) and refresh_map(shape, native)


def _refresh_texts(
    slide: Slide, briefing: Briefing, key: str, marks: dict[str, str], *, account: _Account
) -> None:
    """Rewrite the texts that are still as we wrote them, and the notes."""
    texts = texts_by_slide(briefing).get(key)
    if texts is None:
        return
    if {name for name in texts if name.startswith("sentence:")} != {
        name for name in marks if name.startswith("sentence:")
    }:
        account.reshaped.append(key)
        return
    for shape in slide.shapes:
        name = shape.name
        if name in texts and shape.has_text_frame:
            now = shape.text_frame.text
            if mark_of(now) == marks.get(name) and now != texts[name]:
                replace_text(shape.text_frame, texts[name])
                account.changed.append(f"{key}:{name}")
    part = next((one for one in briefing.parts if one.name == key), None)
    frame = slide.notes_slide.notes_text_frame
    own, _, added = frame.text.rpartition("[slide ")
    if mark_of(own) == marks.get("notes"):
        notes = notes_of(part, briefing.words) if part else ""
        rest = added.partition("]")[2]
        replace_text(frame, marked(key, texts, notes, part=part) + rest)
