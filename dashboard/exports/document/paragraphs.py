"""Paragraphs and runs: every run names its East-Asian font, which some programs look for there."""

from dataclasses import dataclass

from dashboard.charts.spec import Tone
from dashboard.exports.document.nodes import Node, node, text_node
from dashboard.exports.document.styles import Style, fonts, size_of
from dashboard.exports.office.colours import of_words


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text.

    Attributes:
        text: what is written.
        tone: what a triangle or a word in it claims; the colour repeats it.
        size: points, where it differs from the style's.
    """

    text: str
    tone: Tone = Tone.PLAIN
    size: float | None = None


def paragraph(
    style: Style, *pieces: Piece | str | Node, align: str = "", keeps_next: bool = False
) -> Node:
    """Make a paragraph of texts and of elements that are ready.

    Args:
        style: how it looks.
        pieces: what stands in it.
        align: overrides the style's; empty leaves it.
        keeps_next: holds it on the page of what follows, whatever the style says.
    """
    properties = node(
        "w:pPr",
        node("w:pStyle", val=style.key),
        node("w:keepNext") if keeps_next else None,
        node("w:jc", val=align) if align else None,
    )
    made = [_run(style, one) if isinstance(one, Piece | str) else one for one in pieces]
    return node("w:p", properties, *made)


def holding(style: Style, content: Node) -> Node:
    """Make a run of an element that is no text."""
    return node("w:r", node("w:rPr", fonts(style)), content)


def tab(style: Style) -> Node:
    """Move what follows to the right end of the line."""
    return holding(style, node("w:tab"))


def page_number(style: Style) -> list[Node]:
    """Write ``— 1 —``; the program counts."""
    contents = (
        text_node("w:t", "— "),
        node("w:fldChar", fldCharType="begin"),
        text_node("w:instrText", " PAGE "),
        node("w:fldChar", fldCharType="separate"),
        text_node("w:t", "1"),
        node("w:fldChar", fldCharType="end"),
        text_node("w:t", " —"),
    )
    return [holding(style, one) for one in contents]


def _run(style: Style, piece: Piece | str) -> Node:
    one = Piece(piece) if isinstance(piece, str) else piece
    colour = "" if one.tone is Tone.PLAIN else of_words(one.tone)
    properties = node(
        "w:rPr",
        fonts(style),
        node("w:color", val=colour.strip("#")) if colour else None,
        *(size_of(one.size) if one.size else ()),
    )
    return node("w:r", properties, text_node("w:t", one.text))
