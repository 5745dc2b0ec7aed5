"""A scorecard: one box a value, the number in it, pillars apart, the index at the right."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import MarginText, blank, label_font, plain_text
from dashboard.charts.spec import ScoreCell, ScoreColumn, ScoreRow, ScoreTable, Tone
from dashboard.theme import SIZE_BODY, SIZE_LABEL, Tokens

ROW, LEFT, TOP, LINE = 36, 96, 30, 15
WIDER_LEFT = 150
# In widths of a cell: between pillars, and what score and rank take.
GAP, SCORE, RANK = 0.18, 0.75, 1.35
BOX = 0.96
# A number and its interval stand this far above and below the middle, in heights of a row.
APART, SIZE_INTERVAL = 0.19, 11
# What fits above one cell: Latin letters a line; Chinese names are short.
LETTERS = 11
COURSE_HEIGHT = 0.5


def score_figure(chart: ScoreTable, colours: Tokens) -> Canvas:
    """Draw a scorecard, rows from top to bottom."""
    places = _places(chart.columns)
    lines = max((len(_wrapped(one.name)) for one in chart.columns), default=1)
    top = TOP + LINE * lines
    rows = len(chart.rows)
    has_course = any(len(one.course) > 1 for one in chart.columns)
    height = round(ROW * (rows + 1.2 + (COURSE_HEIGHT + 0.35) * has_course)) + top + 4
    longest = max((len(row.name.encode("gbk", "replace")) for row in chart.rows), default=0)
    left = max(LEFT, min(WIDER_LEFT, longest * 7 + 8))
    figure = blank(colours, height=height, margin=(left, 0, top, 4))
    start = (places[-1] if places else -1.0) + 0.5 + GAP * 1.5
    end = start + SCORE + RANK
    for tone, is_strong in dict.fromkeys(_look(cell) for row in chart.rows for cell in row.cells):
        _add_boxes(figure, chart, places, look=(tone, is_strong), colours=colours)
    write = MarginText(figure, colours)
    _write_heads(write, chart, places, colours)
    _write_rows(write, chart, places, left=left, colours=colours)
    _write_index(write, chart, end=end, colours=colours)
    if has_course:
        _add_courses(figure, chart, places, y=rows + 0.95, colours=colours)
    write.done()
    _add_rules(figure, chart, places, ends=(start, end), colours=colours)
    last = rows + 0.7 + (COURSE_HEIGHT + 0.35) * has_course
    figure.update_layout(barmode="overlay", bargap=0)
    figure.update_xaxes(range=[-0.5, end], visible=False)
    figure.update_yaxes(range=[last, -0.5], visible=False)
    return figure


def _places(columns: tuple[ScoreColumn, ...]) -> list[float]:
    """Give the middle of each column; pillars stand a little apart."""
    places: list[float] = []
    at = -1.0
    for _, members in groupby(columns, key=lambda one: one.group):
        for number, _ in enumerate(members):
            at += 1 if number or not places else 1 + GAP
            places.append(at)
    return places


def _wrapped(name: str) -> list[str]:
    return wrap(name, LETTERS, break_long_words=False) if name.isascii() else [name]


def _look(cell: ScoreCell) -> tuple[Tone, bool]:
    return cell.tone, cell.is_strong


def _cells(chart: ScoreTable) -> Iterator[tuple[int, int, ScoreRow, ScoreCell]]:
    for y, row in enumerate(chart.rows):
        for x, cell in enumerate(row.cells):
            yield y, x, row, cell


def fill_of(tone: Tone, colours: Tokens, *, is_strong: bool) -> str:
    """Give the colour of a cell."""
    if tone is Tone.BETTER:
        return colours.better_mark if is_strong else colours.better_soft
    if tone is Tone.WORSE:
        return colours.worse_mark if is_strong else colours.worse_soft
    return colours.neutral_soft if tone is Tone.PLAIN else colours.paper


def _ink_of(cell: ScoreCell, colours: Tokens) -> str:
    if cell.tone in {Tone.BETTER, Tone.WORSE}:
        if cell.is_strong:
            return colours.paper
        return colours.better if cell.tone is Tone.BETTER else colours.worse
    return colours.ink_2 if cell.tone is Tone.PLAIN else colours.ink_3


def _add_boxes(
    figure: Canvas,
    chart: ScoreTable,
    places: list[float],
    *,
    look: tuple[Tone, bool],
    colours: Tokens,
) -> None:
    """Draw the boxes of one look, and their numbers; a click on either is a click on the value."""
    tone, is_strong = look
    found = [one for one in _cells(chart) if _look(one[3]) == look]
    data = [[row.key, chart.columns[x].key] for _, x, row, _ in found]
    hatch = {} if tone in {Tone.BETTER, Tone.WORSE, Tone.PLAIN} else {"shape": "/", "size": 6}
    figure.add_bar(
        x=[places[x] for _, x, _, _ in found],
        y=[BOX] * len(found),
        base=[y - BOX / 2 for y, _, _, _ in found],
        width=BOX,
        marker={
            "color": fill_of(tone, colours, is_strong=is_strong),
            "line": {"width": 0},
            "pattern": {**hatch, "fgcolor": colours.previous, "bgcolor": colours.paper}
            if hatch
            else {},
        },
        hoverinfo="text",
        hovertext=[_said(row, chart.columns[x], cell) for _, x, row, cell in found],
        customdata=data,
    )
    inks = [_ink_of(cell, colours) for *_, cell in found]
    lines = [("written", 0.0, SIZE_BODY)]
    if chart.has_intervals:
        lines = [("written", -APART, SIZE_BODY), ("interval_text", APART + 0.04, SIZE_INTERVAL)]
    for name, down, size in lines:
        figure.add_scatter(
            x=[places[x] for _, x, _, _ in found],
            y=[y + (down if cell.interval_text else 0) for y, _, _, cell in found],
            mode="text",
            text=[plain_text(getattr(cell, name)) for *_, cell in found],
            textfont={"size": size, "color": inks},
            hoverinfo="skip",
        )


def _said(row: ScoreRow, column: ScoreColumn, cell: ScoreCell) -> str:
    parts = (row.name, column.full_name, cell.reason or cell.written, cell.interval_text)
    return "<br>".join(plain_text(one) for one in parts if one)


def _write_heads(
    write: MarginText, chart: ScoreTable, places: list[float], colours: Tokens
) -> None:
    """Write the metrics' names, and above them those of pillars."""
    for at, column in zip(places, chart.columns, strict=True):
        for up, line in enumerate(reversed(_wrapped(column.name))):
            write.held.append(
                {
                    "x": at,
                    "y": -0.5,
                    "yanchor": "bottom",
                    "yshift": 2 + up * LINE,
                    "text": plain_text(line),
                    "font": label_font(colours.ink_2),
                }
            )
    for start, group in _groups(chart.columns, places):
        write.held.append(
            {
                "x": start[0] - 0.5,
                "xanchor": "left",
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": _head_shift(chart),
                "text": f"<b>{plain_text(group)}</b>",
                "font": label_font(colours.ink),
            }
        )


