"""What drawings share: colours of tones, text in the margin, labels that do not overlap."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from math import inf
from typing import Any

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.spec import Tone
from dashboard.theme import SIZE_BODY, SIZE_LABEL, Tokens, template

ROUNDS = 60
# Glyphs at the size of labels: Chinese and symbols, Latin.
WIDE_PX, NARROW_PX = 11.5, 6.2
FIRST_WIDE = 0x2500


def plain_text(text: str) -> str:
    """Write words so that Plotly shows them as they are: it reads tags, but no quotes."""
    return escape(text, quote=False)


def mark_colour(tone: Tone, colours: Tokens) -> str:
    """Give the colour of a mark that makes a claim."""
    return {
        Tone.BETTER: colours.better_mark,
        Tone.WORSE: colours.worse_mark,
        Tone.SMALL: colours.street,
        Tone.PROVISIONAL: colours.street,
    }.get(tone, colours.ink_2)


def faint(colour: str, share: float) -> str:
    """Let a colour (``#RRGGBB``) cover only a share (0–1) of what lies behind it."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgba({red},{green},{blue},{share})"


def word_colour(tone: Tone, colours: Tokens, *, plain: str) -> str:
    """Give the colour of words that make a claim; ``plain`` for those that make none."""
    return {Tone.BETTER: colours.better, Tone.WORSE: colours.worse}.get(tone, plain)


def blank(colours: Tokens, *, height: int, margin: tuple[int, int, int, int]) -> Canvas:
    """Make an empty figure of a fixed height; the margin is left, right, top, bottom."""
    sides = dict(zip("lrtb", margin, strict=True))
    return Canvas({"template": template(colours), "height": height, "margin": sides})


@dataclass(frozen=True, slots=True)
class MarginText:
    """Writes text at fixed distances from the plot's right or left edge.

    Texts are held back until `done`: with each one added, Plotly checks all that are there again.
    """

    figure: Canvas
    colours: Tokens
    held: list[dict[str, Any]] = field(default_factory=list)

    def right(self, text: str, *, at: int, y: float, **more: Any) -> None:
        """Write right-aligned, ``at`` pixels right of the plot."""
        self._put(text, {"x": 1, "xshift": at, "xanchor": "right", "y": y}, more)

    def from_right_edge(self, text: str, *, at: int, y: float, **more: Any) -> None:
        """Write left-aligned, ``at`` pixels right of the plot."""
        self._put(text, {"x": 1, "xshift": at, "xanchor": "left", "y": y}, more)

    def left(self, text: str, *, at: int, y: float, **more: Any) -> None:
        """Write left-aligned, ``at`` pixels left of the plot."""
        self._put(text, {"x": 0, "xshift": -at, "xanchor": "left", "y": y}, more)

    def _put(self, text: str, place: dict[str, Any], more: dict[str, Any]) -> None:
        font = {
            "size": more.pop("size", SIZE_BODY),
            "color": more.pop("color", self.colours.ink),
        }
        plain = plain_text(text)
        written = f"<b>{plain}</b>" if more.pop("bold", False) else plain
        self.held.append({"xref": "paper", "text": written, "font": font, **place, **more})

    def done(self) -> None:
        """Put the texts on the figure."""
        self.figure.annotations.extend(self.held)


def label_font(colour: str) -> dict[str, Any]:
    """Give the font of labels, units and intervals."""
    return {"size": SIZE_LABEL, "color": colour}


def text_px(text: str) -> float:
    """Estimate how wide a label is, in pixels."""
    return sum(WIDE_PX if ord(one) > FIRST_WIDE else NARROW_PX for one in text)


def spread(
    heights: Sequence[float], *, least: float, limits: tuple[float, float] = (-inf, inf)
) -> list[float]:
    """Push label heights apart until neighbours are ``least`` apart, each as little as can be.

    ``limits`` are the lowest and highest place of a label.
    """
    low, high = limits
    order = sorted(range(len(heights)), key=lambda i: -heights[i])
    placed = list(heights)
    for _ in range(ROUNDS):
        for above, below in itertools.pairwise(order):
            lacking = least - (placed[above] - placed[below])
            if lacking > 0:
                placed[above] += lacking / 2
                placed[below] -= lacking / 2
        placed = [min(high, max(low, one)) for one in placed]
    return placed
