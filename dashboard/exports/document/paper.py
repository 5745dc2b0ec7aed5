"""The page of GB/T 9704: A4, its margins, 22 lines of 28 characters.

Lengths are millimetres or points in names that say so; the file wants twentieths of a point
(twips) and English metric units (EMU).
"""

from dashboard.exports.document.nodes import Node, node

TWIPS_PER_POINT, TWIPS_PER_MM, EMU_PER_MM = 20, 1440 / 25.4, 36_000
WIDTH_MM, HEIGHT_MM = 210, 297
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
TEXT_MM = WIDTH_MM - LEFT_MM - RIGHT_MM
# The dash of the page number stands 7 mm below the text.
HEADER_MM, FOOTER_MM = 15, 22
BODY_POINT = 16
# 22 lines share 225 mm; a grid of characters is read as 20 a line by some programs, so that the
# 28 characters come from moving them closer by a quarter of a point.
LINE_TWIPS = 579
TRACKING_TWIPS = -5


def twips(millimetres: float) -> int:
    """Turn millimetres into twips."""
    return round(millimetres * TWIPS_PER_MM)


def emu(millimetres: float) -> int:
    """Turn millimetres into English metric units."""
    return round(millimetres * EMU_PER_MM)


def section(references: list[Node]) -> Node:
    """Describe the paper, its margins, its grid, and what runs above and below the text."""
    margins = {
        "top": twips(TOP_MM),
        "right": twips(RIGHT_MM),
        "bottom": twips(BOTTOM_MM),
        "left": twips(LEFT_MM),
        "header": twips(HEADER_MM),
        "footer": twips(FOOTER_MM),
        "gutter": 0,
    }
    return node(
        "w:sectPr",
        *references,
        node("w:pgSz", w=twips(WIDTH_MM), h=twips(HEIGHT_MM)),
        node("w:pgMar", **margins),
        node("w:cols", space=425),
        node("w:docGrid", type="lines", linePitch=LINE_TWIPS),
    )
