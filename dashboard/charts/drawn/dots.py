"""Dots with intervals, tie bands behind them, numbers and verdicts as text on the right."""

from itertools import groupby
from math import floor, log10

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import (
    MarginText,
    blank,
    label_font,
    mark_colour,
    plain_text,
    text_px,
    word_colour,
)
from dashboard.charts.labels import trimmed
from dashboard.charts.spec import DotChart, DotRow, Line, Role, Shape, Tone
from dashboard.theme import CLEAR, SIZE_LABEL, Tokens

TOP, LEFT, BOTTOM, ROW = 26, 92, 24, 38
# Distances of the text columns from the plot, right edges; the verdict begins at the last.
COLUMNS = (50, 124, 206)
VERDICT = 218
VERDICT_WIDTHS = (78, 140)
MARK = 11
NEAR_END = 0.85
SYMBOLS = {
    Shape.DOT: "circle",
    Shape.HOLLOW: "circle",
    Shape.DIAMOND: "diamond",
    Shape.SQUARE: "square",
}
WIDER_LEFT = 150


def dot_figure(chart: DotChart, colours: Tokens) -> Canvas:
    """Draw dots with intervals, in the order of the rows from top to bottom."""
    longest = max((len(row.name.encode("gbk", "replace")) for row in chart.rows), default=0)
    left = LEFT if longest <= 12 else min(WIDER_LEFT, longest * 7 + 12)  # noqa: PLR2004  glyphs
    height = TOP + ROW * len(chart.rows) + BOTTOM + 2
    said = (chart.columns[-1], *(row.verdict for row in chart.rows))
    least, most = VERDICT_WIDTHS
    right = VERDICT + min(most, max(least, *(int(text_px(one)) for one in said)))
    figure = blank(colours, height=height, margin=(left, right, TOP, BOTTOM))
    _add_bands(figure, chart.rows, colours)
    low, high = _span(chart)
    for line in chart.lines:
        # At the right end a label would run into the titles of the columns.
        is_left = line.role is Role.BENCHMARK or line.value > low + NEAR_END * (high - low)
        _add_line(figure, line, is_left=is_left, rows=len(chart.rows), colours=colours)
    for position, row in enumerate(chart.rows):
        _add_interval(figure, row, position=position, colours=colours)
    _add_marks(figure, chart, colours)
    _add_texts(figure, chart, left=left, colours=colours)
    figure.update_yaxes(range=[len(chart.rows) - 0.5, -0.5], visible=False)
    figure.update_xaxes(
        range=[low, high],
        tickvals=_ticks(low, high),
        ticktext=[trimmed(chart.number.plain(one)) for one in _ticks(low, high)],
        ticks="outside",
        ticklen=4,
        tickcolor=colours.rule,
    )
    return figure


def _add_bands(figure: Canvas, rows: tuple[DotRow, ...], colours: Tokens) -> None:
    """Shade every other tie band."""
    start = 0
    for number, (band, members) in enumerate(groupby(rows, key=lambda row: row.band)):
        size = len(list(members))
        if band is not None:
            figure.add_shape(
                type="rect",
                xref="paper",
                x0=-2,
                x1=4,
                y0=start - 0.5,
                y1=start + size - 0.5,
                line={"width": 0},
                fillcolor=colours.surface if number % 2 == 0 else CLEAR,
                layer="below",
            )
        start += size


def _add_line(figure: Canvas, line: Line, *, is_left: bool, rows: int, colours: Tokens) -> None:
    """Draw benchmark (solid) or target (dotted), labelled above, left or right of the line."""
    is_benchmark = line.role is Role.BENCHMARK
    figure.add_shape(
        type="line",
        x0=line.value,
        x1=line.value,
        y0=-0.5,
        y1=rows - 0.5,
        line={"color": colours.ink, "width": 1.2, "dash": "solid" if is_benchmark else "2px,3px"},
        layer="below",
    )
    figure.add_annotation(
        x=line.value,
        y=-0.5,
        yanchor="bottom",
        xanchor="right" if is_left else "left",
        xshift=-3 if is_left else 3,
        text=plain_text(line.label),
        font=label_font(colours.ink if is_benchmark else colours.ink_3),
    )


