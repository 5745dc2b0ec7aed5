"""What stands on every slide: fonts of the theme, watermark, mark, footnote, page number."""

from lxml import etree
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.exports.briefing import Briefing
from dashboard.exports.deck.stage import (
    Look,
    Pen,
    Shape,
    Slide,
    Stage,
    colour_of,
    decorate,
    no_margins,
    no_shadow,
    write,
)
from dashboard.exports.office import EAST_ASIAN, LATIN
from dashboard.theme import LIGHT

LEFT, WIDTH = 0.6, 12.133
TITLE_PT, LONG_TITLE_PT = 24.0, 20.0
# Half-widths that fit on two lines of the larger size.
MOST_WIDE = 136
FIRST_WIDE = 0x2500
WATERMARK_PT, TILT, WATERMARK_ALPHA = 80, -25, "45000"
# Above every number a template gives its own shapes.
WATERMARK_ID = "9001"
SCRIPT = "Hans"


def set_theme_fonts(master: Shape) -> None:
    """Let what an office adds later have the same fonts."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = etree.fromstring(theme.blob)
    for name in ("majorFont", "minorFont"):
        fonts = tree.find(f".//{qn(f'a:{name}')}")
        fonts.find(qn("a:latin")).set("typeface", LATIN)
        fonts.find(qn("a:ea")).set("typeface", EAST_ASIAN)
        for one in fonts.findall(qn("a:font")):
            if one.get("script") == SCRIPT:
                one.set("typeface", EAST_ASIAN)
    written = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    theme._blob = written  # noqa: SLF001  the library cannot write themes


def put_watermark(slide: Slide, text: str, stage: Stage) -> None:
    """Put a watermark on the master of a slide, behind everything."""
    box = stage.box(1.7, 2.9, 10.0, 1.6)
    look = Look(WATERMARK_PT, LIGHT.band_1, is_bold=True, align=PP_ALIGN.CENTER)
    shape = Pen(slide.shapes, stage.language).put("watermark", box, text, look)
    shape.rotation = TILT
    decorate(shape)
    ink = shape.element.find(f".//{qn('a:srgbClr')}")
    etree.SubElement(ink, qn("a:alpha")).set("val", WATERMARK_ALPHA)
    shape.element.xpath(".//p:cNvPr")[0].set("id", WATERMARK_ID)
    tree = slide.slide_layout.slide_master.element.find(f".//{qn('p:spTree')}")
    # Behind the shapes of the master, which come after the properties of the tree.
    tree.insert(2, shape.element)


def put_title(slide: Slide, text: str, stage: Stage, *, look: Look | None = None) -> None:
    """Fill the real title of a slide: outlines and screen readers go by it."""
    shape = slide.shapes.title
    shape.name = "title"
    if look is None:
        box = stage.box(LEFT, 0.42, WIDTH, 0.86)
        shape.left, shape.top, shape.width, shape.height = (
            box.left,
            box.top,
            box.width,
            box.height,
        )
        size_pt = TITLE_PT if wide(text) <= MOST_WIDE else LONG_TITLE_PT
        look = Look(size_pt, is_bold=True, align=PP_ALIGN.LEFT, anchor=MSO_ANCHOR.BOTTOM)
    no_margins(shape.text_frame)
    write(shape.text_frame, text, look, language=stage.language)


def wide(text: str) -> int:
    """Count half-widths: a Chinese character takes two."""
    return sum(2 if ord(one) > FIRST_WIDE else 1 for one in text)


def put_furniture(slide: Slide, briefing: Briefing, stage: Stage, *, foot: str) -> None:
    """Put rule, footnote, page number and the office's mark."""
    rule = stage.box(LEFT, 6.72, WIDTH, 0)
    line = slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, rule.left, rule.top, rule.left + rule.width, rule.top
    )
    line.name = "rule"
    no_shadow(line)
    line.line.color.rgb, line.line.width = colour_of(LIGHT.rule), Pt(0.75)
    decorate(line)
    pen = Pen(slide.shapes, stage.language)
    pen.put("footnote", stage.box(LEFT, 6.8, 11.2, 0.5), foot, Look(9, LIGHT.ink_3))
    right = Look(10, LIGHT.ink_3, align=PP_ALIGN.RIGHT)
    number = pen.put("page", stage.box(LEFT + WIDTH - 0.8, 6.8, 0.8, 0.3), "", right)
    put_number(number)
    put_mark(slide, briefing, stage)


def put_number(shape: Shape) -> None:
    """Let the program count the slides."""
    run = shape.element.find(f".//{qn('a:r')}")
    properties = run.find(qn("a:rPr"))
    field = parse_xml(
        '<a:fld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"/>'
    )
    field.append(properties)
    etree.SubElement(field, qn("a:t")).text = "‹#›"
    run.getparent().replace(run, field)


def put_mark(slide: Slide, briefing: Briefing, stage: Stage) -> None:
    """Put the office's mark, such as internal, at the top of a slide."""
    if briefing.imprint.mark:
        look = Look(10, LIGHT.ink_2, is_bold=True, align=PP_ALIGN.RIGHT)
        box = stage.box(LEFT + WIDTH - 5, 0.14, 5, 0.26)
        Pen(slide.shapes, stage.language).put("mark", box, briefing.imprint.mark, look)
