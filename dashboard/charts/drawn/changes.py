"""Sizes of grids before and after changes on paper."""

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import MarginText, blank, label_font, plain_text, text_px
from dashboard.charts.spec import ChangeChart, Line, Role, StepChart
from dashboard.theme import SIZE_LABEL, Tokens

STEPS_HEIGHT, STEPS_LEFT, STEPS_TOP, STEPS_BOTTOM = 230, 34, 28, 38
ROW, TOP, BOTTOM = 30, 46, 24
WIDEST_LEFT = 210
GAP = 14
ROOM = 0.06
MARK = 9


def step_figure(chart: StepChart, colours: Tokens) -> Canvas:
    """Draw wide columns as it is and thin ones as it would be, the norm behind them."""
    height = STEPS_HEIGHT
    figure = blank(colours, height=height, margin=(STEPS_LEFT, 8, STEPS_TOP, STEPS_BOTTOM))
    middles = [(one.low + one.high) / 2 for one in chart.bins]
    step = chart.bins[0].high - chart.bins[0].low if chart.bins else 1.0
    said = [
        plain_text(f"{one.label} {chart.headings[1]} {one.before} {chart.headings[2]} {one.after}")
        for one in chart.bins
    ]
    for counts, width, colour in (
        ([one.before for one in chart.bins], 0.86, colours.previous),
        ([one.after for one in chart.bins], 0.40, colours.ink),
    ):
        figure.add_bar(
            x=middles,
            y=counts,
            width=step * width,
            marker={"color": colour, "line": {"width": 0}},
            text=said,
            textposition="none",
            hoverinfo="text",
        )
    _add_norm(figure, chart.norm, colours)
    marks = {"ticks": "outside", "ticklen": 4, "tickcolor": colours.rule}
    figure.update_layout(barmode="overlay", bargap=0)
    figure.update_xaxes(
        tickvals=[one.low for one in chart.bins[::2]],
        title={"text": plain_text(chart.axes[0])},
        **marks,
    )
    figure.update_yaxes(rangemode="tozero", nticks=5, showgrid=True, gridcolor=colours.rule)
    return figure


def change_figure(chart: ChangeChart, colours: Tokens) -> Canvas:
    """Draw one row a change, from top to bottom."""
    names = max((text_px(row.name) for row in chart.rows), default=0.0)
    left = int(min(WIDEST_LEFT, names + GAP))
    wide = [_widest(chart, column) for column in range(len(chart.columns))]
    right = int(sum(wide)) + 3 * GAP
    height = TOP + ROW * len(chart.rows) + BOTTOM
    figure = blank(colours, height=height, margin=(left, right, TOP, BOTTOM))
    sizes = [size for row in chart.rows for size in (*row.before, *row.after)]
    sizes += [line.value for line in chart.norm]
    for position, row in enumerate(chart.rows):
        places = (*row.before, *row.after)
        figure.add_shape(
            type="line",
            x0=min(places),
            x1=max(places),
            y0=position,
            y1=position,
            layer="below",
            line={"color": colours.street, "width": 1},
        )
    for is_after in (False, True):
        _add_marks(figure, chart, is_after=is_after, colours=colours)
    _add_norm(figure, chart.norm, colours)
    _add_texts(figure, chart, left=left, at=(GAP, int(wide[0]) + 2 * GAP), colours=colours)
    room = (max(sizes) - min(sizes)) * ROOM
    figure.update_xaxes(
        range=[min(sizes) - room, max(sizes) + room],
        nticks=6,
        ticks="outside",
        ticklen=4,
        tickcolor=colours.rule,
    )
    figure.update_yaxes(range=[len(chart.rows) - 0.4, -0.6], visible=False)
    return figure


def _widest(chart: ChangeChart, column: int) -> float:
    texts = [chart.columns[column], *(row.texts[column] for row in chart.rows)]
    return max(text_px(one) for one in texts) * 1.06


def _add_marks(figure: Canvas, chart: ChangeChart, *, is_after: bool, colours: Tokens) -> None:
    marks = [
        (size, position, row)
        for position, row in enumerate(chart.rows)
        for size in (row.after if is_after else row.before)
    ]
    word = chart.marks[is_after]
    figure.add_scatter(
        x=[size for size, _, _ in marks],
        y=[position for _, position, _ in marks],
        mode="markers",
        marker={
            "size": MARK,
            "symbol": "circle" if is_after else "circle-open",
            "color": colours.ink if is_after else colours.street,
            "line": {"width": 1.5, "color": colours.ink if is_after else colours.street},
        },
        customdata=[row.key for _, _, row in marks],
        text=[plain_text(f"{row.name} {word} {size:.0f}") for size, _, row in marks],
        hoverinfo="text",
    )


def _add_norm(figure: Canvas, norm: tuple[Line, Line, Line], colours: Tokens) -> None:
    """Shade what lies within the norm, and name its ends above."""
    low, _, high = norm
    figure.add_shape(
        type="rect",
        yref="paper",
        x0=low.value,
        x1=high.value,
        y0=0,
        y1=1,
        line={"width": 0},
        fillcolor=colours.surface,
        layer="below",
    )
    for line in norm:
        is_middle = line.role is Role.TARGET
        figure.add_shape(
            type="line",
            yref="paper",
            x0=line.value,
            x1=line.value,
            y0=0,
            y1=1,
            layer="below",
            line={
                "color": colours.ink if is_middle else colours.street,
                "width": 1,
                "dash": "2px,3px",
            },
        )
        if line.label:
            figure.add_annotation(
                x=line.value,
                yref="paper",
                y=1,
                yanchor="bottom",
                text=plain_text(line.label),
                font=label_font(colours.ink if is_middle else colours.ink_3),
            )


def _add_texts(
    figure: Canvas,
    chart: ChangeChart,
    *,
    left: int,
    at: tuple[int, int],
    colours: Tokens,
) -> None:
    write = MarginText(figure, colours)
    for place, title in zip(at, chart.columns, strict=True):
        write.from_right_edge(
            title, at=place, y=-0.6, yanchor="bottom", size=SIZE_LABEL, color=colours.ink_3
        )
    for position, row in enumerate(chart.rows):
        look = {"size": SIZE_LABEL, "bold": row.is_own}
        write.left(row.name, at=left - 2, y=position, **look)
        for place, text in zip(at, row.texts, strict=True):
            write.from_right_edge(text, at=place, y=position, color=colours.ink_2, **look)
    write.done()
