"""Where things stand on a slide, and how text is written there."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.exports.office import set_fonts
from dashboard.exports.office.fonts import LANGUAGES
from dashboard.theme import LIGHT

# The library ships no types.
Shape = Any
Shapes = Any
Slide = Any
Frame = Any
Run = Any

# Boxes are written for a slide of this size in inches, and scaled to that of a template.
WIDTH, HEIGHT = 13.333, 7.5
EMU = 914_400
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide in English metric units."""

    left: int
    top: int
    width: int
    height: int

    def columns(self, count: int, *, gap: int) -> list["Box"]:
        """Part it into columns."""
        width = (self.width - gap * (count - 1)) // count
        return [
            Box(self.left + place * (width + gap), self.top, width, self.height)
            for place in range(count)
        ]


@dataclass(frozen=True, slots=True)
class Stage:
    """A slide's size and language."""

    width: int
    height: int
    language: str

    def box(self, left: float, top: float, width: float, height: float) -> Box:
        """Give a place written in inches of the usual slide."""
        across, down = self.width / WIDTH, self.height / HEIGHT
        return Box(
            round(left * across), round(top * down), round(width * across), round(height * down)
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks."""

    size_pt: float
    colour: str = LIGHT.ink
    is_bold: bool = False
    align: PP_ALIGN | None = None
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP


def colour_of(code: str) -> RGBColor:
    """Read a colour written as ``#15191F``."""
    number = int(code.removeprefix("#"), 16)
    red, green, blue = number.to_bytes(3)
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def write(frame: Frame, text: str, look: Look, *, language: str) -> None:
    """Replace the text of a frame; every run says its fonts and its language."""
    frame.clear()
    frame.word_wrap = True
    frame.vertical_anchor = look.anchor
    for place, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        if look.align is not None:
            paragraph.alignment = look.align
        run = paragraph.add_run()
        run.text = line
        style(run, look, language=language)


def replace_text(frame: Frame, text: str) -> None:
    """Replace a text and keep how its first run looks."""
    run = next((one for paragraph in frame.paragraphs for one in paragraph.runs), None)
    look = deepcopy(run._r.rPr) if run is not None and run._r.rPr is not None else None  # noqa: SLF001
    align = frame.paragraphs[0].alignment
    frame.clear()
    for place, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = align
        made = paragraph.add_run()
        made.text = line
        if look is not None:
            made._r.insert(0, deepcopy(look))  # noqa: SLF001  the library copies no looks


def style(run: Run, look: Look, *, language: str) -> None:
    """Give a run its size, colour, fonts and language."""
    run.font.size, run.font.bold = Pt(look.size_pt), look.is_bold
    run.font.color.rgb = colour_of(look.colour)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001  the library has no other way to it
    properties.set("lang", LANGUAGES[language])
    set_fonts(properties)


@dataclass(frozen=True, slots=True)
class Pen:
    """Adds texts to a slide or a group, all in one language."""

    shapes: Shapes
    language: str

    def put(self, name: str, box: Box, text: str, look: Look) -> Shape:
        """Add a text without margins."""
        shape = self.shapes.add_textbox(box.left, box.top, box.width, box.height)
        shape.name = name
        no_margins(shape.text_frame)
        write(shape.text_frame, text, look, language=self.language)
        return shape


def no_margins(frame: Frame) -> None:
    """Let text begin at the edge of its box."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def describe(shape: Shape, text: str, *, title: str = "") -> None:
    """Give a shape its alternative text."""
    properties = shape.element.xpath(".//p:cNvPr")[0]
    properties.set("descr", text)
    if title:
        properties.set("title", title)


def decorate(shape: Shape) -> None:
    """Let screen readers pass over a shape."""
    shape.element.xpath(".//p:cNvPr")[0].append(parse_xml(DECORATIVE))


def no_shadow(shape: Shape) -> None:
    """Take away the shadow that themes give shapes and lines."""
    for effect in shape.element.iter(qn("a:effectRef")):
        effect.set("idx", "0")


def plain(shape: Shape, ground: str, *, edge: str = "", edge_pt: float = 0.75) -> None:
    """Fill a shape, without the shadow that themes give it."""
    no_shadow(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour_of(ground)
    if not edge:
        shape.line.fill.background()
        return
    shape.line.color.rgb = colour_of(edge)
    shape.line.width = Pt(edge_pt)
