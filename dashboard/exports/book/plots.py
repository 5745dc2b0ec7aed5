"""Native charts of a spreadsheet, drawn from the columns below them."""

from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.chart import Chart

from dashboard.charts.spec import Shape, Tone
from dashboard.exports.book.columns import Places
from dashboard.exports.native import Kind, Mark, NativeChart, Series, excel_format
from dashboard.exports.office.colours import of_mark, of_words
from dashboard.exports.office.fonts import EAST_ASIAN
from dashboard.exports.office.scale import points_scale, scale_of
from dashboard.theme import LIGHT

WIDTH, HEIGHT = 1000, 400
# More values than these cannot all be written beside their marks.
MOST_LABELS = 14
MOST_LINES = 3
# Wider names than these, in Latin letters, run into each other below an axis.
MOST_LETTERS = 130
LABEL = {"name": EAST_ASIAN, "size": 9, "color": LIGHT.ink_2}
TYPES = {
    Kind.LINES: {"type": "line"},
    Kind.COLUMNS: {"type": "column"},
    Kind.POINTS: {"type": "scatter"},
}
SYMBOLS = {Shape.DOT: "circle", Shape.HOLLOW: "circle"}
Options = dict[str, Any]


def plot(workbook: xlsxwriter.Workbook, chart: NativeChart, places: Sequence[Places]) -> Chart:
    """Draw a chart."""
    made = workbook.add_chart(TYPES[chart.kind])
    lines = workbook.add_chart({"type": "line"}) if _has_references(chart) else None
    for series, place in zip(chart.series, places, strict=True):
        is_line = chart.kind is Kind.COLUMNS and series.mark is not Mark.COLUMN
        target = lines if lines is not None and is_line else made
        target.add_series({**_where(place), **_look(chart, series, place)})
    if lines is not None:
        made.combine(lines)
    made.set_size({"width": WIDTH, "height": HEIGHT})
    made.set_title({"none": True})
    # Many lines of one colour cannot be told apart in a legend; their claims are named instead.
    named = sum(one.mark is Mark.LINE for one in chart.series) > MOST_LINES
    made.set_legend({"none": True} if named else {"position": "top", "font": LABEL})
    made.set_chartarea({"border": {"none": True}})
    made.show_blanks_as("gap")
    _set_axes(made, chart)
    return made


def _has_references(chart: NativeChart) -> bool:
    return chart.kind is Kind.COLUMNS and any(one.mark is not Mark.COLUMN for one in chart.series)


def _where(place: Places) -> Options:
    return {"name": place.name, "categories": place.across, "values": place.values}


def _set_axes(made: Chart, chart: NativeChart) -> None:
    scale = scale_of(chart)
    across_title, title = chart.axis_titles
    quiet = {"num_font": LABEL, "line": {"color": LIGHT.rule}, "name_font": LABEL}
    up = {
        **quiet,
        "min": scale.low,
        "max": scale.high,
        "major_unit": scale.step,
        "num_format": scale.number_format,
        "name": title,
        "reverse": chart.is_rank,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": LIGHT.rule, "width": 0.75}},
    }
    across: Options = {**quiet, "name": across_title}
    longest = max((len(one.encode("gbk", "replace")) for one in chart.categories), default=0)
    if longest * len(chart.categories) > MOST_LETTERS:
        across["num_font"] = {**LABEL, "rotation": -45}
    if chart.kind is Kind.POINTS:
        own = points_scale(chart)
        across |= {
            "min": own.low,
            "max": own.high,
            "major_unit": own.step,
            "num_format": own.number_format,
        }
    if chart.is_rank:
        # The first place is on top, the axis stays below.
        across |= {"label_position": "high"}
    made.set_y_axis(up)
    made.set_x_axis(across)


def _look(chart: NativeChart, series: Series, place: Places) -> Options:
    draw = {
        Mark.DOT: _dots,
        Mark.LINE: _line,
        Mark.DASHED: _reference,
        Mark.COLUMN: _column,
        Mark.POINT: _points,
    }[series.mark]
    is_reference = series.mark is Mark.LINE and any(
        one.mark in {Mark.DOT, Mark.COLUMN, Mark.POINT} for one in chart.series
    )
    return (_reference if is_reference else draw)(chart, series, place)


