"""Pieces of SVG: texts that are measured, lines, boxes. Every text is escaped."""

import re
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup
from PIL import ImageFont

from dashboard.charts.spec import Said, Tone
from dashboard.exports.fonts import FontFile, Typeface
from dashboard.theme import LIGHT

LINE = 1.45
# A word, or one sign of a script without spaces, with the punctuation that may not begin a line.
PIECE = re.compile(r"(?:[^\s\u2e80-\uffff]+|[\s\S])[，。；：、）％！？”》\s]*")
CLAIMS = {Tone.BETTER: LIGHT.better, Tone.WORSE: LIGHT.worse}
TEXT = Markup(
    '<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}" text-anchor="{}">{}</text>'
)


@dataclass(frozen=True, slots=True)
class Ink:
    """How a piece of text looks, sizes in pixels."""

    size: float = 13
    colour: str = LIGHT.ink
    is_bold: bool = False
    anchor: str = "start"

    @property
    def line(self) -> float:
        """The height of a line."""
        return round(self.size * LINE, 1)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes and measures in one typeface."""

    face: Typeface

    def width(self, text: str, ink: Ink) -> float:
        """Measure a text."""
        file = self.face.bold if ink.is_bold else self.face.regular
        return measured(file, ink.size, text)

    def text(self, text: str, x: float, y: float, ink: Ink) -> Markup:
        """Write one line; ``y`` is its baseline."""
        weight = "700" if ink.is_bold else "400"
        return TEXT.format(_px(x), _px(y), ink.size, weight, ink.colour, ink.anchor, text)

    def lines(self, text: str, width: float, ink: Ink) -> list[str]:
        """Break a text into lines that fit."""
        lines = [""]
        for piece in PIECE.findall(text):
            if lines[-1] and self.width((lines[-1] + piece).rstrip(), ink) > width:
                lines.append("")
            lines[-1] += piece
        return [one.strip() for one in lines if one.strip()]

    def paragraph(
        self, text: str, x: float, top: float, *, width: float, ink: Ink
    ) -> tuple[Markup, float]:
        """Write a text in lines; give it and where it ends."""
        lines = self.lines(text, width, ink)
        written = Markup("").join(
            self.text(one, x, top + ink.size + number * ink.line, ink)
            for number, one in enumerate(lines)
        )
        return written, top + ink.line * len(lines)


@cache
def measured(file: FontFile, size: float, text: str) -> float:
    """Measure how wide a text is, in pixels."""
    return float(font_of(file, size).getlength(text))


@cache
def font_of(file: FontFile, size: float) -> ImageFont.FreeTypeFont:
    """Open a font for measuring."""
    return ImageFont.truetype(file.path, size=max(1.0, size), index=file.index)


def of_claim(said: Said, *, size: float, plain: str, anchor: str = "start") -> Ink:
    """Colour and embolden words only where they claim something; their sign says it too."""
    return Ink(size, CLAIMS.get(said.tone, plain), said.tone in CLAIMS, anchor)


def stroke(
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    colour: str,
    width: float = 1,
    dash: str = "",
) -> Markup:
    """Draw a straight line."""
    dashed = Markup(' stroke-dasharray="{}"').format(dash) if dash else Markup("")
    return Markup('<path d="M{} {}L{} {}" fill="none" stroke="{}" stroke-width="{}"{}/>').format(
        *(_px(one) for one in (*start, *end)), colour, width, dashed
    )


def box(x: float, y: float, width: float, height: float, *, colour: str) -> Markup:
    """Draw a filled box."""
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(
        *(_px(one) for one in (x, y, max(width, 0), height)), colour
    )


def dot(x: float, y: float, radius: float, *, fill: str, edge: str) -> Markup:
    """Draw a dot."""
    return Markup(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1.5"/>'
    ).format(_px(x), _px(y), _px(radius), fill, edge)


def _px(value: float) -> str:
    return f"{value:.1f}"
