"""Ranks over time: 1 on top, the own line strong in the ribbon of its interval."""

from collections.abc import Iterator

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import blank, label_font, plain_text, spread, text_px
from dashboard.charts.drawn.scales import add_hairlines, parted, years_below
from dashboard.charts.spec import BumpChart, BumpPoint, BumpRow
from dashboard.theme import SIZE_BODY, Tokens

ROW, LEFT, TOP, BOTTOM = 30, 30, 18, 26
LEAST_RIGHT, MOST_RIGHT, BESIDE = 90, 190, 12
# A rank is a whole number: half a place above the first and below the last is room.
HALF = 0.5
# How far the interval of a single period reaches to either side.
ALONE = 0.12
APART = 16


def bump_figure(chart: BumpChart, colours: Tokens) -> Canvas:
    """Draw a line an area, names at their ends."""
    places = max(chart.places, 2)
    widest = max((text_px(row.end_text) for row in chart.rows), default=0.0)
    right = round(min(MOST_RIGHT, max(LEAST_RIGHT, widest + 2 * BESIDE)))
    plot = ROW * places + APART
    figure = blank(colours, height=plot + TOP + BOTTOM, margin=(LEFT, right, TOP, BOTTOM))
    for row in (one for one in chart.rows if one.is_own):
        for run in runs(chart, row):
            _add_ribbon(figure, run, colours)
    for row in sorted(chart.rows, key=lambda one: one.is_own):
        _add_row(figure, row, chart, colours)
    _add_names(figure, chart, least=APART * places / plot, colours=colours)
    add_hairlines(figure, (), chart.breaks, colours=colours)
    figure.update_xaxes(range=[-0.4, max(len(chart.labels), 1) - 0.7])
    years_below(figure, chart.ticks)
    figure.update_yaxes(
        range=[places + HALF + APART / ROW, HALF],
        tickvals=list(range(1, places + 1)),
        tickfont=label_font(colours.ink_3),
        showgrid=False,
    )
    return figure


def runs(chart: BumpChart, row: BumpRow) -> Iterator[list[tuple[int, BumpPoint]]]:
    """Part a line where it is not ranked and where no line may join two periods."""
    starts = {at + HALF for at, _ in chart.breaks}
    return parted(row.points, starts=starts, is_known=lambda point: point.rank is not None)


def _add_row(figure: Canvas, row: BumpRow, chart: BumpChart, colours: Tokens) -> None:
    for run in runs(chart, row):
        figure.add_scatter(
            x=[at for at, _ in run],
            y=[point.rank for _, point in run],
            mode="lines+markers",
            line={
                "color": colours.ink if row.is_own else colours.previous,
                "width": 2.5 if row.is_own else 1.2,
            },
            marker={
                "size": 7 if row.is_own else 4,
                "color": colours.ink if row.is_own else colours.previous,
            },
            customdata=[
                plain_text(f"{row.name} · {chart.labels[at]} · {point.text}") for at, point in run
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _add_ribbon(figure: Canvas, run: list[tuple[int, BumpPoint]], colours: Tokens) -> None:
    """Fill from the best to the worst rank that chance leaves; a single period gets some width."""
    at = [float(position) for position, _ in run]
    if len(run) == 1:
        at, run = [at[0] - ALONE, at[0] + ALONE], run * 2
    figure.add_scatter(
        x=[*at, *reversed(at)],
        y=[*(point.high for _, point in run), *(point.low for _, point in reversed(run))],
        fill="toself",
        fillcolor=colours.band_1,
        mode="none",
        hoverinfo="skip",
    )


def _add_names(figure: Canvas, chart: BumpChart, *, least: float, colours: Tokens) -> None:
    """Name every line at its last rank; those not ranked now stand below, in words."""
    below = chart.places + 1
    # Heights of labels grow upwards, ranks downwards.
    heights = [-float(row.last if row.last is not None else below) for row in chart.rows]
    placed = spread(heights, least=least)
    for row, height in zip(chart.rows, placed, strict=True):
        text = plain_text(row.end_text)
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=BESIDE // 2,
            y=-height,
            text=f"<b>{text}</b>" if row.is_own else text,
            font={"size": SIZE_BODY, "color": colours.ink}
            if row.is_own
            else label_font(colours.ink_2),
        )
