"""Two areas on many metrics: each difference over the width of its own interval."""

from typing import Any

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import (
    MarginText,
    blank,
    label_font,
    mark_colour,
    plain_text,
    word_colour,
)
from dashboard.charts.spec import DuelChart, DuelRow, Tone
from dashboard.theme import SIZE_LABEL, Tokens

ROW, TOP, BOTTOM = 30, 30, 26
# Left of the plot: where the name begins, and the right edges of both values.
NAME, FIRST, SECOND = 388, 92, 12
# Right of the plot: the right edge of the difference, where verdict and need begin.
DIFFERENCE, VERDICT, NEEDED, RIGHT = 196, 210, 322, 540
MARK, REACH = 10, 4.0


def duel_figure(chart: DuelChart, colours: Tokens) -> Canvas:
    """Draw one row a metric; an interval that leaves out the middle line is a clear difference."""
    rows = chart.rows
    height = TOP + ROW * len(rows) + BOTTOM
    figure = blank(colours, height=height, margin=(NAME, RIGHT, TOP, BOTTOM))
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        y0=-0.5,
        y1=len(rows) - 0.5,
        line={"color": colours.ink, "width": 1},
    )
    for position, row in enumerate(rows):
        _add_mark(figure, row, position=position, colours=colours)
    _add_rules(figure, rows, colours)
    _write(figure, chart, colours)
    for side, text in zip((-1, 1), chart.ends, strict=True):
        figure.add_annotation(
            x=side * REACH,
            xanchor="left" if side < 0 else "right",
            y=len(rows) - 0.5,
            yanchor="top",
            text=plain_text(text),
            font=label_font(colours.ink_3),
        )
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5], visible=False)
    figure.update_xaxes(range=[-REACH, REACH], visible=False)
    return figure


def _add_mark(figure: Canvas, row: DuelRow, *, position: int, colours: Tokens) -> None:
    if row.place is None:
        return
    place = max(-REACH + 0.1, min(REACH - 0.1, row.place))
    is_inside = abs(row.place) <= REACH - 1
    figure.add_shape(
        type="line",
        x0=max(-REACH, place - 1),
        x1=min(REACH, place + 1) if is_inside or row.place < 0 else REACH,
        y0=position,
        y1=position,
        line={"color": colours.ink_3, "width": 2},
    )
    is_hollow = row.tone in {Tone.SMALL, Tone.PROVISIONAL}
    colour = mark_colour(row.tone, colours)
    figure.add_scatter(
        x=[place],
        y=[position],
        mode="markers",
        marker={
            "size": MARK,
            "color": colours.paper if is_hollow else colour,
            "line": {"color": colour, "width": 1.5},
        },
        hoverinfo="skip",
        customdata=[row.key],
    )


def _add_rules(figure: Canvas, rows: tuple[DuelRow, ...], colours: Tokens) -> None:
    """Part the pillars by a hairline over the whole width."""
    for position in range(1, len(rows)):
        if rows[position].group != rows[position - 1].group:
            figure.add_shape(
                type="line",
                xref="paper",
                x0=-2,
                x1=3,
                y0=position - 0.5,
                y1=position - 0.5,
                line={"color": colours.rule, "width": 1},
            )


def _write(figure: Canvas, chart: DuelChart, colours: Tokens) -> None:
    write = MarginText(figure, colours)
    head: dict[str, Any] = {
        "y": -0.5,
        "yanchor": "bottom",
        "size": SIZE_LABEL,
        "color": colours.ink_3,
    }
    metric, first, second, apart, verdict, needed = chart.columns
    write.left(metric, at=NAME - 2, **head)
    write.held.extend(
        {**_from_left(text, at, colours.ink_3, SIZE_LABEL), "y": -0.5, "yanchor": "bottom"}
        for text, at in ((first, FIRST), (second, SECOND))
    )
    write.right(apart, at=DIFFERENCE, **head)
    write.from_right_edge(verdict, at=VERDICT, **head)
    write.from_right_edge(needed, at=NEEDED, **head)
    for position, row in enumerate(chart.rows):
        write.left(row.name, at=NAME - 2, y=position)
        write.held.extend(
            {**_from_left(text, at, colours.ink_2), "y": position}
            for text, at in ((row.first_text, FIRST), (row.second_text, SECOND))
        )
        write.right(row.difference_text, at=DIFFERENCE, y=position, color=colours.ink_2)
        colour = word_colour(row.tone, colours, plain=colours.ink_3)
        bold = row.tone in {Tone.BETTER, Tone.WORSE}
        write.from_right_edge(row.verdict.text, at=VERDICT, y=position, color=colour, bold=bold)
        write.from_right_edge(
            row.needed, at=NEEDED, y=position, size=SIZE_LABEL, color=colours.ink_3
        )
    write.done()


def _from_left(text: str, at: int, colour: str, size: int = 13) -> dict[str, object]:
    """Place a text right-aligned, ``at`` pixels left of the plot."""
    return {
        "xref": "paper",
        "x": 0,
        "xshift": -at,
        "xanchor": "right",
        "text": plain_text(text),
        "font": {"size": size, "color": colour},
    }
