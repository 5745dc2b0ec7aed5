"""Tables made of native objects: cards, rows of figures, the values of a map."""

from itertools import zip_longest

from dashboard.charts.spec import MapChart
from dashboard.exports.document.paragraphs import Piece
from dashboard.exports.document.styles import CELL_FIGURE
from dashboard.exports.document.tables import DocumentTable, TableCell, cell, head
from dashboard.exports.native import Card, Cell, NativeCards, NativeTable
from dashboard.text import Words

# Figures side by side; more of them begin a second row of figures.
UNIT_PT = 12
NOTHING = TableCell(((),))


def cards_table(cards: NativeCards, words: Words) -> DocumentTable:
    """Set headline figures side by side: name, figure, interval, status, reason, facts."""
    shown = cards.cards
    columns = [_card_cells(card, words) for card in shown]
    rows = tuple(zip_longest(*columns, fillvalue=NOTHING))
    header = tuple(head(card.name, align="center") for card in shown)
    face = cards.face
    return DocumentTable(face.title, face.alt, header, rows, (1.0,) * len(shown))


def _card_cells(card: Card, words: Words) -> list[TableCell]:
    interval = words("export.document.interval", interval=card.interval_text)
    figure = (Piece(card.number_text), Piece(card.unit_text, size=UNIT_PT))
    said = [
        (Piece(card.status.text, card.status.tone),),
        (Piece(card.why),) if card.why else (),
        *(
            (Piece(words("export.document.fact", label=label)), Piece(value.text, value.tone))
            for label, value in card.facts
        ),
    ]
    lines = [(Piece(interval),) if card.interval_text else (), *said]
    return [
        TableCell((figure,), CELL_FIGURE, "center"),
        *(TableCell((line,), align="center") for line in lines),
    ]


def rows_table(made: NativeTable) -> DocumentTable:
    """Give a table as it is; a column without a title belongs to the one before it."""
    header: list[TableCell] = []
    for place, title in enumerate(made.columns):
        if not title and place:
            before = header.pop()
            header.append(head(made.columns[place - 1], align="center", span=before.span + 1))
        else:
            header.append(head(title, align="center" if place else ""))
    rows = tuple(
        tuple(_row_cell(one, is_name=not place) for place, one in enumerate(row))
        for row in made.rows
    )
    return DocumentTable(made.face.title, made.face.alt, tuple(header), rows)


def _row_cell(one: Cell, *, is_name: bool) -> TableCell:
    return TableCell(((Piece(one.text, one.tone),),), align="" if is_name else "center")


def map_table(chart: MapChart, words: Words) -> DocumentTable:
    """List the counted areas of a map with what is said of each."""
    said = dict(chart.legend)
    header = (
        *(
            head(title, align="center" if place else "")
            for place, title in enumerate(chart.headings)
        ),
        head(words("export.document.said"), align="center"),
    )
    rows = tuple(
        (
            cell(area.name),
            cell(area.text, align="center"),
            TableCell(((Piece(said.get(area.tone, ""), area.tone),),), align="center"),
        )
        for area in chart.areas
        if area.is_counted
    )
    return DocumentTable(chart.face.title, chart.face.alt, header, rows)


def map_sentence(chart: MapChart, words: Words) -> str:
    """Say which areas are of which state, and which are not counted."""
    groups = [
        (text, [area.name for area in chart.areas if area.is_counted and area.tone is tone])
        for tone, text in chart.legend
    ]
    groups.append((chart.uncounted, [one.name for one in chart.areas if not one.is_counted]))
    join = words("export.document.names")
    said = (
        words("export.document.group", said=text, names=join.join(names))
        for text, names in groups
        if names
    )
    return words("export.join").join(said)
