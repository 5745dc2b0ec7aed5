"""What runs above and below the text: the watermark, and page numbers on the outer side."""

from collections.abc import Iterator

from dashboard.exports.document.nodes import Node, node, written
from dashboard.exports.document.package import Package
from dashboard.exports.document.paragraphs import page_number, paragraph
from dashboard.exports.document.styles import FOOTER, HEADER, LATIN, Typeface
from dashboard.exports.stacked import letters
from dashboard.theme import LIGHT

# Odd pages are the default ones; page numbers stand on the outer side of a bound document.
SIDES = {"default": "right", "even": "left"}
# The watermark's shape: text along a path, as word processors write it.
TEXT_PATH = 136
WATERMARK_POINTS, WATERMARK_SPAN = 96, 430


def running(package: Package, *, watermark: str) -> list[Node]:
    """Add headers and footers; give the references that a section keeps to them."""
    references = []
    for number, kind in enumerate(SIDES, start=1):
        header = package.attach(f"word/header{number}.xml", "header", _header(watermark, number))
        references.append(node("w:headerReference", type=kind, r__id=header))
    for number, (kind, side) in enumerate(SIDES.items(), start=1):
        footer = package.attach(f"word/footer{number}.xml", "footer", _footer(side))
        references.append(node("w:footerReference", type=kind, r__id=footer))
    return references


def _header(watermark: str, number: int) -> bytes:
    content = [node("w:r", _watermark(watermark, number))] if watermark else []
    return written(node("w:hdr", paragraph(HEADER, *content)))


def _footer(side: str) -> bytes:
    return written(node("w:ftr", paragraph(FOOTER, *page_number(FOOTER), align=side)))


def _watermark(text: str, number: int) -> Node:
    """Draw the text across the page, behind what is written."""
    width = min(WATERMARK_SPAN, round(WATERMARK_POINTS * letters(text)))
    height = round(width / letters(text))
    style = ";".join(_placed(width, height))
    font = f"font-family:'{Typeface.HEADING}','{LATIN}';font-size:1pt"
    shape = node(
        "v:shape",
        node("v:fill", opacity="0.6"),
        node("v:textpath", style=font, string=text),
        # The name by which word processors know a watermark of their own.
        id=f"PowerPlusWaterMarkObject{number}",
        type=f"#_x0000_t{TEXT_PATH}",
        alt=text,
        style=style,
        fillcolor=LIGHT.rule,
        stroked="f",
        o__allowincell="f",
    )
    return node("w:pict", _shape_type(), shape)


def _placed(width: int, height: int) -> Iterator[str]:
    yield "position:absolute;margin-left:0;margin-top:0"
    yield f"width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752"
    for direction in ("horizontal", "vertical"):
        yield f"mso-position-{direction}:center;mso-position-{direction}-relative:margin"


def _shape_type() -> Node:
    return node(
        "v:shapetype",
        node("v:path", textpathok="t"),
        node("v:textpath", on="t", fitshape="t"),
        id=f"_x0000_t{TEXT_PATH}",
        coordsize="21600,21600",
        o__spt=TEXT_PATH,
        path="m0,0l21600,0m0,21600l21600,21600e",
    )
