"""Tables of a slide: quiet lines, claims in colour and in words."""

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from dashboard.exports.deck.stage import Box, Look, Shape, Slide, colour_of, describe, write
from dashboard.exports.native import Cell, NativeTable
from dashboard.exports.office.colours import of_ground, of_words
from dashboard.exports.office.elements import line, no_line
from dashboard.theme import LIGHT

# A table style of every office program: no grid, no colours.
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
FIRST_SHARE = 0.30
SIZES_PT = ((8, 14.0), (12, 12.0), (99, 10.0))
HAIR_PT = 0.75


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
    first = round(box.width * FIRST_SHARE)
    for place, column in enumerate(made.columns):
        others = (box.width - first) // max(1, len(table.columns) - 1)
        column.width = others if place else first
    for row in made.rows:
        row.height = box.height // count
    fill_table(made, table, language=language)


def fill_table(made: Shape, table: NativeTable, *, language: str) -> None:
    """Write the cells of a table that has as many rows and columns."""
    size_pt = next(size for most, size in SIZES_PT if len(table.rows) <= most)
    for place, title in enumerate(table.columns):
        head = Look(size_pt - 1, LIGHT.ink_3, is_bold=True, align=_align(place))
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


def _look(cell: Cell, size_pt: float, place: int) -> Look:
    is_claim = of_ground(cell.tone) != LIGHT.paper
    colour = of_words(cell.tone) if is_claim else LIGHT.ink
    return Look(size_pt, colour, is_bold=is_claim or place == 1, align=_align(place))


def _align(place: int) -> PP_ALIGN:
    return PP_ALIGN.CENTER if place else PP_ALIGN.LEFT


def _write_cell(cell: Shape, text: str, look: Look, *, ground: str, language: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of(ground)
    write(cell.text_frame, text, look, language=language)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = 0
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  the library knows no borders
    for side in ("lnL", "lnR", "lnT", "lnB"):
        for old in properties.findall(qn(f"a:{side}")):
            properties.remove(old)
    for place, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        border = line(LIGHT.rule, points=HAIR_PT) if side == "lnB" else no_line()
        border.tag = qn(f"a:{side}")
        etree.cleanup_namespaces(border)
        properties.insert(place, border)
