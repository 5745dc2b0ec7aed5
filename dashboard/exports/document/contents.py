"""What stands in a document for each part of a briefing: message, sentence, figure, source.

To add a kind of native object: a branch in ``_place`` and, for a table, a function in ``cells``.
"""

from collections.abc import Mapping

from dashboard.charts.spec import MapChart, NetMap
from dashboard.exports.briefing import Part, footnote
from dashboard.exports.document.cells import cards_table, map_sentence, map_table, rows_table
from dashboard.exports.document.draft import Draft
from dashboard.exports.document.styles import BODY, LAST_NOTE, NOTE
from dashboard.exports.document.tables import LETTERS_ACROSS
from dashboard.exports.native import Mark, Native, NativeCards, NativeChart, NativeTable
from dashboard.exports.stacked import stacked
from warehouse.catalog import metrics

ENDS = ("。", ".", "！", "？", "!", "?")


def write_summary(draft: Draft) -> None:
    """Write what was concluded, one sentence a paragraph."""
    if not draft.briefing.summary:
        return
    draft.head(draft.words("export.document.summary"))
    for sentence in draft.briefing.summary:
        draft.write(BODY, _ended(sentence, draft))


def write_parts(draft: Draft, pictures: Mapping[str, bytes]) -> None:
    """Write every part: charts can be edited, maps are tables and, where drawn, pictures."""
    defined: set[str] = set()
    for part in draft.briefing.parts:
        draft.head(part.title, warning=part.warning)
        if sentence := _sentence(part, draft):
            draft.write(BODY, _ended(sentence, draft))
        if part.name in pictures and isinstance(part.chart, MapChart | NetMap):
            draft.write(BODY, _ended(draft.words("export.document.map_picture"), draft))
            draft.picture(pictures[part.name], part.chart.face, caption=_shown(part, draft))
        natives = part.natives
        for native in natives:
            _place(draft, native, part, is_panel=len(natives) > 1)
        is_last = part is draft.briefing.parts[-1]
        draft.write(LAST_NOTE if is_last else NOTE, _source(part, draft, defined))


def _sentence(part: Part, draft: Draft) -> str:
    """Say in words what the figure shows, unless the heading has said it all."""
    if isinstance(part.chart, MapChart):
        return map_sentence(part.chart, draft.words)
    face = part.chart.face
    return "" if face.alt.endswith(face.title) else face.alt


def _place(draft: Draft, native: Native, part: Part, *, is_panel: bool) -> None:
    match native:
        case NativeChart():
            caption = _chart_caption(native, part, draft, is_panel=is_panel)
            draft.chart(native, caption=caption, fingerprint=part.fingerprint, is_panel=is_panel)
        case NativeCards():
            draft.table(cards_table(native, draft.words), caption=_shown(part, draft))
        case NativeTable():
            _place_table(draft, native, part)
        case MapChart():
            draft.table(map_table(native, draft.words), caption=_shown(part, draft))


def _place_table(draft: Draft, native: NativeTable, part: Part) -> None:
    """Add a table; one that is too wide goes on below, under a caption of its own."""
    pieces, shown = stacked(native, LETTERS_ACROSS), _shown(part, draft)
    for number, piece in enumerate(pieces, start=1):
        of = {"shown": shown, "number": number, "count": len(pieces)}
        caption = draft.words("export.document.piece", **of) if len(pieces) > 1 else shown
        draft.table(rows_table(piece), caption=caption)


def _shown(part: Part, draft: Draft) -> str:
    """Say what a figure shows: the metric and its note, or its title."""
    face = part.chart.face
    shown = face.note
    known = [metrics()[one] for one in face.provenance.metric_ids if one in metrics()]
    name = known[0].label[draft.words.language] if len(known) == 1 else ""
    if not shown or name in shown:
        return shown or part.title
    return draft.words("export.document.of_metric", metric=name, shown=shown)


def _chart_caption(chart: NativeChart, part: Part, draft: Draft, *, is_panel: bool) -> str:
    shown = _shown(part, draft)
    if names := _measured(chart, is_panel=is_panel):
        name = draft.words("export.document.names").join(names)
        shown = draft.words("export.document.panel", name=_begun(name), shown=shown)
    if any(any(low is not None for low in one.lows) for one in chart.series):
        return draft.words("export.document.with_intervals", shown=shown)
    return shown


def _measured(chart: NativeChart, *, is_panel: bool) -> list[str]:
    """Name the series that tell what a chart is of: a panel's own, or all columns."""
    if is_panel:
        return [chart.series[0].name]
    return [one.name for one in chart.series if one.mark is Mark.COLUMN]


def _source(part: Part, draft: Draft, defined: set[str]) -> str:
    """Write the source and, the first time a metric is shown, its definition."""
    provenance = part.chart.face.provenance
    written = footnote(provenance, draft.words)
    definition = provenance.definition
    if len(provenance.metric_ids) != 1 or not definition or definition in defined:
        return written
    defined.add(definition)
    return draft.words("export.document.defined", source=written, definition=definition)


def _ended(sentence: str, draft: Draft) -> str:
    text = _begun(sentence)
    return text if text.endswith(ENDS) else draft.words("export.document.sentence", text=text)


def _begun(text: str) -> str:
    """Let a text begin as a sentence does."""
    return f"{text[:1].upper()}{text[1:]}"
