"""Charts and pictures within the text, each with a name and an alternative text."""

import struct
from dataclasses import dataclass

from dashboard.exports.document.nodes import NAMESPACES, Node, node
from dashboard.exports.document.package import DOCUMENT, Package
from dashboard.exports.document.paper import TEXT_MM, emu
from dashboard.exports.native import Kind, NativeChart
from dashboard.exports.office import ChartFiles
from dashboard.exports.office.plots import is_slope

# Heights of charts that are as wide as the text: two with their words fill a page.
HEIGHTS_MM = {Kind.LINES: 68.0, Kind.COLUMNS: 66.0, Kind.POINTS: 78.0}
# Names stand at the ends of the lines of a slope, one below the other.
SLOPE_MM = 88.0
# Of several panels under one heading, three fit on a page.
PANEL_MM = 56.0
TALLEST_PICTURE_MM = 120.0
PNG_SIZE = struct.Struct(">8s4x4sII")
PNG_BEGINS = (b"\x89PNG\r\n\x1a\n", b"IHDR")
GRAPHICS = {kind: NAMESPACES[kind] for kind in ("c", "pic")}


class NotPngError(ValueError):
    """What was given as a picture is no PNG file."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a drawing is named and how much room it takes.

    Attributes:
        number: unique among the drawings of the document.
        name: in the program's list of objects.
        title, alt: for those who cannot see it.
        size_mm: width and height.
    """

    number: int
    name: str
    title: str
    alt: str
    size_mm: tuple[float, float]


def chart_height(chart: NativeChart) -> float:
    """Give the height of a chart in millimetres."""
    return SLOPE_MM if is_slope(chart) else HEIGHTS_MM[chart.kind]


def chart_node(package: Package, files: ChartFiles, drawn: Drawing) -> Node:
    """Add a chart and its workbook to the package; give what the text holds of it."""
    name = f"word/charts/chart{drawn.number}.xml"
    book = f"word/embeddings/chart{drawn.number}.xlsx"
    package.add(book, "package", files.workbook)
    package.add(name, "chart", files.linked(package.relate(name, book)))
    return _placed(node("c:chart", r__id=package.relate(DOCUMENT, name)), "c", drawn)


def picture_node(package: Package, picture: bytes, drawn: Drawing) -> Node:
    """Add a PNG picture to the package; give what the text holds of it."""
    link = package.attach(f"word/media/picture{drawn.number}.png", "image", picture)
    width, height = map(emu, drawn.size_mm)
    content = node(
        "pic:pic",
        node(
            "pic:nvPicPr",
            node("pic:cNvPr", id=drawn.number, name=drawn.name, descr=drawn.alt),
            node("pic:cNvPicPr"),
        ),
        node(
            "pic:blipFill",
            node("a:blip", r__embed=link),
            node("a:stretch", node("a:fillRect")),
        ),
        node(
            "pic:spPr",
            node("a:xfrm", node("a:off", x=0, y=0), node("a:ext", cx=width, cy=height)),
            node("a:prstGeom", node("a:avLst"), prst="rect"),
        ),
    )
    return _placed(content, "pic", drawn)


def picture_size(picture: bytes) -> tuple[float, float]:
    """Give the size at which a PNG picture is as wide as the text, or as tall as allowed.

    Raises:
        NotPngError: it is no PNG file.
    """
    if len(picture) < PNG_SIZE.size:
        raise NotPngError
    *begins, width, height = PNG_SIZE.unpack_from(picture)
    if tuple(begins) != PNG_BEGINS or not width or not height:
        raise NotPngError
    scale = min(TEXT_MM / width, TALLEST_PICTURE_MM / height)
    return width * scale, height * scale


def _placed(content: Node, kind: str, drawn: Drawing) -> Node:
    """Put a graphic into the line of text."""
    width, height = map(emu, drawn.size_mm)
    properties = {"name": drawn.name, "descr": drawn.alt, "title": drawn.title}
    inline = node(
        "wp:inline",
        node("wp:extent", cx=width, cy=height),
        node("wp:effectExtent", l=0, t=0, r=0, b=0),
        node("wp:docPr", id=drawn.number, **properties),
        node("wp:cNvGraphicFramePr"),
        node("a:graphic", node("a:graphicData", content, uri=GRAPHICS[kind])),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
    )
    return node("w:drawing", inline)
