"""Two periods side by side, a line an area."""

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import blank, label_font, plain_text, spread, word_colour
from dashboard.charts.spec import SlopeChart, SlopeRow, Tone
from dashboard.theme import Tokens

LEFT, RIGHT, TOP, BOTTOM = 44, 132, 28, 8
HEIGHT = 394
APART = 16


def slope_figure(chart: SlopeChart, colours: Tokens) -> Canvas:
    """Draw the rows that have both values; labels keep apart, names stand on the right alone."""
    rows = [row for row in chart.rows if row.then is not None and row.now is not None]
    height = max(HEIGHT, 26 + 38 * len(chart.rows) + 26)
    figure = blank(colours, height=height, margin=(LEFT, RIGHT, TOP, BOTTOM))
    low, high = _span(rows)
    least = (high - low) * APART / (height - TOP - BOTTOM)
    inside = (low + least / 2, high - least / 2)
    starts = spread([row.then or 0.0 for row in rows], least=least, limits=inside)
    ends = spread([row.now or 0.0 for row in rows], least=least, limits=inside)
    for x, title in enumerate(chart.periods):
        _add_pole(figure, x, title=title, span=(low, high), colours=colours)
    for row, start, end in zip(rows, starts, ends, strict=True):
        _add_row(figure, row, heights=(start, end), colours=colours)
    figure.update_xaxes(range=[-0.02, 1.02], visible=False)
    figure.update_yaxes(range=[low, high], visible=False)
    return figure


def _span(rows: list[SlopeRow]) -> tuple[float, float]:
    values = [one for row in rows for one in (row.then, row.now) if one is not None] or [0.0, 1.0]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.09
    return low - room, high + room


def _add_pole(
    figure: Canvas, x: int, *, title: str, span: tuple[float, float], colours: Tokens
) -> None:
    figure.add_shape(
        type="line",
        x0=x,
        x1=x,
        y0=span[0],
        y1=span[1],
        line={"color": colours.rule, "width": 1},
        layer="below",
    )
    figure.add_annotation(
        x=x,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=6,
        text=f"<b>{plain_text(title)}</b>",
        font=label_font(colours.ink),
    )


def _add_row(
    figure: Canvas, row: SlopeRow, *, heights: tuple[float, float], colours: Tokens
) -> None:
    has_moved = row.tone in {Tone.BETTER, Tone.WORSE}
    line = {
        Tone.BETTER: colours.better_mark,
        Tone.WORSE: colours.worse_mark,
    }.get(row.tone, colours.ink_2 if row.is_own else colours.previous)
    figure.add_scatter(
        x=[0, 1],
        y=[row.then, row.now],
        mode="lines+markers",
        line={
            "color": line,
            "width": 2.5 if has_moved or row.is_own else 1.3,
            "dash": "3px,2px" if row.is_small else "solid",
        },
        marker={"size": 6, "color": line},
        customdata=[row.key, row.key],
        hoverinfo="skip",
    )
    words = word_colour(row.tone, colours, plain=colours.ink if row.is_own else colours.ink_2)
    name = plain_text(f"{row.now_text}  {row.name}")
    text = f"<b>{name}</b>" if has_moved or row.is_own else name
    text = f"{text}<br>{plain_text(row.change_text)}" if has_moved else text
    start, end = heights
    figure.add_annotation(
        x=0,
        y=start,
        xshift=-9,
        xanchor="right",
        text=plain_text(row.then_text),
        font=label_font(words),
    )
    figure.add_annotation(
        x=1,
        y=end,
        xshift=9,
        xanchor="left",
        text=text,
        font=label_font(words),
        align="left",
        # The first of two lines stays at the height of its mark.
        yanchor="top" if has_moved else "middle",
        yshift=9 if has_moved else 0,
    )
