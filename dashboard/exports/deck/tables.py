"""Tables of a slide: quiet lines, claims in colour and in words."""

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from dashboard.charts.spec import Tone
from dashboard.exports.deck.paging import PAD_PT, SIZES_PT, Setting, setting_of
from dashboard.exports.deck.stage import (
    EMU,
    Box,
    Look,
    Shape,
    Slide,
    colour_of,
    describe,
    replace_text,
    write,
)
from dashboard.exports.native import Cell, NativeTable
from dashboard.exports.office.colours import of_ground, of_words
from dashboard.exports.office.elements import line, no_line
from dashboard.theme import LIGHT

# A table style of every office program: no grid, no colours.
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
HAIR_PT = 0.75
CLAIMS = (Tone.BETTER, Tone.WORSE)
POINT = EMU / 72


def put_table(slide: Slide, table: NativeTable, *, box: Box, language: str) -> None:
    """Put a table as wide as its box."""
    count = len(table.rows) + 1
    frame = slide.shapes.add_table(
        count, len(table.columns), box.left, box.top, box.width, box.height
    )
    frame.name = f"table:{table.face.chart_id}"
    describe(frame, table.face.alt, title=table.face.title)
    made = frame.table
    made.first_row, made.horz_banding = True, False
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE  # noqa: SLF001  no other way
    setting = setting_of(table, width_pt=box.width / POINT, height_pt=box.height / POINT)
    wide = box.width / sum(setting.widths_pt)
    for column, width in zip(made.columns, setting.widths_pt, strict=True):
        column.width = int(width * wide)
    head = round(setting.head_pt * POINT)
    for place, row in enumerate(made.rows):
        row.height = (box.height - head) // max(1, count - 1) if place else head
    fill_table(made, table, setting, language=language)


def fill_table(made: Shape, table: NativeTable, setting: Setting, *, language: str) -> None:
    """Write the cells of a table that has as many rows and columns."""
    size_pt = setting.size_pt
    for place, title in enumerate(table.columns):
        head = Look(setting.head_size_pt, LIGHT.ink_3, is_bold=True, align=_align(place))
        _write_cell(made.cell(0, place), title, head, ground=LIGHT.surface, language=language)
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            _write_cell(
                made.cell(number, place),
                cell.text,
                _look(cell, size_pt, place),
                ground=of_ground(cell.tone) if place else LIGHT.paper,
                language=language,
            )


def refill_table(made: Shape, table: NativeTable, *, language: str) -> None:
    """Rewrite the cells of a table that has as many rows and columns.

    Only cells that claim something else than before get our colours again.
    """
    for place, title in enumerate(table.columns):
        replace_text(made.cell(0, place).text_frame, title)
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            there = made.cell(number, place)
            if claimed_by(there) != _claim(cell):
                look = _look(cell, size_of(there), place)
                ground = of_ground(cell.tone) if place else LIGHT.paper
                _write_cell(there, cell.text, look, ground=ground, language=language)
            else:
                replace_text(there.text_frame, cell.text)


def claimed_by(cell: Shape) -> Tone | None:
    """Tell what a cell claims by the colour of its words, which outlasts most edits."""
    inks = {str(colour_of(of_words(tone))): tone for tone in CLAIMS}
    found = cell._tc.findall(f".//{qn('a:rPr')}/{qn('a:solidFill')}/{qn('a:srgbClr')}")  # noqa: SLF001
    return next((inks[one.get("val")] for one in found if one.get("val") in inks), None)


def size_of(cell: Shape) -> float:
    """Give the size of a cell's text in points."""
    runs = (run for paragraph in cell.text_frame.paragraphs for run in paragraph.runs)
    return next((run.font.size.pt for run in runs if run.font.size is not None), SIZES_PT[-1])


def _claim(cell: Cell) -> Tone | None:
    return cell.tone if cell.tone in CLAIMS else None


def _look(cell: Cell, size_pt: float, place: int) -> Look:
    is_claim = of_ground(cell.tone) != LIGHT.paper
    colour = of_words(cell.tone) if is_claim else LIGHT.ink
    return Look(size_pt, colour, is_bold=is_claim, align=_align(place))


def _align(place: int) -> PP_ALIGN:
    return PP_ALIGN.CENTER if place else PP_ALIGN.LEFT


def _write_cell(cell: Shape, text: str, look: Look, *, ground: str, language: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of(ground)
    write(cell.text_frame, text, look, language=language)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = 0
    cell.margin_left = cell.margin_right = round(PAD_PT * POINT)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  the library knows no borders
    for side in ("lnL", "lnR", "lnT", "lnB"):
        for old in properties.findall(qn(f"a:{side}")):
            properties.remove(old)
    for place, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        border = line(LIGHT.rule, points=HAIR_PT) if side == "lnB" else no_line()
        border.tag = qn(f"a:{side}")
        etree.cleanup_namespaces(border)
        properties.insert(place, border)
