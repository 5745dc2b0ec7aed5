"""The charts themselves, without title and source: plotted ones grow, written ones do not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.charts.drawn import figure
from dashboard.charts.spec import BulletTable, Chart, HeroRow, MapChart, Tone
from dashboard.exports.picture.bullets import bullets
from dashboard.exports.picture.headlines import headlines
from dashboard.exports.picture.ink import Ink, Pen, box, stroke
from dashboard.exports.picture.plotted import plotted
from dashboard.theme import LIGHT

# Columns of text keep their width: narrower, a chart would have no room for its marks.
NARROW, NARROW_CARDS, NARROW_ROWS = 632.0, 900.0, 860.0
# A sketch map on paper is higher than on the screen, where other charts stand below it.
MAP_HEIGHT = 350.0
KEY, KEY_HEIGHT, SWATCH = Ink(12, LIGHT.ink_2), 24.0, 14.0
FILLS = {Tone.BETTER: LIGHT.better_mark, Tone.WORSE: LIGHT.worse_mark, Tone.PLAIN: LIGHT.band_1}


class Body(Protocol):
    """A chart that can be drawn in a space."""

    @property
    def narrowest(self) -> float:
        """The width below which it has no room."""

    @property
    def grows(self) -> bool:
        """Whether it fills a space higher than it needs."""

    def least_height(self, width: float) -> float:
        """Tell how high it must be."""

    def draw(self, width: float, height: float) -> Markup:
        """Draw it."""


def body(chart: Chart, pen: Pen) -> Body:
    """Prepare a chart for drawing."""
    if isinstance(chart, HeroRow):
        return _Written(chart, headlines, NARROW_CARDS, pen)
    if isinstance(chart, BulletTable):
        return _Written(chart, bullets, NARROW_ROWS, pen)
    return _Plotted(chart, figure(chart, LIGHT), pen)


@dataclass(frozen=True)
class _Written:
    """Headline figures and rows: as high as their texts."""

    chart: Any
    write: Callable[[Any, float, Pen], tuple[Markup, float]]
    narrowest: float
    pen: Pen
    grows: bool = False

    def least_height(self, width: float) -> float:
        return self.write(self.chart, width, self.pen)[1]

    def draw(self, width: float, height: float) -> Markup:
        del height
        return self.write(self.chart, width, self.pen)[0]


@dataclass(frozen=True)
class _Plotted:
    """What the screen plots."""

    chart: Chart
    figure: go.Figure
    pen: Pen
    narrowest: float = NARROW
    grows: bool = True

    @property
    def _above(self) -> float:
        return KEY_HEIGHT if isinstance(self.chart, MapChart) else 0.0

    def least_height(self, width: float) -> float:
        del width
        is_map = isinstance(self.chart, MapChart)
        return (MAP_HEIGHT if is_map else float(self.figure.layout.height)) + self._above

    def draw(self, width: float, height: float) -> Markup:
        key = _key(self.chart, self.pen) if isinstance(self.chart, MapChart) else Markup("")
        drawn = plotted(
            self.figure,
            width=round(width),
            height=round(height - self._above),
            face=self.pen.face,
        )
        return Markup('{}<g transform="translate(0 {})">{}</g>').format(key, self._above, drawn)


def _key(chart: MapChart, pen: Pen) -> Markup:
    """Say what the states of a map are; small samples are hatched, as their areas are."""
    x, parts = 0.0, []
    for tone, text in chart.legend:
        parts.append(box(x, 3, SWATCH, SWATCH - 2, colour=FILLS.get(tone, LIGHT.band_2)))
        if tone not in FILLS:
            for start in (0, 5, 10):
                lower, upper = (x + start, 15.0), (x + start + 4, 3.0)
                parts.append(stroke(lower, upper, colour=LIGHT.street))
        parts.append(pen.text(text, x + SWATCH + 6, 14, KEY))
        x += SWATCH + 6 + pen.width(text, KEY) + 20
    return Markup("").join(parts)
