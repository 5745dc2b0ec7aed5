"""Hollow to solid: two shares of each group on one scale."""

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import MarginText, blank, label_font, plain_text
from dashboard.charts.spec import PairChart
from dashboard.theme import SIZE_LABEL, Tokens

ROW, TOP, BOTTOM, LEFT, RIGHT = 38, 8, 22, 62, 54
# Titles of marks closer than this share of the axis would touch.
NEAR = 0.25
STEPS, MOST_TICKS = (0.05, 0.1, 0.2, 1.0), 6


def pair_figure(chart: PairChart, colours: Tokens) -> Canvas:
    """Draw one row a group, the first value hollow, the second solid."""
    rows = chart.rows
    height = ROW * (len(rows) + 1) + TOP + BOTTOM
    figure = blank(colours, height=height, margin=(LEFT, RIGHT, TOP, BOTTOM))
    write = MarginText(figure, colours)
    for position, row in enumerate(rows):
        figure.add_shape(
            type="line",
            x0=row.first,
            x1=row.second,
            y0=position,
            y1=position,
            line={"color": colours.street, "width": 2},
            layer="below",
        )
        write.left(row.name, at=LEFT - 2, y=position)
        write.right(row.text, at=RIGHT - 2, y=position, color=colours.ink_2)
    for values, fill, edge in (
        ([row.first for row in rows], colours.paper, colours.street),
        ([row.second for row in rows], colours.ink, colours.ink),
    ):
        figure.add_scatter(
            x=values,
            y=list(range(len(rows))),
            mode="markers",
            marker={"size": 10, "color": fill, "line": {"color": edge, "width": 2}},
            hoverinfo="skip",
        )
    values = [one for row in rows for one in (row.first, row.second)] or [0.0, 1.0]
    room = (max(values) - min(values)) * 0.15 or 0.1
    low, high = max(0.0, min(values) - room), max(values) + room
    _add_titles(figure, chart, write, near=(high - low) * NEAR, colours=colours)
    write.done()
    step = next(one for one in STEPS if (high - low) / one <= MOST_TICKS)
    ticks = [round(n * step, 2) for n in range(round(1 / step) + 1) if low <= n * step <= high]
    figure.update_xaxes(
        range=[low, high],
        tickvals=ticks,
        ticktext=[chart.number.value(one) for one in ticks],
        showgrid=True,
        gridcolor=colours.rule,
    )
    figure.update_yaxes(range=[len(rows) - 0.5, -1.0], visible=False)
    return figure


def _add_titles(
    figure: Canvas, chart: PairChart, write: MarginText, *, near: float, colours: Tokens
) -> None:
    """Name the two marks above the first row; where they are close, to the sides."""
    if not chart.rows:
        return
    top = chart.rows[0]
    first, second, text = chart.titles
    is_close = abs(top.first - top.second) < near
    first_is_left = top.first <= top.second
    for value, title, colour, is_left in (
        (top.first, first, colours.ink_3, first_is_left),
        (top.second, second, colours.ink, not first_is_left),
    ):
        side = ("right" if is_left else "left") if is_close else "center"
        figure.add_annotation(
            x=value,
            y=0,
            yshift=9,
            yanchor="bottom",
            xanchor=side,
            text=plain_text(title),
            font=label_font(colour),
        )
    write.right(
        text, at=RIGHT - 2, y=0, yshift=9, yanchor="bottom", size=SIZE_LABEL, color=colours.ink_3
    )
