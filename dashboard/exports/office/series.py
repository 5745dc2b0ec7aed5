"""Series of charts: their marks, intervals and labels by what their tone may claim."""

from copy import deepcopy
from dataclasses import dataclass

from dashboard.charts.spec import Shape, Tone
from dashboard.exports.native import Mark, NativeChart, Series, excel_format
from dashboard.exports.office.colours import of_mark, of_words
from dashboard.exports.office.elements import A, C, Element, fill, line, no_fill, no_line, setting
from dashboard.exports.office.labels import every_value
from dashboard.exports.office.numbers import number_reference, text_reference
from dashboard.exports.office.workbook import Places, beyond
from dashboard.theme import LIGHT

SYMBOLS = {Shape.DOT: "circle", Shape.HOLLOW: "circle"}
DOT_SIZE, LINE_DOT_SIZE, POINT_SIZE = 9, 5, 6
# So many points lie on each other unless they are small.
CROWD, CROWD_SIZE = 200, 3
STRONG_PT, REFERENCE_PT, PLAIN_PT = 2.25, 1.25, 1.25
WHISKER_PT, RIBBON_PT = 1.5, 5.0
RIBBON_ALPHA = "60000"
# More values than these cannot all be written beside their marks.
MOST_LABELS = 14


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a series is drawn from.

    Attributes:
        chart: which it belongs to.
        position: of the series in the chart.
        places: where its numbers stand in the workbook.
        size_pt: of its labels.
    """

    chart: NativeChart
    position: int
    places: Places
    size_pt: float

    @property
    def series(self) -> Series:
        """The series."""
        return self.chart.series[self.position]

    @property
    def number_format(self) -> str:
        """How its values are written."""
        return excel_format(self.chart.number)

    @property
    def is_reference(self) -> bool:
        """Whether it is a benchmark, a target or a floor behind marks of another kind."""
        kinds = {Mark.DOT, Mark.COLUMN, Mark.POINT}
        has_marks = any(one.mark in kinds for one in self.chart.series)
        return self.series.mark is Mark.DASHED or (has_marks and self.series.mark is Mark.LINE)

    def head(self) -> list[Element]:
        """Give what every series begins with."""
        name = text_reference(self.places.name, [self.series.name])
        return [setting("idx", self.position), setting("order", self.position), C.tx(name)]

    def values(self) -> Element:
        """Refer to the values."""
        return number_reference(
            self.places.values, self.series.values, number_format=self.number_format
        )


def line_series(drawn: Drawn, categories: Element, *, labels: Element | None = None) -> Element:
    """Draw dots with whiskers, a line with a ribbon, or a reference."""
    made = C.ser(*drawn.head(), C.spPr(_stroke(drawn)), _marker(drawn))
    if labels is not None:
        made.append(labels)
    if drawn.series.lows:
        made.append(_interval(drawn))
    made.extend([C.cat(deepcopy(categories)), C.val(drawn.values()), setting("smooth", 0)])
    return made


def column_series(drawn: Drawn, categories: Element) -> Element:
    """Draw columns with their values on top; a small tone is hollow."""
    is_hollow = drawn.series.tone is Tone.SMALL
    colour = of_mark(drawn.series.tone)
    ground = fill(LIGHT.paper if is_hollow else colour)
    labels = every_value(
        drawn.number_format, colour=LIGHT.ink, size_pt=drawn.size_pt, place="outEnd"
    )
    shown = [labels] if len(drawn.series.values) <= MOST_LABELS else []
    return C.ser(
        *drawn.head(),
        C.spPr(ground, line(colour, points=PLAIN_PT, cap="flat")),
        setting("invertIfNegative", 0),
        *shown,
        C.cat(deepcopy(categories)),
        C.val(drawn.values()),
    )


def point_series(drawn: Drawn, *, labels: Element | None = None) -> Element:
    """Draw points by two numbers, or a limit between them."""
    stroke = _stroke(drawn) if drawn.is_reference else no_line()
    made = C.ser(*drawn.head(), C.spPr(stroke), _marker(drawn))
    if labels is not None:
        made.append(labels)
    across = excel_format(drawn.chart.across or drawn.chart.number)
    xs = number_reference(drawn.places.xs, drawn.series.xs, number_format=across)
    made.extend([C.xVal(xs), C.yVal(drawn.values()), setting("smooth", 0)])
    return made


def dot_labels(drawn: Drawn) -> Element | None:
    """Write the values beside dots, where there is room for them."""
    if len(drawn.series.values) > MOST_LABELS:
        return None
    colour = of_words(drawn.series.tone)
    return every_value(drawn.number_format, colour=colour, size_pt=drawn.size_pt, place="r")


def _stroke(drawn: Drawn) -> Element:
    series = drawn.series
    if series.mark is Mark.DOT:
        return no_line()
    if drawn.is_reference:
        dash = "sysDash" if series.mark is Mark.DASHED else ""
        return line(LIGHT.ink, points=REFERENCE_PT, dash=dash)
    if series.is_own and series.tone is Tone.PLAIN:
        return line(LIGHT.ink, points=STRONG_PT)
    if series.tone is Tone.PLAIN:
        return line(LIGHT.previous, points=PLAIN_PT)
    return line(of_mark(series.tone), points=STRONG_PT)


def _marker(drawn: Drawn) -> Element:
    if drawn.is_reference:
        return C.marker(setting("symbol", "none"))
    series = drawn.series
    is_line = series.mark is Mark.LINE
    colour = LIGHT.street if is_line and not series.is_own else of_mark(series.tone)
    if series.tone in {Tone.BETTER, Tone.WORSE}:
        colour = of_mark(series.tone)
    elif series.mark is Mark.POINT:
        colour = LIGHT.street
    size = {Mark.DOT: DOT_SIZE, Mark.LINE: LINE_DOT_SIZE}.get(series.mark, POINT_SIZE)
    if series.mark is Mark.POINT and series.is_own:
        size, colour = DOT_SIZE + 2, LIGHT.ink
    elif len(series.values) > CROWD:
        size = CROWD_SIZE
    # A marker filled with paper is lost where a program draws no outlines of markers.
    lighter = LIGHT.street if series.is_own else LIGHT.previous
    ground = fill(colour if series.shape is Shape.DOT else lighter)
    return C.marker(
        setting("symbol", SYMBOLS.get(series.shape, str(series.shape))),
        setting("size", size),
        C.spPr(ground, line(colour, points=PLAIN_PT)),
    )


def _interval(drawn: Drawn) -> Element:
    plus, minus = (
        number_reference(place, values, number_format="General")
        for place, values in zip(
            (drawn.places.plus, drawn.places.minus), beyond(drawn.series), strict=True
        )
    )
    return C.errBars(
        setting("errDir", "y"),
        setting("errBarType", "both"),
        setting("errValType", "cust"),
        setting("noEndCap", 1),
        C.plus(plus),
        C.minus(minus),
        C.spPr(no_fill(), _whisker(drawn.series)),
    )


def _whisker(series: Series) -> Element:
    """Draw an interval as a whisker, or so wide that the intervals of a line make a ribbon."""
    if series.mark is Mark.DOT:
        return line(of_mark(series.tone), points=WHISKER_PT, cap="flat")
    drawn = line(LIGHT.previous, points=RIBBON_PT, cap="flat")
    drawn.find(".//{*}srgbClr").append(A.alpha(val=RIBBON_ALPHA))
    return drawn