def _head_shift(chart: ScoreTable) -> int:
    return 6 + LINE * max((len(_wrapped(one.name)) for one in chart.columns), default=1)


def _groups(
    columns: tuple[ScoreColumn, ...], places: list[float]
) -> Iterator[tuple[tuple[float, float], str]]:
    for group, members in groupby(zip(places, columns, strict=False), key=lambda one: one[1].group):
        held = [at for at, _ in members]
        yield (held[0], held[-1]), group


def _write_rows(
    write: MarginText, chart: ScoreTable, places: list[float], *, left: int, colours: Tokens
) -> None:
    for y, row in enumerate(chart.rows):
        write.left(row.name, at=left - 2, y=y, bold=row.is_own)
    below = len(chart.rows) + 0.2
    write.left(chart.total.name, at=left - 2, y=below, bold=True)
    for at, cell in zip(places, chart.total.cells, strict=True):
        text = f"<b>{plain_text(cell.text)}</b> {plain_text(cell.move)}".strip()
        font = {"size": SIZE_BODY, "color": colours.ink}
        write.held.append({"x": at, "y": below, "text": text, "font": font})


def _write_index(write: MarginText, chart: ScoreTable, *, end: float, colours: Tokens) -> None:
    _, index, score, rank = chart.headings
    size = {"size": SIZE_LABEL, "color": colours.ink_2}
    write.right(score, at=-1, y=-0.5, yanchor="bottom", yshift=2, **_moved(end - RANK, end), **size)
    write.right(rank, at=0, y=-0.5, yanchor="bottom", yshift=2, **size)
    write.held.append(
        {
            "x": end - RANK - SCORE,
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": _head_shift(chart),
            "text": f"<b>{plain_text(index)}</b>",
            "font": label_font(colours.ink),
        }
    )
    for y, row in enumerate(chart.rows):
        write.right(row.score_text, at=-1, y=y, bold=True, **_moved(end - RANK, end))
        colour = colours.ink_2 if row.score is not None else colours.ink_3
        write.right(row.rank_text, at=0, y=y, color=colour)


def _moved(x: float, end: float) -> dict[str, object]:
    """Place a text by the axis instead of the paper's edge."""
    del end
    return {"x": x, "xref": "x"}


def _add_rules(
    figure: Canvas,
    chart: ScoreTable,
    places: list[float],
    *,
    ends: tuple[float, float],
    colours: Tokens,
) -> None:
    line = {"color": colours.ink, "width": 1}
    shift = _head_shift(chart)
    lines = [(first - 0.48, last + 0.48) for (first, last), _ in _groups(chart.columns, places)]
    for start, stop in (*lines, ends):
        figure.add_shape(
            type="line",
            x0=start,
            x1=stop,
            yref="paper",
            y0=shift - 3,
            y1=shift - 3,
            ysizemode="pixel",
            yanchor=1,
            line=line,
        )
    below = len(chart.rows) - 0.42
    figure.add_shape(type="line", x0=-0.5, x1=ends[1], y0=below, y1=below, line=line)


def _add_courses(
    figure: Canvas, chart: ScoreTable, places: list[float], *, y: float, colours: Tokens
) -> None:
    """Draw the whole area's course below each of its values, each on a scale of its own."""
    for at, column in zip(places, chart.columns, strict=True):
        known = [one for one in column.course if one is not None]
        if len(known) <= 1:
            continue
        low, span = min(known), (max(known) - min(known)) or 1.0
        step = 0.76 / (len(column.course) - 1)
        figure.add_scatter(
            x=[at - 0.38 + step * i for i in range(len(column.course))],
            y=[
                None if one is None else y + COURSE_HEIGHT * (0.5 - (one - low) / span)
                for one in column.course
            ],
            mode="lines",
            line={"color": colours.ink_3, "width": 1.2},
            hoverinfo="skip",
        )
