"""Headline figures of a slide: groups of shapes that move together."""

from pptx.enum.shapes import MSO_SHAPE

from dashboard.charts.spec import Tone
from dashboard.exports.deck.stage import (
    EMU,
    Box,
    Look,
    Pen,
    Shape,
    Slide,
    decorate,
    describe,
    plain,
)
from dashboard.exports.native import Card, NativeCards
from dashboard.exports.office.colours import of_mark, of_words
from dashboard.theme import LIGHT

GAP = EMU // 4
PAD = EMU // 4
MOST_HEIGHT = round(4.2 * EMU)
BAR = EMU // 14
# Parts of a card: name, top and height in inches, size, ink.
LINES = {
    "name": (0.28, 0.40, 16.0),
    "number": (0.72, 0.95, 44.0),
    "interval": (1.70, 0.32, 13.0),
    "status": (2.08, 0.36, 16.0),
    "why": (2.46, 0.34, 12.0),
}
FACTS_TOP, FACT_HEIGHT, FACT_PT = 2.92, 0.38, 13.0


def put_cards(slide: Slide, cards: NativeCards, *, box: Box, language: str) -> None:
    """Put cards side by side."""
    group = slide.shapes.add_group_shape()
    group.name = f"cards:{cards.face.chart_id}"
    describe(group, cards.face.alt, title=cards.face.title)
    for card, place in zip(cards.cards, box.columns(len(cards.cards), gap=GAP), strict=True):
        height = min(MOST_HEIGHT, place.height)
        _put_card(group, card, Box(place.left, place.top, place.width, height), language)


def texts_of(card: Card) -> dict[str, tuple[str, Tone]]:
    """Give the texts of a card by the names of their shapes, and what they claim."""
    facts = {
        f"fact:{place}": (f"{name}　{said.text}", said.tone)
        for place, (name, said) in enumerate(card.facts)
    }
    return {
        "name": (card.name, Tone.PLAIN),
        "number": (f"{card.number_text}{card.unit_text}", Tone.PLAIN),
        "interval": (card.interval_text, Tone.PLAIN),
        "status": (card.status.text, card.status.tone),
        "why": (card.why, Tone.PLAIN),
        **facts,
    }


def sentence_of(card: Card) -> str:
    """Say a card in one sentence."""
    said = (f"{card.name} {card.number_text}{card.unit_text}", card.interval_text, card.status.text)
    return ", ".join(one for one in said if one)


def _put_card(group: Shape, card: Card, box: Box, language: str) -> None:
    made = group.shapes.add_group_shape()
    made.name = f"card:{card.key}"
    describe(made, sentence_of(card))
    ground = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.left, box.top, box.width, box.height)
    ground.name = "ground"
    plain(ground, LIGHT.surface)
    decorate(ground)
    bar = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.left, box.top, box.width, BAR)
    bar.name = "bar"
    is_claim = card.status.tone in {Tone.BETTER, Tone.WORSE}
    plain(bar, of_mark(card.status.tone) if is_claim else LIGHT.previous)
    decorate(bar)
    pen = Pen(made.shapes, language)
    for name, (text, tone) in texts_of(card).items():
        top, height, size_pt = _line(name)
        place = Box(
            box.left + PAD,
            box.top + round(top * EMU),
            box.width - 2 * PAD,
            round(height * EMU),
        )
        pen.put(name, place, text, _look(name, size_pt, tone))


def _line(name: str) -> tuple[float, float, float]:
    if name in LINES:
        return LINES[name]
    number = int(name.rpartition(":")[2])
    return FACTS_TOP + number * FACT_HEIGHT, FACT_HEIGHT, FACT_PT


def _look(name: str, size_pt: float, tone: Tone) -> Look:
    quiet = name in {"interval", "why"}
    colour = LIGHT.ink_3 if quiet else of_words(tone)
    return Look(size_pt, colour, is_bold=name in {"number", "status"})
