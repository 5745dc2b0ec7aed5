"""A wide bar, a thin bar inside it, a floor line, numbers as columns."""

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import MarginText, blank, label_font, plain_text
from dashboard.charts.spec import BarChart
from dashboard.theme import SIZE_LABEL, Tokens

ROW, TOP, LEFT, RIGHT = 26, 26, 92, 206
COLUMNS = (56, 124, 200)


def bar_figure(chart: BarChart, colours: Tokens) -> Canvas:
    """Draw bars from zero, in the order of the rows from top to bottom."""
    rows = chart.rows
    height = ROW * len(rows) + TOP + 6
    figure = blank(colours, height=height, margin=(LEFT, RIGHT, TOP, 4))
    positions = list(range(len(rows)))
    figure.add_bar(
        x=[row.wide for row in rows],
        y=positions,
        orientation="h",
        width=0.62,
        marker={"color": colours.band_1, "line": {"width": 0}},
        hoverinfo="none",
        customdata=[row.key for row in rows],
    )
    figure.add_bar(
        x=[row.thin for row in rows],
        y=positions,
        orientation="h",
        width=0.28,
        marker={
            "color": [colours.worse_mark if row.is_low else colours.street for row in rows],
            "line": {"width": 0},
        },
        hoverinfo="none",
        customdata=[row.key for row in rows],
    )
    _add_floor(figure, chart, colours)
    _add_texts(figure, chart, colours)
    most = max([row.wide for row in rows] + [chart.floor.value], default=1)
    figure.update_layout(barmode="overlay", bargap=0)
    figure.update_xaxes(range=[0, most * 1.03], visible=False)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5], visible=False)
    return figure


def _add_floor(figure: Canvas, chart: BarChart, colours: Tokens) -> None:
    figure.add_shape(
        type="line",
        x0=chart.floor.value,
        x1=chart.floor.value,
        y0=-0.5,
        y1=len(chart.rows) - 0.5,
        line={"color": colours.ink, "width": 1, "dash": "2px,3px"},
    )
    figure.add_annotation(
        x=chart.floor.value,
        y=-0.5,
        yanchor="bottom",
        xanchor="left",
        xshift=-2,
        text=plain_text(chart.floor.label),
        font=label_font(colours.ink_3),
    )


def _add_texts(figure: Canvas, chart: BarChart, colours: Tokens) -> None:
    write = MarginText(figure, colours)
    for at, title in zip(COLUMNS, chart.columns, strict=True):
        write.right(title, at=at, y=-0.5, yanchor="bottom", size=SIZE_LABEL, color=colours.ink_3)
    for position, row in enumerate(chart.rows):
        write.left(row.name, at=LEFT - 2, y=position)
        for at, text, is_effective in zip(COLUMNS, row.texts, (False, True, False), strict=True):
            colour = colours.worse if row.is_low and is_effective else colours.ink_2
            write.right(text, at=at, y=position, bold=is_effective, color=colour)
    write.done()
