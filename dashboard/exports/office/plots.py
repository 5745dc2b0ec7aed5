"""What stands between the axes, by kind of chart."""

from dashboard.charts.drawn.paint import spread
from dashboard.charts.spec import Tone
from dashboard.exports.native import Kind, Mark, NativeChart
from dashboard.exports.office.axes import ACROSS, UP, category_axis, point_axes, value_axis
from dashboard.exports.office.colours import of_words
from dashboard.exports.office.elements import C, Element, setting
from dashboard.exports.office.labels import one_label, some_values, writing
from dashboard.exports.office.numbers import text_reference
from dashboard.exports.office.scale import Scale, points_scale, scale_of
from dashboard.exports.office.series import (
    Drawn,
    column_series,
    dot_labels,
    line_series,
    point_series,
)
from dashboard.theme import LIGHT

# Lines between two periods are named at their ends instead of in a legend.
ENDS = 2
# Where the two periods stand, as shares of the chart: left, top, width, height.
BETWEEN_ENDS = (0.10, 0.04, 0.80, 0.86)
BEFORE_NAMES = (0.05, 0.04, 0.82, 0.76)
LINE_HEIGHT = 1.35
# More periods than these cannot all be named below a small chart.
MOST_PERIODS, IN_A_YEAR = 5, 4
GAP_WIDTH, OVERLAP = 60, -8


def is_slope(chart: NativeChart) -> bool:
    """Tell whether lines run from one period to another and are named at their ends."""
    marks = {one.mark for one in chart.series}
    return len(chart.categories) == ENDS and marks == {Mark.LINE}


def is_named_at_ends(chart: NativeChart) -> bool:
    """Tell whether lines are named where they end, instead of in a legend."""
    return is_slope(chart) or (chart.is_rank and chart.kind is Kind.LINES)


def lines(drawn: list[Drawn], categories: Element, *, height_pt: float) -> list[Element]:
    """Draw lines and dots over categories, with the axes."""
    chart, size_pt = drawn[0].chart, drawn[0].size_pt
    scale = scale_of(chart)
    if is_slope(chart):
        labels = _end_labels(drawn, scale, height_pt=height_pt)
    elif chart.is_rank:
        labels = [_name_at_end(one) for one in drawn]
    else:
        labels = [
            dot_labels(one) if one.series.mark is Mark.DOT else _last_label(one) for one in drawn
        ]
    made = [
        line_series(one, categories, labels=label) for one, label in zip(drawn, labels, strict=True)
    ]
    return [
        C.layout(*_placed(chart)),
        _line_chart(made),
        category_axis(size_pt=size_pt, every=_labels_skipped(chart), is_rank=chart.is_rank),
        value_axis(scale, size_pt=size_pt, is_hidden=is_slope(chart), is_rank=chart.is_rank),
    ]


def columns(drawn: list[Drawn], categories: Element, *, height_pt: float) -> list[Element]:
    """Draw columns from zero, and references over them on the same axes."""
    del height_pt
    chart, size_pt = drawn[0].chart, drawn[0].size_pt
    bars = [column_series(one, categories) for one in drawn if one.series.mark is Mark.COLUMN]
    others = [line_series(one, categories) for one in drawn if one.series.mark is not Mark.COLUMN]
    bar_chart = C.barChart(
        setting("barDir", "col"),
        setting("grouping", "clustered"),
        setting("varyColors", 0),
        *bars,
        setting("gapWidth", GAP_WIDTH),
        setting("overlap", OVERLAP),
        setting("axId", ACROSS),
        setting("axId", UP),
    )
    return [
        C.layout(),
        bar_chart,
        *([_line_chart(others)] if others else []),
        category_axis(size_pt=size_pt),
        value_axis(scale_of(chart), size_pt=size_pt),
    ]


def points(drawn: list[Drawn], categories: Element, *, height_pt: float) -> list[Element]:
    """Draw points by two numbers; the own one is named."""
    del categories, height_pt
    chart, size_pt = drawn[0].chart, drawn[0].size_pt
    made = [point_series(one, labels=_own_label(one)) for one in drawn]
    return [
        C.layout(),
        C.scatterChart(
            setting("scatterStyle", "lineMarker"),
            setting("varyColors", 0),
            *made,
            setting("axId", ACROSS),
            setting("axId", UP),
        ),
        *point_axes(
            points_scale(chart),
            scale_of(chart),
            titles=chart.axis_titles,
            size_pt=size_pt,
            is_rank=chart.is_rank,
        ),
    ]


