"""Paragraph styles, so that whoever edits the document changes a heading once.

The fonts are those of GB/T 9704. They are named, never embedded: a program that lacks one takes
the other name of the font table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.exports.document.nodes import Node, node
from dashboard.exports.document.paper import (
    BODY_POINT,
    LINE_TWIPS,
    TEXT_MM,
    TRACKING_TWIPS,
    TWIPS_PER_POINT,
    twips,
)
from dashboard.theme import MASTHEAD

LATIN = "Times New Roman"
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en-GB"}
# Latin letters and digits keep their own rules for the end of a line, whatever is around them.
LATIN_TAG, EAST_ASIAN_TAG = "en-GB", "zh-CN"


# Rules in eighths of a point: 0.25 and 0.35 mm, and that of the masthead.
THIN_RULE, THICK_RULE, MASTHEAD_RULE = 6, 8, 18


class Typeface(StrEnum):
    """East-Asian fonts by the names the standard's readers know."""

    TITLE = "方正小标宋简体"
    BODY = "仿宋_GB2312"
    HEADING = "黑体"
    SUBTITLE = "楷体_GB2312"
    NUMBER = "宋体"


OTHER_NAMES = {
    Typeface.TITLE: "FZXiaoBiaoSong-B05S",
    Typeface.BODY: "仿宋",
    Typeface.HEADING: "SimHei",
    Typeface.SUBTITLE: "楷体",
    Typeface.NUMBER: "SimSun",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks.

    Attributes:
        key: id in the file.
        name: what the style list of the program says; built-in names keep their meaning.
        typeface: of Han characters.
        size: points.
        align: ``left``, ``center``, ``right``, ``both``.
        line: exact line height in twips; null takes what the text needs.
        before, after: points.
        first_line: characters by which the first line is moved in.
        right: characters by which the right end is moved in.
        keeps_next: whether it stays on the page of what follows.
        keeps_lines: whether its lines stay on one page.
        outline: level of a heading; null for text.
        is_bold: whether it is bold.
        colour: of text and rule; empty for the reader's own.
        rules: where rules are drawn, ``top`` or ``bottom``, and how thick, in eighths of a point.
        hanging: characters by which lines after the first are moved in.
        latin: font of Latin letters and digits.
    """

    key: str
    name: str
    typeface: Typeface = Typeface.BODY
    size: float = BODY_POINT
    align: str = "left"
    line: int | None = LINE_TWIPS
    before: float = 0
    after: float = 0
    first_line: int = 0
    right: int = 0
    keeps_next: bool = False
    keeps_lines: bool = False
    outline: int | None = None
    is_bold: bool = False
    colour: str = ""
    rules: tuple[tuple[str, int], ...] = ()
    hanging: int = 0
    latin: str = LATIN

    @property
    def is_on_grid(self) -> bool:
        """Whether its lines stand on the grid; small text would be spread by it."""
        return self.line is not None and self.size >= BODY_POINT


NORMAL = Style("Normal", "Normal")
BODY = Style("BodyText", "Body Text", align="both", first_line=2)
TITLE = Style("Title", "Title", Typeface.TITLE, 22, "center", line=700, before=29)
SUBTITLE = Style("Subtitle", "Subtitle", Typeface.SUBTITLE, align="center", after=29)
HEADING = Style("Heading1", "heading 1", Typeface.HEADING, first_line=2, keeps_next=True, outline=0)
CAPTION = Style(
    "Caption", "caption", Typeface.HEADING, 10.5, "center", line=None, after=3, keeps_next=True
)
# A table follows the picture of a map; both need not be on one page.
PICTURE_CAPTION = replace(CAPTION, key="PictureCaption", name="Picture Caption", keeps_next=False)
TABLE_CAPTION = replace(CAPTION, key="TableCaption", name="Table Caption", before=6)
NOTE = Style("Note", "Note", size=9, align="both", line=None, before=3, after=10, keeps_lines=True)
# The end of a document never stands on a page of its own.
LAST_NOTE = replace(NOTE, key="LastNote", name="Last Note", keeps_next=True)
FIGURE = Style("Figure", "Figure", align="center", line=None, before=6, keeps_next=True)
CELL = Style("Cell", "Cell", size=10, line=None, before=2, after=2)
CELL_HEAD = replace(
    CELL, key="CellHead", name="Cell Head", typeface=Typeface.HEADING, keeps_next=True
)
CELL_FIGURE = replace(CELL, key="CellFigure", name="Cell Figure", size=22)
MARK = Style("Mark", "Mark", Typeface.HEADING)
MASTHEAD_NAME = Style(
    "Masthead", "Masthead", Typeface.TITLE, 48, "center", None, before=12, colour=MASTHEAD
)
ISSUE = Style("Issue", "Issue", align="center", before=6, after=6)
ISSUED_BY = Style("IssuedBy", "Issued By", colour=MASTHEAD, rules=(("bottom", MASTHEAD_RULE),))
SIGNATURE = Style("Signature", "Signature", align="right", right=4, keeps_next=True)
SIGNED = Style("Signed", "Signed", size=14, line=None, before=6, after=6, keeps_next=True)
# Lines after the first begin behind the colon.
ENTRY = replace(SIGNED, key="Entry", name="Entry", hanging=2)
END_BLOCK = replace(ENTRY, key="EndBlock", name="End Block", rules=(("top", THIN_RULE),))
COPIES = replace(SIGNED, key="Copies", name="Copies", align="right")
TRACE = Style("Trace", "Trace", size=9, line=None, rules=(("top", THIN_RULE),))
TRACE_ABOVE = replace(TRACE, key="TraceAbove", name="Trace Above", after=12, rules=())
# The record of printing ends an official document: its outer rules are the thicker ones.
RECORD = Style("Record", "Record", size=14, line=None, before=2, after=2, hanging=4)
RECORD_FIRST = replace(RECORD, key="RecordFirst", name="Record First", rules=(("top", THICK_RULE),))
RECORD_NEXT = replace(RECORD, key="RecordNext", name="Record Next", rules=(("top", THIN_RULE),))
RECORD_END = replace(COPIES, key="RecordEnd", name="Record End", rules=(("top", THICK_RULE),))
FOOTER = Style("Footer", "footer", Typeface.NUMBER, 14, line=None, latin=Typeface.NUMBER)
HEADER = Style("Header", "header", line=None, size=9)
COMMENT = Style("CommentText", "annotation text", line=None, size=10.5)

STYLES: Sequence[Style] = (
    *(NORMAL, BODY, TITLE, SUBTITLE, HEADING, CAPTION, TABLE_CAPTION, NOTE, LAST_NOTE),
    *(FIGURE, PICTURE_CAPTION, CELL, CELL_HEAD, CELL_FIGURE, MARK, MASTHEAD_NAME, ISSUE, ISSUED_BY),
    *(SIGNATURE, SIGNED, ENTRY, END_BLOCK, COPIES, TRACE, TRACE_ABOVE),
    *(RECORD_FIRST, RECORD_NEXT, RECORD_END),
    *(FOOTER, HEADER, COMMENT),
)


def fonts(style: Style) -> Node:
    """Name the fonts of a run: programs choose by script, and look for Han in ``eastAsia``."""
    latin = style.latin
    return node("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=style.typeface, cs=latin)


def size_of(points: float) -> tuple[Node, Node]:
    """State a size of letters; the file counts half points."""
    halves = round(points * 2)
    return node("w:sz", val=halves), node("w:szCs", val=halves)


def styles(language: str) -> Node:
    """Write every style."""
    tags = {"val": LATIN_TAG, "eastAsia": EAST_ASIAN_TAG}
    defaults = node(
        "w:docDefaults",
        node(
            "w:rPrDefault",
            node("w:rPr", fonts(NORMAL), *size_of(BODY_POINT), node("w:lang", **tags)),
        ),
    )
    fitting = (one if language == "zh" else _in_latin(one) for one in STYLES)
    return node("w:styles", defaults, *(_style(one, language) for one in fitting))


def font_table() -> Node:
    """List the fonts with the other names a program may know them by."""
    others: Mapping[str, str] = {str(face): name for face, name in OTHER_NAMES.items()}
    listed = (
        node("w:font", node("w:altName", val=other), node("w:charset", val="86"), name=face)
        for face, other in others.items()
    )
    return node("w:fonts", *listed)


def _in_latin(style: Style) -> Style:
    """Set a style for words of many lengths: ragged on the right, headings bold and not moved in.

    Where Latin letters have one font only, weight tells a heading from its text.
    """
    is_heading = style.typeface in {Typeface.TITLE, Typeface.HEADING}
    return replace(
        style,
        align="left" if style.align == "both" else style.align,
        first_line=0 if is_heading else style.first_line,
        is_bold=is_heading,
    )


def _style(style: Style, language: str) -> Node:
    is_normal = style.key == NORMAL.key
    return node(
        "w:style",
        node("w:name", val=style.name),
        None if is_normal else node("w:basedOn", val=NORMAL.key),
        node("w:qFormat"),
        _paragraph_properties(style),
        _run_properties(style, language),
        type="paragraph",
        styleId=style.key,
        default="1" if is_normal else None,
    )


def _paragraph_properties(style: Style) -> Node:
    # The order of the elements is the standard's.
    return node(
        "w:pPr",
        node("w:keepNext") if style.keeps_next else None,
        node("w:keepLines") if style.keeps_lines else None,
        node("w:pBdr", *_rules(style)) if style.rules else None,
        node("w:tabs", node("w:tab", val="right", pos=twips(TEXT_MM))) if style.rules else None,
        node("w:snapToGrid", val=int(style.is_on_grid)),
        _spacing(style),
        _indent(style),
        node("w:jc", val=style.align),
        None if style.outline is None else node("w:outlineLvl", val=style.outline),
    )


def _rules(style: Style) -> Iterator[Node]:
    colour = style.colour.strip("#") or "auto"
    for side, size in style.rules:
        yield node(f"w:{side}", val="single", sz=size, space=4, color=colour)


def _spacing(style: Style) -> Node:
    return node(
        "w:spacing",
        before=round(style.before * TWIPS_PER_POINT),
        after=round(style.after * TWIPS_PER_POINT),
        line=style.line or 240,
        lineRule="auto" if style.line is None else "exact",
    )


def _indent(style: Style) -> Node | None:
    if not (style.first_line or style.right or style.hanging):
        return None
    character = round(style.size * TWIPS_PER_POINT)
    return node(
        "w:ind",
        leftChars=style.hanging * 100 or None,
        left=style.hanging * character or None,
        hangingChars=style.hanging * 100 or None,
        hanging=style.hanging * character or None,
        rightChars=style.right * 100 or None,
        right=style.right * character or None,
        firstLineChars=style.first_line * 100 or None,
        firstLine=style.first_line * character or None,
    )


def _run_properties(style: Style, language: str) -> Node:
    is_body = style.size == BODY_POINT and language == "zh"
    return node(
        "w:rPr",
        fonts(style),
        node("w:b") if style.is_bold else None,
        node("w:color", val=style.colour.strip("#")) if style.key == MASTHEAD_NAME.key else None,
        node("w:spacing", val=TRACKING_TWIPS) if is_body else None,
        *size_of(style.size),
    )
