"""A chart with its title, note and source, so that a picture says all by itself."""

from dataclasses import dataclass

import resvg_py
from markupsafe import Markup

from dashboard.charts.labels import note_on_screen
from dashboard.charts.spec import BulletRow, Chart
from dashboard.exports.briefing import footnote
from dashboard.exports.fonts import Typeface, typeface
from dashboard.exports.picture.bodies import Body, body
from dashboard.exports.picture.bullets import track
from dashboard.exports.picture.ink import Ink, Pen, box, stroke
from dashboard.text import Words
from dashboard.theme import LIGHT

TITLE, NOTE = Ink(18, is_bold=True), Ink(12, LIGHT.ink_3)
SOURCE = Ink(11, LIGHT.ink_3)
MARGIN, GAP, STEP, WIDEST = 24.0, 12.0, 20.0, 4000.0
SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="{}" height="{}" viewBox="0 0 {} {}" role="img" aria-label="{}" '
    'font-family="{}">{}</svg>'
)


@dataclass(frozen=True, slots=True)
class Around:
    """What is written above and below a chart."""

    title: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text, and where they end towards the chart."""

    content: Markup
    edge: float


def svg(chart: Chart, *, width: int, height: int, words: Words) -> bytes:
    """Draw a chart with title, note and source.

    Args:
        chart: any specification.
        width: of the picture in pixels; the drawing is laid out to fill it.
        height: of the picture; headline figures and rows take no more than they need.
        words: in the language of the chart.

    Raises:
        MissingFontError: no font has Chinese characters.
    """
    pen = Pen(typeface(words))
    drawn = body(chart, pen)
    face = chart.face
    said = Around(face.title, note_on_screen(face, words), footnote(face.provenance, words))
    across = _width(said, drawn, ratio=width / height, pen=pen)
    head, foot = _head(said, across, pen), _foot(said, across, pen)
    least = drawn.least_height(across - 2 * MARGIN)
    down = across * height / width if drawn.grows else head.edge + least + foot.edge
    room = down - head.edge - foot.edge
    content = Markup(
        '{}{}<g transform="translate({} {:.1f})">{}</g><g transform="translate(0 {:.1f})">{}</g>'
    ).format(
        box(0, 0, across, down, colour=LIGHT.paper),
        head.content,
        MARGIN,
        head.edge,
        drawn.draw(across - 2 * MARGIN, room),
        down - foot.edge,
        foot.content,
    )
    size = (float(width), round(width * down / across))
    return _sheet(content, chart.face.alt, size=size, space=(across, down), pen=pen)


def png(chart: Chart, *, width: int, height: int, scale: float, words: Words) -> bytes:
    """Draw a chart as `svg` does and turn it into pixels, ``scale`` to a pixel of its width."""
    drawing = svg(chart, width=width, height=height, words=words)
    return _pixels(drawing, scale=scale, face=typeface(words))


def bare_png(chart: Chart, *, width: float, scale: float, words: Words) -> bytes:
    """Draw a chart as `bare_svg` does and turn it into pixels."""
    drawing, _ = bare_svg(chart, width=width, words=words)
    return _pixels(drawing, scale=scale, face=typeface(words))


def _pixels(drawing: bytes, *, scale: float, face: Typeface) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing.decode(),
            zoom=scale,
            font_files=face.files,
            skip_system_fonts=True,
            font_family=face.family,
            sans_serif_family=face.family,
        )
    )


def bare_svg(chart: Chart, *, width: float, words: Words) -> tuple[bytes, float]:
    """Draw a chart without title and source, for a page that has them as text.

    Returns:
        The drawing, and its height in the unit of ``width``: a 96th of an inch.
    """
    pen = Pen(typeface(words))
    drawn = body(chart, pen)
    size = (width, drawn.least_height(width))
    return _sheet(drawn.draw(*size), chart.face.alt, size=size, space=size, pen=pen), size[1]


def track_svg(row: BulletRow, *, width: float, height: float, words: Words) -> bytes:
    """Draw where one metric stands between floor and target, without any text."""
    size, pen = (width, height), Pen(typeface(words))
    return _sheet(track(row, width=width, height=height), row.name, size=size, space=size, pen=pen)


def _width(said: Around, drawn: Body, *, ratio: float, pen: Pen) -> float:
    """Find the narrowest space of a ratio in which all of the chart has room."""
    across = drawn.narrowest + 2 * MARGIN
    while across < WIDEST:
        texts = _head(said, across, pen).edge + _foot(said, across, pen).edge
        if texts + drawn.least_height(across - 2 * MARGIN) <= across / ratio:
            break
        across += STEP
    return across


def _head(said: Around, across: float, pen: Pen) -> Block:
    """Write title and note; the edge is where the chart begins."""
    width = across - 2 * MARGIN
    title, end = pen.paragraph(said.title, MARGIN, MARGIN - 4, width=width, ink=TITLE)
    note, end = pen.paragraph(said.note, MARGIN, end + 2, width=width, ink=NOTE)
    return Block(title + note, end + GAP)


def _foot(said: Around, across: float, pen: Pen) -> Block:
    """Write the source below a rule; the edge is how far from the bottom the chart ends."""
    rule = stroke((MARGIN, GAP), (across - MARGIN, GAP), colour=LIGHT.rule)
    width = across - 2 * MARGIN
    written, end = pen.paragraph(said.source, MARGIN, GAP + 6, width=width, ink=SOURCE)
    return Block(rule + written, end + GAP)


def _sheet(
    content: Markup,
    alt: str,
    *,
    size: tuple[float, float],
    space: tuple[float, float],
    pen: Pen,
) -> bytes:
    sides = (f"{one:.10g}" for one in (*size, *space))
    return SVG.format(*sides, alt, pen.face.family, content).encode()