def categories_of(chart: NativeChart, place: str) -> Element | None:
    """Refer to the categories; nothing for points."""
    return text_reference(place, chart.categories) if chart.categories else None


def _labels_skipped(chart: NativeChart) -> int:
    """Name one period in four of a long series; of areas, name all."""
    is_series = all(one.mark is not Mark.DOT for one in chart.series)
    return IN_A_YEAR if is_series and len(chart.categories) > MOST_PERIODS else 1


def _line_chart(series: list[Element]) -> Element:
    return C.lineChart(
        setting("grouping", "standard"),
        setting("varyColors", 0),
        *series,
        setting("marker", 1),
        setting("axId", ACROSS),
        setting("axId", UP),
    )


def _placed(chart: NativeChart) -> list[Element]:
    """Leave room where lines are named at their ends, and for turned names of periods below."""
    if not is_named_at_ends(chart):
        return []
    place = BETWEEN_ENDS if is_slope(chart) else BEFORE_NAMES
    layout = C.manualLayout(setting("layoutTarget", "inner"))
    layout.extend(setting(f"{side}Mode", "edge") for side in "xy")
    layout.extend(setting(name, one) for name, one in zip("xywh", place, strict=True))
    return [layout]


def _last_label(drawn: Drawn) -> Element | None:
    """Write the last value of an own line."""
    known = [place for place, value in enumerate(drawn.series.values) if value is not None]
    if not drawn.series.is_own or not known:
        return None
    written = writing(drawn.number_format, colour=LIGHT.ink, size_pt=drawn.size_pt, place="t")
    return some_values([one_label(known[-1], written, shows=("Val",))])


def _name_at_end(drawn: Drawn) -> Element | None:
    """Name a line behind its last rank."""
    known = [place for place, value in enumerate(drawn.series.values) if value is not None]
    if not known:
        return None
    colour = LIGHT.ink if drawn.series.is_own else LIGHT.ink_2
    written = writing("General", colour=colour, size_pt=drawn.size_pt, place="r")
    return some_values([one_label(known[-1], written, shows=("SerName",))])


def _own_label(drawn: Drawn) -> Element | None:
    if not drawn.series.is_own:
        return None
    written = writing("General", colour=LIGHT.ink, size_pt=drawn.size_pt, place="l")
    return some_values([one_label(0, written, shows=("SerName",))])


def _end_labels(drawn: list[Drawn], scale: Scale, *, height_pt: float) -> list[Element]:
    """Name lines at their ends, pushed apart where they would cover each other."""
    lifts = [_lifts(drawn, end, scale, height_pt=height_pt) for end in range(ENDS)]
    made = []
    for position, one in enumerate(drawn):
        colour = of_words(one.series.tone)
        form = one.number_format + _direction(one)
        labels = [
            one_label(
                end,
                writing(
                    form if end else one.number_format,
                    colour=colour,
                    size_pt=one.size_pt,
                    place=("l", "r")[end],
                ),
                shows=("SerName", "Val") if end else ("Val",),
                lift=lifts[end][position],
            )
            for end in range(ENDS)
            if one.series.values[end] is not None
        ]
        made.append(some_values(labels))
    return made


def _lifts(drawn: list[Drawn], end: int, scale: Scale, *, height_pt: float) -> list[float]:
    """Give how far each label moves down from its point, as shares of the chart's height."""
    height = BETWEEN_ENDS[-1]
    values = [one.series.values[end] for one in drawn]
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    heights = [height * (value - scale.low) / (scale.high - scale.low) for _, value in known]
    least = LINE_HEIGHT * drawn[0].size_pt / height_pt
    apart = spread(heights, least=least, limits=(0.0, height))
    lifts = [0.0] * len(values)
    for (place, _), before, after in zip(known, heights, apart, strict=True):
        lifts[place] = before - after
    return lifts


def _direction(drawn: Drawn) -> str:
    """Say in a number format which way a clear change went, so that colour is not alone."""
    then, now = drawn.series.values
    if drawn.series.tone not in {Tone.BETTER, Tone.WORSE} or then is None or now is None:
        return ""
    return '" ▲"' if now > then else '" ▼"'
