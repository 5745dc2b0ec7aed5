"""Headline figures as a picture: cards side by side."""

import itertools
from collections.abc import Sequence

from markupsafe import Markup

from dashboard.charts.spec import Hero, HeroRow
from dashboard.exports.picture.ink import Ink, Pen, dot, of_claim, stroke
from dashboard.theme import LIGHT

GAP, CURVE_WIDTH, CURVE_HEIGHT = 40.0, 104.0, 38.0
NAME, FIGURE, UNIT = Ink(14, is_bold=True), Ink(36, is_bold=True), Ink(20, LIGHT.ink_2)
SMALL, WHY, FACT = Ink(12, LIGHT.ink_3), Ink(13, LIGHT.ink_2), Ink(13)


def headlines(row: HeroRow, width: float, pen: Pen) -> tuple[Markup, float]:
    """Draw the cards; give the drawing and its height."""
    each = (width - GAP * (len(row.heroes) - 1)) / max(1, len(row.heroes))
    in_columns = _fits(row, each, pen)
    cards = [
        _card(hero, number * (each + GAP), each, pen=pen, in_columns=in_columns)
        for number, hero in enumerate(row.heroes)
    ]
    height = max((end for _, end in cards), default=0.0)
    rules = [stroke((0, 0.5), (width, 0.5), colour=LIGHT.ink)]
    for number in range(1, len(cards)):
        x = number * (each + GAP) - GAP / 2
        rules.append(stroke((x, 10), (x, height), colour=LIGHT.rule))
    return Markup("").join([*rules, *(card for card, _ in cards)]), height


def _fits(row: HeroRow, width: float, pen: Pen) -> bool:
    """Tell whether the facts of every card stand side by side; otherwise all are listed."""
    return all(
        sum(max(pen.width(label, FACT), pen.width(said.text, FACT)) + 12 for label, said in facts)
        <= width
        for facts in (hero.facts for hero in row.heroes)
    )


def _card(
    hero: Hero, x: float, width: float, *, pen: Pen, in_columns: bool
) -> tuple[Markup, float]:
    parts = [pen.text(hero.name, x, 26, NAME)]
    status = of_claim(hero.status, size=12, plain=LIGHT.ink_3, anchor="end")
    is_beside = pen.width(hero.name, NAME) + pen.width(hero.status.text, status) + 8 < width
    # A long name leaves no room beside it.
    parts.append(pen.text(hero.status.text, x + width, 26 if is_beside else 44, status))
    top = 30.0 if is_beside else 48.0
    parts.append(pen.text(hero.number_text, x, top + 40, FIGURE))
    after = x + pen.width(hero.number_text, FIGURE) + 2
    parts.append(pen.text(hero.unit_text, after, top + 40, UNIT))
    parts.append(pen.text(hero.interval_text, x, top + 60, SMALL))
    parts.append(_curve(hero.series, hero.target, x + width - CURVE_WIDTH, top + 14))
    parts.append(pen.text(hero.span, x + width, top + 60, Ink(12, LIGHT.ink_3, anchor="end")))
    why, end = pen.paragraph(hero.why or hero.reason, x, top + 70, width=width, ink=WHY)
    parts.append(why)
    place = _columns if in_columns else _list
    facts, end = place(hero, x, end + 8, width=width, pen=pen)
    return Markup("").join([*parts, facts]), end


def _columns(hero: Hero, x: float, top: float, *, width: float, pen: Pen) -> tuple[Markup, float]:
    """Set labels above their facts, the facts side by side."""
    if not hero.facts:
        return Markup(""), top
    needed = [max(pen.width(label, FACT), pen.width(said.text, FACT)) for label, said in hero.facts]
    gap = (width - sum(needed)) / max(1, len(needed) - 1)
    parts = [stroke((x, top), (x + width, top), colour=LIGHT.rule)]
    at = x
    for (label, said), wide in zip(hero.facts, needed, strict=True):
        ink = of_claim(said, size=13, plain=LIGHT.ink)
        parts += [pen.text(label, at, top + 18, SMALL), pen.text(said.text, at, top + 37, ink)]
        at += wide + gap
    return Markup("").join(parts), top + 44


def _list(hero: Hero, x: float, top: float, *, width: float, pen: Pen) -> tuple[Markup, float]:
    """Set facts below each other, each at the end of the line of its label."""
    if not hero.facts:
        return Markup(""), top
    parts = [stroke((x, top), (x + width, top), colour=LIGHT.rule)]
    for number, (label, said) in enumerate(hero.facts, start=1):
        ink = of_claim(said, size=13, plain=LIGHT.ink, anchor="end")
        y = top + number * 19
        parts += [pen.text(label, x, y, SMALL), pen.text(said.text, x + width, y, ink)]
    return Markup("").join(parts), top + 8 + 19 * len(hero.facts)


def _curve(values: Sequence[float | None], target: float | None, x: float, top: float) -> Markup:
    """Draw the quarters as a small curve, parted where there is no value, with the target."""
    known = [one for one in values if one is not None]
    if len(known) < 2:  # noqa: PLR2004  one point is no course
        return Markup("")
    limits = [*known, *([] if target is None else [target])]
    low, high = min(limits), max(limits)

    def place(position: int, value: float) -> tuple[float, float]:
        across = x + 4 + position * (CURVE_WIDTH - 8) / (len(values) - 1)
        return across, top + 5 + (high - value) / ((high - low) or 1) * (CURVE_HEIGHT - 10)

    parts = []
    if target is not None:
        y = place(0, target)[1]
        parts.append(stroke((x, y), (x + CURVE_WIDTH, y), colour=LIGHT.ink_3, dash="2 3"))
    for position, (one, other) in enumerate(itertools.pairwise(values)):
        if one is not None and other is not None:
            start, end = place(position, one), place(position + 1, other)
            parts.append(stroke(start, end, colour=LIGHT.ink_3, width=1.5))
    last = max(number for number, one in enumerate(values) if one is not None)
    parts.append(dot(*place(last, known[-1]), 3, fill=LIGHT.ink, edge=LIGHT.paper))
    return Markup("").join(parts)
