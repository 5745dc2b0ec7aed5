"""What is known as a solid line, what is to come dashed between two bands, the year's end."""

from collections.abc import Sequence

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import blank, plain_text
from dashboard.charts.drawn.scales import (
    End,
    add_ends,
    add_levels,
    grade,
    runs,
    with_room,
    years_below,
)
from dashboard.charts.spec import Ahead, ForecastChart
from dashboard.theme import SIZE_BODY, SIZE_MAP, Tokens

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 236, 38, 62, 12, 30
PLOT = HEIGHT - TOP - BOTTOM
# Room behind the last period, in which the year's end stands.
BEHIND = 2.4


def forecast_figure(chart: ForecastChart, colours: Tokens) -> Canvas:
    """Draw a forecast; bands of 80 and 95 per cent, the year's end as a bar behind it."""
    figure = blank(colours, height=HEIGHT, margin=(LEFT, RIGHT, TOP, BOTTOM))
    span = _span(chart)
    first = len(chart.known)
    _add_bands(figure, chart, colours)
    add_levels(figure, [one.value for one in chart.lines], colours=colours)
    _add_lines(figure, chart, colours)
    last = first + len(chart.ahead) + BEHIND / 2
    for one in chart.year:
        _add_year(figure, one, at=last, colours=colours)
    _add_ends(figure, chart, span, colours=colours)
    figure.update_xaxes(
        range=[-0.7, first + len(chart.ahead) + (BEHIND if chart.year else 0) - 0.3]
    )
    years_below(figure, chart.ticks)
    grade(figure, span, chart.number, colours=colours)
    return figure


def _span(chart: ForecastChart) -> tuple[float, float]:
    known = [point.value for point in chart.known] + [line.value for line in chart.lines]
    for one in (*chart.ahead, *chart.year):
        known += [one.low_95, one.high_95, one.came]
    numbers = [one for one in known if one is not None]
    return with_room(numbers, 0.08)


def _add_bands(figure: Canvas, chart: ForecastChart, colours: Tokens) -> None:
    xs = [len(chart.known) + at for at in range(len(chart.ahead))]
    for lows, highs, colour in (
        ([one.low_95 for one in chart.ahead], [one.high_95 for one in chart.ahead], colours.band_2),
        ([one.low_80 for one in chart.ahead], [one.high_80 for one in chart.ahead], colours.band_1),
    ):
        figure.add_scatter(
            x=_wide(xs),
            y=[*_twice(highs), *reversed(_twice(lows))],
            fill="toself",
            fillcolor=colour,
            mode="none",
            hoverinfo="skip",
        )


def _wide(xs: Sequence[float]) -> list[float]:
    """Give each period its whole width, there and back."""
    edges = [edge for x in xs for edge in (x - 0.5, x + 0.5)]
    return [*edges, *reversed(edges)]


def _twice(values: Sequence[float]) -> list[float]:
    return [one for value in values for one in (value, value)]


def _add_lines(figure: Canvas, chart: ForecastChart, colours: Tokens) -> None:
    first = len(chart.known)
    for run in runs(chart.known):
        figure.add_scatter(
            x=[position for position, _ in run],
            y=[point.value for _, point in run],
            mode="lines",
            line={"color": colours.ink, "width": 1.6},
            customdata=[
                f"{plain_text(one.label)} · {chart.number.value(one.value)}" for _, one in run
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    figure.add_scatter(
        x=[first + at for at in range(len(chart.ahead))],
        y=[one.middle for one in chart.ahead],
        mode="lines",
        line={"color": colours.ink_2, "width": 1.6, "dash": "5px,3px"},
        customdata=[_told(one, chart) for one in chart.ahead],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_scatter(
        x=[first + at for at in range(len(chart.ahead))],
        y=[one.came for one in chart.ahead],
        mode="markers",
        marker={
            "size": 6,
            "color": colours.paper,
            "opacity": 1,
            "line": {"color": colours.ink, "width": 1.2},
        },
        hoverinfo="skip",
    )


def _told(one: Ahead, chart: ForecastChart) -> str:
    interval = chart.number.interval(one.low_80, one.high_80)
    return f"{plain_text(one.label)} · {chart.number.value(one.middle)} ({interval})"


def _add_year(figure: Canvas, one: Ahead, *, at: float, colours: Tokens) -> None:
    for low, high, width, colour in (
        (one.low_95, one.high_95, 1.2, colours.street),
        (one.low_80, one.high_80, 4, colours.ink_2),
    ):
        figure.add_scatter(
            x=[at, at],
            y=[low, high],
            mode="lines",
            line={"color": colour, "width": width},
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[at],
        y=[one.middle],
        mode="markers",
        marker={"size": 9, "color": colours.ink, "opacity": 1, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _add_ends(
    figure: Canvas, chart: ForecastChart, span: tuple[float, float], *, colours: Tokens
) -> None:
    """Write the year's end and the target at the right."""
    found = [
        End(one.middle, f"<b>{chart.number.plain(one.middle)}</b>", colours.ink, SIZE_BODY)
        for one in chart.year
    ]
    found += [End(one.value, plain_text(one.label), colours.ink_2, SIZE_MAP) for one in chart.lines]
    add_ends(figure, found, span, plot=PLOT, shift=4)
    for one in chart.year:
        figure.add_annotation(
            x=len(chart.known) + len(chart.ahead) + BEHIND / 2,
            yref="y domain",
            y=0,
            yanchor="top",
            yshift=-5,
            text=plain_text(one.short),
            font={"size": SIZE_MAP, "color": colours.ink},
        )
