"""Parts of a change as steps from the earlier value to the later one."""

from typing import Any

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import (
    MarginText,
    blank,
    mark_colour,
    word_colour,
)
from dashboard.charts.drawn.scales import even_ticks, tick_texts
from dashboard.charts.spec import Waterfall, WaterfallStep
from dashboard.theme import SIZE_LABEL, Tokens

ROW, TOP, BOTTOM, LEFT, RIGHT = 25, 26, 26, 116, 236
PART, NOTE = 84, 228


def waterfall_figure(chart: Waterfall, colours: Tokens) -> Canvas:
    """Draw one row a part between the rows of both values, top to bottom."""
    size = len(chart.steps) + 2
    height = ROW * size + TOP + BOTTOM
    figure = blank(colours, height=height, margin=(LEFT, RIGHT, TOP, BOTTOM))
    reached = chart.reached
    for row, step in enumerate(chart.steps, start=1):
        _add_step(figure, step, row=row, reached=(reached[row - 1], reached[row]), colours=colours)
    for row, value in ((0, chart.before), (size - 1, chart.after)):
        figure.add_scatter(
            x=[value],
            y=[row],
            mode="markers",
            marker={"size": 10, "color": colours.ink, "opacity": 1, "line": {"width": 0}},
            hoverinfo="skip",
        )
    for row, value in enumerate(reached):
        figure.add_shape(
            type="line",
            x0=value,
            x1=value,
            y0=row,
            y1=row + 1,
            line={"color": colours.street, "width": 1},
            layer="below",
        )
    _add_words(figure, chart, colours)
    low, high = min((*reached, chart.after)), max((*reached, chart.after))
    room = (high - low or abs(high) or 1.0) * 0.08
    ticks = even_ticks(low - room, high + room, most=5)
    figure.update_layout(barmode="overlay", bargap=0)
    figure.update_xaxes(
        range=[low - room, high + room],
        showgrid=True,
        gridcolor=colours.rule,
        tickvals=ticks,
        ticktext=tick_texts(ticks, chart.number),
    )
    figure.update_yaxes(range=[size - 0.5, -0.5], visible=False)
    return figure


def _add_step(
    figure: Canvas,
    step: WaterfallStep,
    *,
    row: int,
    reached: tuple[float, float],
    colours: Tokens,
) -> None:
    """Draw a part where the one before it ended; a mix is hollow, for nobody made it better."""
    colour = mark_colour(step.tone, colours) if not step.is_mix else colours.street
    figure.add_bar(
        x=[reached[1] - reached[0]],
        base=[reached[0]],
        y=[row],
        orientation="h",
        width=0.56,
        marker={
            "color": colours.paper if step.is_mix else colour,
            "line": {"width": 1.2, "color": colour},
        },
        hoverinfo="none",
    )


def _add_words(figure: Canvas, chart: Waterfall, colours: Tokens) -> None:
    write = MarginText(figure, colours)
    part, _, note = chart.headings
    head: dict[str, Any] = {
        "y": -0.5,
        "yanchor": "bottom",
        "size": SIZE_LABEL,
        "color": colours.ink_3,
    }
    write.right(part, at=PART, **head)
    write.right(note, at=NOTE, **head)
    last = len(chart.steps) + 1
    for row, name, text in (
        (0, chart.ends[0], chart.end_texts[0]),
        (last, chart.ends[1], chart.end_texts[1]),
    ):
        write.left(name, at=LEFT, y=row, yanchor="middle", bold=True)
        write.right(text, at=PART, y=row, yanchor="middle", bold=True)
    write.right(
        f"{chart.total[0]} {chart.total[1]}",
        at=NOTE,
        y=last,
        yanchor="middle",
        size=SIZE_LABEL,
        color=colours.ink_2,
    )
    for row, step in enumerate(chart.steps, start=1):
        colour = word_colour(step.tone, colours, plain=colours.ink)
        write.left(step.name, at=LEFT, y=row, yanchor="middle")
        write.right(step.text, at=PART, y=row, yanchor="middle", color=colour)
        write.right(
            step.note, at=NOTE, y=row, yanchor="middle", size=SIZE_LABEL, color=colours.ink_3
        )
    write.done()
