"""Small multiples of all streets on one scale, the district thin behind each."""

from typing import Any

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import blank, label_font, mark_colour, plain_text, word_colour
from dashboard.charts.drawn.scales import even_ticks, tick_texts, years_below
from dashboard.charts.spec import CourseGrid, StreetCourse
from dashboard.theme import SIZE_MAP, Tokens

COLUMNS = 3
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 24, 24
PANEL, BETWEEN, GAP = 86, 34, 0.055
SPECIAL = 5
MOST_TICKS = 3


def course_figure(chart: CourseGrid, colours: Tokens) -> Canvas:
    """Draw one panel a street, three to a row."""
    count = -(-len(chart.courses) // COLUMNS) or 1
    plot = count * PANEL + (count - 1) * BETWEEN
    figure = blank(colours, height=plot + TOP + BOTTOM, margin=(LEFT, RIGHT, TOP, BOTTOM))
    low, high = _span(chart)
    ticks = even_ticks(low, high, most=MOST_TICKS)
    for number, course in enumerate(chart.courses):
        axis = "" if number == 0 else str(number + 1)
        row, column = divmod(number, COLUMNS)
        left = column * (1 + GAP) / COLUMNS
        top = 1 - row * (PANEL + BETWEEN) / plot
        figure.update_layout(
            {
                f"xaxis{axis}": {
                    "domain": [left, min(1.0, left + (1 + GAP) / COLUMNS - GAP)],
                    "anchor": f"y{axis}",
                    "range": [-0.8, max(len(chart.labels), 1) - 0.2],
                    "showticklabels": row == count - 1 or number + COLUMNS >= len(chart.courses),
                },
                f"yaxis{axis}": {
                    "domain": [max(0.0, top - PANEL / plot), top],
                    "anchor": f"x{axis}",
                    "range": [low, high],
                    "showgrid": True,
                    "gridcolor": colours.rule,
                    "tickvals": ticks,
                    "ticktext": tick_texts(ticks, chart.number),
                    "showticklabels": column == 0,
                },
            }
        )
        years_below(figure, chart.ticks, axis=axis)
        _add_course(figure, course, chart, axis=axis, colours=colours)
        _add_title(figure, course, at=(left, top), colours=colours)
    return figure


def _span(chart: CourseGrid) -> tuple[float, float]:
    known = [
        value
        for one in (*(course.values for course in chart.courses), chart.whole)
        for value in one
        if value is not None
    ] + [line.value for line in chart.lines]
    if not known:
        return 0.0, 1.0
    room = (max(known) - min(known) or abs(max(known)) or 1.0) * 0.08
    return min(known) - room, max(known) + room


def _parted(
    values: tuple[float | None, ...], chart: CourseGrid
) -> tuple[list[float], list[float | None]]:
    """Leave a gap where no line may join two periods."""
    xs: list[float] = []
    ys: list[float | None] = []
    for position, value in enumerate(values):
        if position in chart.breaks:
            xs.append(position - 0.5)
            ys.append(None)
        xs.append(position)
        ys.append(value)
    return xs, ys


def _add_course(
    figure: Canvas, course: StreetCourse, chart: CourseGrid, *, axis: str, colours: Tokens
) -> None:
    axes: dict[str, Any] = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    for line in chart.lines:
        figure.add_shape(
            type="line",
            xref=f"x{axis} domain",
            yref=f"y{axis}",
            x0=0,
            x1=1,
            y0=line.value,
            y1=line.value,
            line={"color": colours.ink_3, "width": 1, "dash": "2px,3px"},
        )
    for values, colour, width in (
        (chart.whole, colours.previous, 1.2),
        (course.values, colours.ink, 1.5),
    ):
        xs, ys = _parted(values, chart)
        figure.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            line={"color": colour, "width": width},
            hoverinfo="skip",
            **axes,
        )
    marked = [at for at, tone in enumerate(course.tones) if tone is not None]
    figure.add_scatter(
        x=list(range(len(course.values))),
        y=list(course.values),
        mode="markers",
        marker={
            "opacity": 1,
            "size": [SPECIAL if at in marked else 1 for at in range(len(course.values))],
            "color": [
                colours.ink if tone is None else mark_colour(tone, colours) for tone in course.tones
            ],
            "line": {"width": 0},
        },
        customdata=[
            f"{plain_text(label)} · {chart.number.value(value)}"
            for label, value in zip(chart.labels, course.values, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        **axes,
    )


def _add_title(
    figure: Canvas, course: StreetCourse, *, at: tuple[float, float], colours: Tokens
) -> None:
    name = plain_text(course.name)
    figure.add_annotation(
        xref="paper",
        yref="paper",
        x=at[0],
        y=at[1],
        xanchor="left",
        yanchor="bottom",
        yshift=5,
        text=f"<b>{name}</b> {plain_text(course.end_text)}",
        font=label_font(colours.ink if course.is_own else colours.ink_2),
    )
    if course.verdict:
        figure.add_annotation(
            xref="paper",
            yref="paper",
            x=at[0] + (1 + GAP) / COLUMNS - GAP,
            y=at[1],
            xanchor="right",
            yanchor="bottom",
            yshift=5,
            text=plain_text(course.verdict),
            font={
                "size": SIZE_MAP,
                "color": word_colour(course.tone, colours, plain=colours.ink_3),
            },
        )
