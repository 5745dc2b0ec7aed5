"""Reads where texts stand on slides, measured with a font of this machine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import ImageFont
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from dashboard.exports.fonts import fonts_found

POINT = 12_700
LINE = 1.2
UNIT = 100
PIECES = re.compile(r"[\u2e80-\uffff][，。；：、）」]?|\s+|[^\s\u2e80-\uffff]+")


@dataclass(frozen=True)
class Place:
    """A rectangle in points."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Place", *, slack: float = 1.0) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


@cache
def _font(*, is_bold: bool) -> ImageFont.FreeTypeFont:
    found = fonts_found()
    face = found.bold if is_bold else found.regular
    return ImageFont.truetype(face.path, UNIT, index=face.index)


def width(text: str, size_pt: float, *, is_bold: bool) -> float:
    return _font(is_bold=is_bold).getlength(text) / UNIT * size_pt


def lines(text: str, size_pt: float, room: float, *, is_bold: bool = False) -> list[float]:
    """Give the width of each line of a text that is wrapped in so much room."""
    made = [0.0]
    for piece in PIECES.findall(text):
        wide = width(piece, size_pt, is_bold=is_bold)
        if made[-1] and not piece.isspace() and made[-1] + wide > room:
            made.append(0.0)
        made[-1] += wide
    return made


def measured(frame, room: float) -> tuple[float, float]:
    """Give width and height of a text frame's text."""
    wide, high = [0.0], 0.0
    for paragraph in frame.paragraphs:
        runs = paragraph.runs
        if not runs:
            continue
        font = runs[0].font
        text = "".join(run.text for run in runs)
        found = lines(text, font.size.pt, room, is_bold=bool(font.bold))
        wide += found
        high += len(found) * font.size.pt * LINE
    return max(wide), high


def place_of(shape) -> Place:
    left, top = shape.left / POINT, shape.top / POINT
    return Place(shape.name, left, top, left + shape.width / POINT, top + shape.height / POINT)


def written(shape) -> Place:
    """Give where the text of a shape really stands."""
    box, frame = place_of(shape), shape.text_frame
    wide, high = measured(frame, box.right - box.left)
    top = {
        MSO_ANCHOR.BOTTOM: box.bottom - high,
        MSO_ANCHOR.MIDDLE: (box.top + box.bottom - high) / 2,
    }.get(frame.vertical_anchor, box.top)
    align = frame.paragraphs[0].alignment
    left = {
        PP_ALIGN.RIGHT: box.right - wide,
        PP_ALIGN.CENTER: (box.left + box.right - wide) / 2,
    }.get(align, box.left)
    return Place(shape.name, left, top, left + wide, top + high)


def everything(shapes) -> Iterator:
    """Give all shapes, those in groups too."""
    for one in shapes:
        yield one
        if one.element.tag == qn("p:grpSp"):
            yield from everything(one.shapes)


def texts(slide) -> list:
    found = (one for one in everything(slide.shapes) if one.has_text_frame)
    return [one for one in found if one.text_frame.text.strip()]


def table_height(table) -> float:
    """Give how high a table becomes when a program makes room for its texts."""
    return sum(
        max(row.height / POINT, *(_cell_height(cell, column.width) for cell, column in cells))
        for row in table.rows
        for cells in [list(zip(row.cells, table.columns, strict=True))]
    )


def _cell_height(cell, wide: int) -> float:
    room = (wide - cell.margin_left - cell.margin_right) / POINT
    return measured(cell.text_frame, room)[1] + (cell.margin_top + cell.margin_bottom) / POINT
