"""Tables of a document: three rules, the header on every page, no row torn in two."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.exports.document.nodes import Node, node
from dashboard.exports.document.paper import TEXT_MM, twips
from dashboard.exports.document.paragraphs import Piece, paragraph
from dashboard.exports.document.styles import CELL, CELL_HEAD, Style
from dashboard.exports.stacked import least_head, letters
from dashboard.theme import LIGHT

# Rules in eighths of a point: the outer two, the one below the header, those between rows.
OUTER, INNER, HAIR = 12, 6, 2
SIDE_MM = 1.2
# Letters of a cell that fill the width of the text, and what the sides of a cell take.
LETTERS_ACROSS, SIDE_LETTERS = 44.0, 0.8
# What names get at least: they may take two lines, figures may not.
LEAST_NAMES = 11.0
# A table of so many rows stays on one page, with its source.
FEW_ROWS = 12


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: paragraphs of pieces, in a style.

    Attributes:
        lines: one paragraph each.
        style: of the paragraphs.
        align: overrides the style's; empty leaves it.
        span: how many columns it covers.
    """

    lines: tuple[tuple[Piece, ...], ...]
    style: Style = CELL
    align: str = ""
    span: int = 1

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join(piece.text for line in self.lines for piece in line)

    @property
    def letters(self) -> float:
        """The width of its longest line, counted in Han characters."""
        return max((sum(letters(one.text) for one in line) for line in self.lines), default=0.0)


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table.

    Attributes:
        title, description: for those who cannot see it.
        header: the row that is repeated on every page; empty for none.
        rows: the others.
        widths: of the columns, as any numbers in proportion; empty measures the texts.
    """

    title: str
    description: str
    header: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    widths: tuple[float, ...] = field(default=())


def cell(text: str, *, align: str = "", style: Style = CELL) -> TableCell:
    """Make a cell of one text."""
    return TableCell(((Piece(text),),), style, align)


def head(text: str, *, align: str = "", span: int = 1) -> TableCell:
    """Make a cell of the header."""
    return TableCell(((Piece(text),),), CELL_HEAD, align, span)


def table(made: DocumentTable) -> Node:
    """Write a table as wide as the text."""
    widths = _widths(made)
    rows = [_row(made.header, widths, is_header=True)] if made.header else []
    keeps_next = len(made.rows) <= FEW_ROWS
    rows += [_row(row, widths, keeps_next=keeps_next) for row in made.rows]
    return node("w:tbl", _properties(made), _grid(widths), *rows)


def _widths(made: DocumentTable) -> list[int]:
    """Divide the width of the text among the columns by what stands in them."""
    shares = list(made.widths) or _measured(made)
    return [twips(TEXT_MM * share / sum(shares)) for share in shares]


def _measured(made: DocumentTable) -> list[float]:
    """Give names what figures leave them, or their least; wide figures share the rest."""
    count = max(sum(one.span for one in row) for row in (made.header, *made.rows) if row)
    names, *figures = (_needed(made, column) for column in range(count))
    names = min(names, max(LETTERS_ACROSS - sum(figures), LEAST_NAMES))
    return [names, *_shared(figures, LETTERS_ACROSS - names)]


def _shared(needed: Sequence[float], room: float) -> list[float]:
    """Narrow columns keep what they need; wide ones get even parts of what is left."""
    left = room
    for narrower, width in enumerate(sorted(needed)):
        even = left / (len(needed) - narrower)
        if width > even:
            return [min(one, even) for one in needed]
        left -= width
    return list(needed)


def _needed(made: DocumentTable, column: int) -> float:
    found = [1.0]
    for row in (made.header, *made.rows):
        at = 0
        for one in row:
            if at == column and one.span == 1:
                found.append(least_head(one.text) if row is made.header else one.letters)
            at += one.span
    return max(found) + SIDE_LETTERS


def _properties(made: DocumentTable) -> Node:
    none = {"val": "nil"}
    return node(
        "w:tblPr",
        node("w:tblW", w=twips(TEXT_MM), type="dxa"),
        node("w:jc", val="center"),
        node(
            "w:tblBorders",
            _rule("top", OUTER, LIGHT.ink),
            node("w:left", **none),
            _rule("bottom", OUTER, LIGHT.ink),
            node("w:right", **none),
            _rule("insideH", HAIR, LIGHT.previous),
            node("w:insideV", **none),
        ),
        node("w:tblLayout", type="fixed"),
        node("w:tblCellMar", *(_side(name) for name in ("left", "right"))),
        node("w:tblLook", firstRow=int(bool(made.header)), firstColumn=1, noVBand=1),
        node("w:tblCaption", val=made.title),
        node("w:tblDescription", val=made.description),
    )


def _rule(side: str, size: int, colour: str) -> Node:
    return node(f"w:{side}", val="single", sz=size, space=0, color=colour.strip("#"))


def _side(name: str) -> Node:
    return node(f"w:{name}", w=twips(SIDE_MM), type="dxa")


def _grid(widths: Sequence[int]) -> Node:
    return node("w:tblGrid", *(node("w:gridCol", w=width) for width in widths))


def _row(
    cells: Sequence[TableCell],
    widths: Sequence[int],
    *,
    is_header: bool = False,
    keeps_next: bool = False,
) -> Node:
    properties = node("w:trPr", node("w:cantSplit"), node("w:tblHeader") if is_header else None)
    made, at = [], 0
    for one in cells:
        width = sum(widths[at : at + one.span])
        paragraphs = _paragraphs(one, keeps_next=keeps_next)
        made.append(node("w:tc", _cell_properties(one, width, is_header=is_header), *paragraphs))
        at += one.span
    return node("w:tr", properties, *made)


def _paragraphs(one: TableCell, *, keeps_next: bool) -> list[Node]:
    # A cell without a paragraph is no valid one.
    lines = one.lines or ((),)
    return [paragraph(one.style, *line, align=one.align, keeps_next=keeps_next) for line in lines]


def _cell_properties(one: TableCell, width: int, *, is_header: bool) -> Node:
    return node(
        "w:tcPr",
        node("w:tcW", w=width, type="dxa"),
        node("w:gridSpan", val=one.span) if one.span > 1 else None,
        node("w:tcBorders", _rule("bottom", INNER, LIGHT.ink)) if is_header else None,
        node("w:vAlign", val="center"),
    )
