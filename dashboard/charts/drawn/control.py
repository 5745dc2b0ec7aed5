"""A series against its limits: a band, a mean, special points with words, events below."""

from itertools import groupby
from typing import Any

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import (
    blank,
    mark_colour,
    plain_text,
    text_px,
    word_colour,
)
from dashboard.charts.drawn.scales import (
    End,
    add_ends,
    add_hairlines,
    add_levels,
    grade,
    with_room,
    years_below,
)
from dashboard.charts.spec import Callout, ControlChart, ControlPoint
from dashboard.theme import SIZE_BODY, SIZE_LABEL, SIZE_MAP, Tokens

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 312, 40, 96, 30, 42
PLOT = HEIGHT - TOP - BOTTOM
SPECIAL, USUAL = 9, 4
# How wide one period is on a desk, for words that must not run into each other.
DESK = 690
# By this weight the style sheet finds words that a phone has no room for; a list says them there.
CALLOUT_WEIGHT = 601


def control_figure(chart: ControlChart, colours: Tokens) -> Canvas:
    """Draw a control chart; limits of too few points have dashed edges."""
    figure = blank(colours, height=HEIGHT, margin=(LEFT, RIGHT, TOP, BOTTOM))
    span = _span(chart)
    for stretch in stretches(chart.points):
        _add_limits(figure, chart.points, stretch, colours=colours)
    add_levels(figure, [one.value for one in chart.lines], colours=colours)
    add_hairlines(figure, chart.events, chart.restarts, colours=colours)
    _add_series(figure, chart, colours)
    _add_callouts(figure, chart.callouts, chart.points, colours=colours)
    _add_ends(figure, chart, span, colours=colours)
    figure.update_xaxes(range=[-0.7, max(len(chart.points), 1) - 0.3])
    years_below(figure, chart.ticks)
    grade(figure, span, chart.number, colours=colours)
    return figure


def _span(chart: ControlChart) -> tuple[float, float]:
    numbers = [
        one
        for point in chart.points
        for one in (point.value, point.low, point.high)
        if one is not None
    ]
    numbers += [line.value for line in chart.lines]
    return with_room(numbers, 0.12)


def stretches(points: tuple[ControlPoint, ...]) -> list[tuple[int, int]]:
    """Give first and last position of each run of points that share their limits."""
    found = []
    limits = [(one.centre, one.low, one.high) for one in points]
    for key, members in groupby(range(len(points)), key=lambda at: limits[at]):
        run = list(members)
        if None not in key:
            found.append((run[0], run[-1]))
    return found


def _add_limits(
    figure: Canvas,
    points: tuple[ControlPoint, ...],
    stretch: tuple[int, int],
    *,
    colours: Tokens,
) -> None:
    first, last = stretch
    point, ends = points[first], [first - 0.5, last + 0.5]
    edge = {"color": colours.previous, "width": 1, "dash": "4px,3px" if point.is_trial else "solid"}
    figure.add_scatter(
        x=[*ends, *reversed(ends)],
        y=[point.high, point.high, point.low, point.low],
        fill="toself",
        fillcolor=colours.band_2,
        mode="none",
        hoverinfo="skip",
    )
    for height, line in (
        (point.low, edge),
        (point.high, edge),
        (point.centre, {"color": colours.ink_3, "width": 1}),
    ):
        figure.add_scatter(x=ends, y=[height, height], mode="lines", line=line, hoverinfo="skip")


def _add_series(figure: Canvas, chart: ControlChart, colours: Tokens) -> None:
    points = chart.points
    starts = {round(position + 0.5) for position, _ in chart.restarts}
    xs: list[float] = []
    ys: list[float | None] = []
    for position, one in enumerate(points):
        if position in starts:
            xs.append(position - 0.5)
            ys.append(None)
        xs.append(position)
        ys.append(one.value)
    figure.add_scatter(
        x=xs, y=ys, mode="lines", line={"color": colours.ink, "width": 1.6}, hoverinfo="skip"
    )
    figure.add_scatter(
        x=list(range(len(points))),
        y=[one.value for one in points],
        mode="markers",
        marker=_markers(points, colours),
        customdata=[_told(one, chart) for one in points],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _markers(points: tuple[ControlPoint, ...], colours: Tokens) -> dict[str, Any]:
    """Make special points large, and those that return each year hollow."""
    return {
        "opacity": 1,
        "size": [SPECIAL if one.word or one.is_seasonal else USUAL for one in points],
        "color": [
            colours.paper if one.is_seasonal else _colour(one, colours=colours) for one in points
        ],
        "line": {
            "width": [1.5 if one.is_seasonal else 0 for one in points],
            "color": [colours.street for _ in points],
        },
    }


def _colour(point: ControlPoint, *, colours: Tokens) -> str:
    return mark_colour(point.tone, colours) if point.word else colours.ink


def _told(point: ControlPoint, chart: ControlChart) -> str:
    parts = [point.label, chart.number.value(point.value), point.word]
    return " · ".join(plain_text(one) for one in parts if one)


def _add_callouts(
    figure: Canvas,
    callouts: tuple[Callout, ...],
    points: tuple[ControlPoint, ...],
    *,
    colours: Tokens,
) -> None:
    """Write words beyond the points around; those that would cover others are left to the list."""
    width = DESK / max(len(points), 1)
    taken: dict[bool, float] = {True: -1.0, False: -1.0}
    for one in callouts:
        half = text_px(one.text) / width / 2
        middle = max(half - 0.5, min(one.position, len(points) - 0.5 - half))
        around = [
            point.value
            for at, point in enumerate(points)
            if point.value is not None and abs(at - middle) <= half + 1
        ]
        if not around or middle - half < taken[one.is_above]:
            continue
        taken[one.is_above] = middle + half + 1
        figure.add_annotation(
            x=middle,
            y=max(around) if one.is_above else min(around),
            yanchor="bottom" if one.is_above else "top",
            yshift=8 if one.is_above else -8,
            bgcolor=colours.paper,
            text=plain_text(one.text),
            font={
                "size": SIZE_LABEL,
                "weight": CALLOUT_WEIGHT,
                "color": word_colour(one.tone, colours, plain=colours.ink_2),
            },
        )


def _add_ends(
    figure: Canvas, chart: ControlChart, span: tuple[float, float], *, colours: Tokens
) -> None:
    """Name limits, mean and target at the right, and write the last value."""
    known = [one for one in chart.points if one.value is not None]
    last = chart.points[-1] if chart.points else None
    _, low, centre, high, _ = chart.headings
    found: list[End] = []
    if last is not None and last.centre is not None and last.low is not None:
        for value, name in ((last.low, low), (last.centre, centre), (last.high, high)):
            text = f"{name} {chart.number.plain(value or 0.0)}"
            found.append(End(value or 0.0, plain_text(text), colours.ink_3, SIZE_MAP))
    found += [End(one.value, plain_text(one.label), colours.ink_2, SIZE_MAP) for one in chart.lines]
    if known:
        text = f"<b>{plain_text(chart.end_text)}</b>"
        found.append(End(known[-1].value or 0.0, text, colours.ink, SIZE_BODY))
    add_ends(figure, found, span, plot=PLOT, shift=8)
