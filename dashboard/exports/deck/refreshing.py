"""New content in shapes that stay where they are; false where their form has changed."""

from copy import deepcopy

from lxml import etree
from pptx.oxml.ns import qn

from dashboard.charts.spec import MapChart, Tone
from dashboard.exports.deck.cards import sentence_of, texts_of
from dashboard.exports.deck.maps import ground_of
from dashboard.exports.deck.stage import Frame, Shape, colour_of, describe, replace_text
from dashboard.exports.deck.tables import refill_table
from dashboard.exports.native import NativeCards, NativeChart, NativeTable
from dashboard.exports.office import ChartFiles
from dashboard.exports.office.colours import of_mark, of_words
from dashboard.exports.office.elements import Element
from dashboard.theme import LIGHT

DATA = ("tx", "cat", "val", "xVal", "yVal")
ENDS = ("plus", "minus")


def refresh_chart(shape: Shape, chart: NativeChart, files: ChartFiles) -> bool:
    """Replace values, intervals and workbook; marks, colours and places stay."""
    if not shape.has_chart:
        return False
    old, new = shape.chart.element, etree.fromstring(files.chart_xml)
    pairs = list(zip(_series(old), _series(new), strict=False))
    if len(_series(old)) != len(_series(new)) or any(_ends(a) != _ends(b) for a, b in pairs):
        return False
    for was, now in pairs:
        for name in DATA:
            _replace(was, now, name)
        if (bars := was.find(qn("c:errBars"))) is not None:
            for name in ENDS:
                _replace(bars, now.find(qn("c:errBars")), name)
    for was, now in zip(old.iter(qn("c:valAx")), new.iter(qn("c:valAx")), strict=False):
        _widen(was, now)
    shape.chart.part.chart_workbook.update_from_xlsx_blob(files.workbook)
    describe(shape, chart.face.alt, title=chart.face.title)
    return True


def _series(space: Element) -> list[Element]:
    return sorted(space.iter(qn("c:ser")), key=lambda one: int(one.find(qn("c:idx")).get("val")))


def _ends(series: Element) -> tuple[bool, ...]:
    return tuple(series.find(qn(f"c:{name}")) is not None for name in ("errBars", *DATA))


def _replace(was: Element, now: Element, name: str) -> None:
    old, new = was.find(qn(f"c:{name}")), now.find(qn(f"c:{name}"))
    if old is not None and new is not None:
        was.replace(old, deepcopy(new))


def _widen(was: Element, now: Element) -> None:
    """Let an axis hold the new values too, without narrowing what an editor chose."""
    scaling, new = was.find(qn("c:scaling")), now.find(qn("c:scaling"))
    for name, furthest in (("max", max), ("min", min)):
        old, wanted = scaling.find(qn(f"c:{name}")), new.find(qn(f"c:{name}"))
        if old is not None and wanted is not None:
            ends = (float(old.get("val")), float(wanted.get("val")))
            old.set("val", repr(furthest(ends)))


def refresh_table(shape: Shape, table: NativeTable, *, language: str) -> bool:
    """Rewrite the cells of a table that has as many rows and columns; its looks stay."""
    if not shape.has_table:
        return False
    made = shape.table
    if (len(made.rows), len(made.columns)) != (len(table.rows) + 1, len(table.columns)):
        return False
    refill_table(made, table, language=language)
    describe(shape, table.face.alt, title=table.face.title)
    return True


def refresh_cards(shape: Shape, cards: NativeCards) -> bool:
    """Rewrite the texts of cards."""
    groups = {one.name: one for one in getattr(shape, "shapes", ())}
    texts = {f"card:{card.key}": texts_of(card) for card in cards.cards}
    held = {name: {one.name: one for one in group.shapes} for name, group in groups.items()}
    if texts.keys() != held.keys() or any(texts[name].keys() - held[name].keys() for name in texts):
        return False
    for card in cards.cards:
        name = f"card:{card.key}"
        for part, (text, tone) in texts[name].items():
            replace_text(held[name][part].text_frame, text)
            if part == "status" or part.startswith("fact:"):
                _recolour(held[name][part].text_frame, of_words(tone))
        if "bar" in held[name]:
            is_claim = card.status.tone in {Tone.BETTER, Tone.WORSE}
            claim = of_mark(card.status.tone) if is_claim else LIGHT.previous
            held[name]["bar"].fill.fore_color.rgb = colour_of(claim)
        describe(groups[name], sentence_of(card))
    describe(shape, cards.face.alt, title=cards.face.title)
    return True


def refresh_map(shape: Shape, chart: MapChart) -> bool:
    """Recolour the areas of a map and rewrite their values."""
    held = {one.name: one for one in getattr(shape, "shapes", ())}
    wanted = {f"area:{area.key}" for area in chart.areas if area.rings}
    if wanted != {name for name in held if name.startswith("area:")}:
        return False
    for area in (one for one in chart.areas if one.rings):
        outline = held[f"area:{area.key}"]
        outline.fill.fore_color.rgb = colour_of(ground_of(area))
        describe(outline, f"{area.name} {area.text}".strip())
        if (label := held.get(f"label:{area.key}")) is not None:
            replace_text(label.text_frame, f"{area.name}\n{area.text}")
            is_dark = area.tone in {Tone.BETTER, Tone.WORSE}
            _recolour(label.text_frame, LIGHT.paper if is_dark else LIGHT.ink)
    describe(shape, chart.face.alt, title=chart.face.title)
    return True


def _recolour(frame: Frame, colour: str) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = colour_of(colour)