def _add_interval(figure: Canvas, row: DotRow, *, position: int, colours: Tokens) -> None:
    if row.low is None or row.high is None:
        return
    is_small = row.tone is Tone.SMALL
    figure.add_shape(
        type="line",
        x0=row.low,
        x1=row.high,
        y0=position,
        y1=position,
        opacity=0.75,
        line={
            "color": mark_colour(row.tone, colours),
            "width": 1.2 if is_small else 2,
            "dash": "3px,2px" if is_small else "solid",
        },
    )


def _add_marks(figure: Canvas, chart: DotChart, colours: Tokens) -> None:
    shown = [(i, row) for i, row in enumerate(chart.rows) if row.value is not None]
    hollow = (Shape.HOLLOW, Shape.SQUARE)
    figure.add_scatter(
        x=[row.value for _, row in shown],
        y=[i for i, _ in shown],
        mode="markers",
        customdata=[row.key for _, row in shown],
        marker={
            "size": [MARK] * len(shown),
            "opacity": 1,
            "symbol": [SYMBOLS[row.shape] for _, row in shown],
            "color": [
                colours.paper if row.shape in hollow else mark_colour(row.tone, colours)
                for _, row in shown
            ],
            "line": {"color": [mark_colour(row.tone, colours) for _, row in shown], "width": 1.6},
        },
        hoverinfo="none",
    )


def _add_texts(figure: Canvas, chart: DotChart, *, left: int, colours: Tokens) -> None:
    write = MarginText(figure, colours)
    for at, title in zip(COLUMNS, chart.columns, strict=False):
        write.right(title, at=at, y=-0.5, yanchor="bottom", size=SIZE_LABEL, color=colours.ink_3)
    write.from_right_edge(
        chart.columns[-1],
        at=VERDICT,
        y=-0.5,
        yanchor="bottom",
        size=SIZE_LABEL,
        color=colours.ink_3,
    )
    for position, row in enumerate(chart.rows):
        write.left(row.name, at=left - 8, y=position, bold=row.is_own)
        if row.reason:
            write.right(
                row.reason, at=COLUMNS[-1], y=position, size=SIZE_LABEL, color=colours.ink_3
            )
            continue
        value, interval, rank = row.texts
        write.right(value, at=COLUMNS[0], y=position, bold=True)
        write.right(interval, at=COLUMNS[1], y=position, size=SIZE_LABEL, color=colours.ink_3)
        is_ranked = row.band is not None
        write.right(
            rank, at=COLUMNS[2], y=position, color=colours.ink if is_ranked else colours.ink_3
        )
        tone = word_colour(row.tone, colours, plain=colours.ink_3)
        write.from_right_edge(row.verdict, at=VERDICT, y=position, size=SIZE_LABEL, color=tone)
    write.done()


def _span(chart: DotChart) -> tuple[float, float]:
    """Let the axis run from a little below the lowest limit to a little above the highest."""
    limits = [
        one for row in chart.rows for one in (row.low, row.value, row.high) if one is not None
    ]
    limits += [line.value for line in chart.lines]
    if not limits:
        return 0.0, 1.0
    low, high = min(limits), max(limits)
    room = (high - low or abs(high) or 1.0) * 0.06
    return low - room, high + room


def _ticks(low: float, high: float) -> list[float]:
    """Choose four to seven round values inside the axis."""
    raw = (high - low) / 7
    power = 10.0 ** floor(log10(raw))
    step = next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= raw)
    first = int(-(-low // step))
    return [round(n * step, 12) for n in range(first, int(high // step) + 1)]
