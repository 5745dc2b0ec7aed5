"""A long ranking as a ladder of dots, the own area named."""

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import blank, label_font, plain_text
from dashboard.charts.spec import LadderChart
from dashboard.theme import SIZE_BODY, Tokens

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 300, 40, 20, 12, 26


def ladder_figure(chart: LadderChart, colours: Tokens) -> Canvas:
    """Draw value across and rank down; published places are solid, invented ones hollow."""
    figure = blank(colours, height=HEIGHT, margin=(LEFT, RIGHT, TOP, BOTTOM))
    others = [one for one in chart.places if not one.is_own]
    figure.add_scatter(
        x=[one.value for one in others],
        y=[one.rank for one in others],
        mode="markers",
        marker={
            "size": [5] * len(others),
            "opacity": 1,
            "color": [colours.street if one.is_published else colours.paper for one in others],
            "line": {"color": colours.previous, "width": 1},
        },
        text=[plain_text(f"{one.name} {chart.number.value(one.value)}") for one in others],
        hoverinfo="text",
    )
    for own in (one for one in chart.places if one.is_own):
        figure.add_scatter(
            x=[own.value],
            y=[own.rank],
            mode="markers",
            marker={"size": 11, "color": colours.ink},
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=own.value,
            y=own.rank,
            text=f"<b>{plain_text(chart.own_text)}</b>",
            xanchor="right",
            xshift=-12,
            font={"size": SIZE_BODY, "color": colours.ink},
        )
    _add_axes(figure, chart, colours)
    return figure


def _add_axes(figure: Canvas, chart: LadderChart, colours: Tokens) -> None:
    last = max((one.rank for one in chart.places), default=1)
    values = [one.value for one in chart.places] or [0.0, 1.0]
    room = (max(values) - min(values)) * 0.06 or 1.0
    step = 10 ** len(str(last - 1)) // 10 * 2 or 1
    ticks = [1, *range(step, last + 1, step)]
    figure.update_yaxes(
        range=[last + 1.5, -0.5],
        tickvals=ticks,
        showgrid=True,
        gridcolor=colours.rule,
        tickfont=label_font(colours.ink_3),
    )
    figure.update_xaxes(
        range=[min(values) - room, max(values) + room],
        nticks=6,
        tickformat=".0%" if chart.number.is_share else "",
        ticks="outside",
        ticklen=4,
        tickcolor=colours.rule,
    )
