"""Context of areas as a table: the chosen one bold, those compared with it on a ground."""

from textwrap import wrap

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import (
    FIRST_WIDE,
    MarginText,
    blank,
    label_font,
    plain_text,
    text_px,
)
from dashboard.charts.spec import ContextRow, ContextTable
from dashboard.theme import SIZE_BODY, Tokens

ROW, LINE, SIDE, LEAST_LEFT, MOST_LEFT = 31, 16, 10, 92, 170
# What fits above one column: Chinese characters and Latin letters a line.
WIDE_LETTERS, LETTERS = 7, 12
# Names end this far left of the numbers, in widths of a column.


def context_figure(chart: ContextTable, colours: Tokens) -> Canvas:
    """Draw rows from top to bottom; numbers end at the right of their columns."""
    heads = [_wrapped(one) for one in (*chart.columns, chart.headings[1])]
    top = 8 + LINE * max(len(one) for one in heads)
    widest = max((text_px(row.name) for row in chart.rows), default=0.0)
    left = round(min(MOST_LEFT, max(LEAST_LEFT, widest + 2 * SIDE)))
    count = max(len(chart.rows), 1)
    figure = blank(colours, height=top + ROW * count + 6, margin=(left, SIDE, top, 6))
    _add_grounds(figure, chart, colours)
    for at, lines in enumerate(heads):
        figure.add_annotation(
            x=at + 1,
            xanchor="right",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=4,
            align="right",
            text="<br>".join(plain_text(one) for one in lines),
            font=label_font(colours.ink_3),
        )
    for is_own in (True, False):
        found = [(at, row) for at, row in enumerate(chart.rows) if row.is_own is is_own]
        _add_rows(figure, found, is_own=is_own, colours=colours)
    write = MarginText(figure, colours)
    for at, row in enumerate(chart.rows):
        write.left(row.name, at=left - 2, y=at, bold=row.is_own)
    write.done()
    figure.update_xaxes(range=[0, len(heads)], visible=False)
    figure.update_yaxes(range=[count - 0.5, -0.5], visible=False)
    return figure


def _wrapped(name: str) -> list[str]:
    is_latin = all(ord(one) < FIRST_WIDE for one in name)
    letters = LETTERS if is_latin else WIDE_LETTERS
    return wrap(name, letters, break_long_words=not is_latin) or [""]


def _add_grounds(figure: Canvas, chart: ContextTable, colours: Tokens) -> None:
    """Lay a ground behind the areas that are compared, and a hairline under every row."""
    width = len(chart.columns) + 1
    for at, row in enumerate(chart.rows):
        if row.is_own or row.is_near:
            figure.add_shape(
                type="rect",
                x0=0,
                x1=width,
                y0=at - 0.5,
                y1=at + 0.5,
                fillcolor=colours.surface,
                line={"width": 0},
                layer="below",
            )
        figure.add_shape(
            type="line",
            x0=0,
            x1=width,
            y0=at - 0.5,
            y1=at - 0.5,
            line={"color": colours.rule if at else colours.ink, "width": 1},
            layer="below",
        )


def _add_rows(
    figure: Canvas, found: list[tuple[int, ContextRow]], *, is_own: bool, colours: Tokens
) -> None:
    """Write numbers, all of them ending at the right of their columns."""
    texts = [
        (at, place, text)
        for at, row in found
        for place, text in enumerate(
            (*(cell.text for cell in row.cells), row.distance_text), start=1
        )
    ]
    bold = "<b>{}</b>" if is_own else "{}"
    figure.add_scatter(
        x=[x for _, x, _ in texts],
        y=[y for y, _, _ in texts],
        mode="text",
        text=[bold.format(plain_text(text)) for *_, text in texts],
        textposition="middle left",
        textfont={"size": SIZE_BODY, "color": colours.ink if is_own else colours.ink_2},
        hoverinfo="skip",
        cliponaxis=False,
    )
