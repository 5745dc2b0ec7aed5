"""Plotly figures as SVG without a browser: the screen's own drawing program in a small engine.

Nothing is fetched, and one thread does all drawing, since the engine belongs to its thread.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import mirage.engine
import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.exports.fonts import FontFile, Typeface
from dashboard.exports.picture.ink import font_of, measured
from dashboard.theme import LIGHT

CORRECTIONS = Path(__file__).parent / "engine.js"
BOLD_NAMES = {"bold", "600", "700"}

_drawer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


def plotted(figure: go.Figure, *, width: int, height: int, face: Typeface) -> Markup:
    """Draw a figure; its texts are measured in the font they are set in."""
    figure.update_layout(font={"family": face.family, "color": LIGHT.ink_2})
    return _drawer.submit(_draw, figure.to_json(), width, height, face).result()


def _draw(figure: str, width: int, height: int, face: Typeface) -> Markup:
    tree = json.loads(figure)
    engine = _engine(face.regular, face.bold)
    engine.context.eval("drawLotsAgain()")
    drawn = engine.render_svg(tree["data"], tree["layout"], width=width, height=height)
    # Every text was escaped by the drawing program.
    return Markup(drawn)  # noqa: S704


@cache
def _engine(regular: FontFile, bold: FontFile) -> mirage.engine.MirageEngine:
    """Start the engine, with measures of our font instead of whatever Latin font is there."""

    def measure(text: str, family: str, size: str, weight: str = "") -> str:
        del family
        file = bold if weight.strip().lower() in BOLD_NAMES else regular
        pixels = float(size)
        ascent, descent = font_of(file, pixels).getmetrics()
        wide = measured(file, pixels, text) if text else 0.0
        return f"{wide:.2f},{ascent + descent},{ascent},{descent}"

    engine = mirage.engine.MirageEngine()
    engine.context.add_callable("_measureTextRaw", measure)
    engine.context.eval(CORRECTIONS.read_text(encoding="utf-8"))
    return engine