def _dots(chart: NativeChart, series: Series, place: Places) -> Options:
    look: Options = {"line": {"none": True}, "marker": _marker(series, size=9)}
    if len(series.values) <= MOST_LABELS:
        look["data_labels"] = _values(chart, series, position="right")
    if place.plus:
        look["y_error_bars"] = _whiskers(place, colour=of_mark(series.tone), width=1.5)
    return look


def _line(chart: NativeChart, series: Series, place: Places) -> Options:
    is_claim = series.tone in {Tone.BETTER, Tone.WORSE}
    strong = of_mark(series.tone) if is_claim else LIGHT.ink
    colour = strong if is_claim or series.is_own else LIGHT.previous
    look: Options = {
        "line": {"color": colour, "width": 2.25 if colour == strong else 1.25},
        "marker": {
            "type": "circle",
            "size": 5,
            "fill": {"color": colour},
            "border": {"color": colour},
        },
    }
    if place.plus:
        look["y_error_bars"] = _whiskers(place, colour=LIGHT.previous, width=1.25)
    if is_claim:
        look["data_labels"] = _name_at_end(series, colour=of_words(series.tone), side="above")
    elif chart.is_rank:
        look["data_labels"] = _name_at_end(series, colour=LIGHT.ink_2, side="right")
    return look


def _name_at_end(series: Series, *, colour: str, side: str) -> Options:
    """Name a line behind its last value."""
    hidden: list[Options | None] = [{"delete": True} for _ in series.values[:-1]]
    return {
        "series_name": True,
        "position": side,
        "font": {**LABEL, "bold": True, "color": colour},
        "custom": [*hidden, None],
    }


def _reference(chart: NativeChart, series: Series, place: Places) -> Options:
    del chart, place
    line: Options = {"color": LIGHT.ink, "width": 1.25}
    if series.mark is Mark.DASHED:
        line["dash_type"] = "square_dot"
    return {"line": line, "marker": {"type": "none"}}


def _column(chart: NativeChart, series: Series, place: Places) -> Options:
    del place
    colour = of_mark(series.tone)
    is_hollow = series.tone is Tone.SMALL
    look: Options = {
        "fill": {"color": LIGHT.paper if is_hollow else colour},
        "border": {"color": colour, "width": 1.25},
        "gap": 60,
    }
    if len(series.values) <= MOST_LABELS:
        look["data_labels"] = _values(chart, series, position="outside_end")
    return look


def _points(chart: NativeChart, series: Series, place: Places) -> Options:
    del chart, place
    look: Options = {"line": {"none": True}, "marker": _marker(series, size=6)}
    if series.is_own:
        colour = {"color": LIGHT.ink}
        look["marker"] = {"type": "circle", "size": 10, "fill": colour, "border": colour}
        look["data_labels"] = {
            "series_name": True,
            "position": "left",
            "font": {**LABEL, "bold": True, "color": LIGHT.ink},
        }
    return look


def _marker(series: Series, *, size: int) -> Options:
    colour = of_mark(series.tone)
    if series.mark is Mark.POINT and series.tone not in {Tone.BETTER, Tone.WORSE}:
        colour = LIGHT.street
    # Some programs draw no border: a white mark would be none.
    fill = LIGHT.previous if series.shape is not Shape.DOT else colour
    return {
        "type": SYMBOLS.get(series.shape, str(series.shape)),
        "size": size,
        "fill": {"color": fill},
        "border": {"color": colour},
    }


def _values(chart: NativeChart, series: Series, *, position: str) -> Options:
    return {
        "value": True,
        "position": position,
        "num_format": excel_format(chart.number),
        "font": {**LABEL, "color": of_words(series.tone)},
    }


def _whiskers(place: Places, *, colour: str, width: float) -> Options:
    return {
        "type": "custom",
        "plus_values": place.plus,
        "minus_values": place.minus,
        "end_style": 0,
        "line": {"color": colour, "width": width},
    }
