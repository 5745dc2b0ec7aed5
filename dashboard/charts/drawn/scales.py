"""What charts over time share: round ticks, years below, names at the end, hairlines at events."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor, log10
from typing import TypeVar

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import plain_text, spread
from dashboard.charts.spec import Event, Point
from dashboard.format import NumberFormat
from dashboard.theme import SIZE_MAP, Tokens

MOST_TICKS = 6
# The least distance of two texts at the end, px.
LINE = 16
# A logarithm of a tenth may miss it by a rounding error.
TINY = 1e-9
T = TypeVar("T")


def even_ticks(low: float, high: float, *, most: int = MOST_TICKS) -> list[float]:
    """Give round numbers between two others, ``most`` of them at the most."""
    reach = high - low
    power = 10.0 ** floor(log10(reach / most))
    step = next(n * power for n in (1, 2, 5, 10, 20) if reach / (n * power) <= most)
    first = -int(-low // step)
    return [round(n * step, 10) for n in range(first, int(high // step) + 1)]


def tick_texts(ticks: Sequence[float], number: NumberFormat) -> list[str]:
    """Write ticks with as many decimals as tell them apart, and no more."""
    unit = 0.01 if number.is_share else 1.0
    step = min((b - a for a, b in pairwise(ticks)), default=unit) / unit
    decimals = max(0, -floor(log10(step) + TINY))
    return [replace(number, decimals=decimals).plain(one) for one in ticks]


def with_room(numbers: Sequence[float], share: float) -> tuple[float, float]:
    """Give the span of numbers and ``share`` of it as room at either end; 0–1 for none."""
    if not numbers:
        return 0.0, 1.0
    room = (max(numbers) - min(numbers) or abs(max(numbers)) or 1.0) * share
    return min(numbers) - room, max(numbers) + room


def grade(
    figure: Canvas, span: tuple[float, float], number: NumberFormat, *, colours: Tokens
) -> None:
    """Grade the height of a figure by round numbers, each with a faint line."""
    ticks = even_ticks(*span)
    figure.update_yaxes(
        range=list(span),
        showgrid=True,
        gridcolor=colours.rule,
        tickvals=ticks,
        ticktext=tick_texts(ticks, number),
    )


def add_levels(figure: Canvas, heights: Sequence[float], *, colours: Tokens) -> None:
    """Draw a dashed line through the whole figure at each height."""
    for height in heights:
        figure.add_shape(
            type="line",
            xref="x domain",
            x0=0,
            x1=1,
            y0=height,
            y1=height,
            line={"color": colours.ink, "width": 1, "dash": "2px,3px"},
        )


@dataclass(frozen=True)
class End:
    """A text behind the right end of a figure.

    Attributes:
        value: at whose height it would stand if nothing else did.
        text: plain text, or text made bold.
        colour, size: of its type; size in px.
    """

    value: float
    text: str
    colour: str
    size: int


def add_ends(
    figure: Canvas,
    ends: Sequence[End],
    span: tuple[float, float],
    *,
    plot: int,
    shift: int,
) -> None:
    """Write texts at the right, none on another.

    Args:
        figure: the one they belong to.
        ends: the texts.
        span: lowest and highest value of the figure.
        plot: its height, px.
        shift: their distance from the figure, px.
    """
    reach = span[1] - span[0]
    heights = [plot * (one.value - span[0]) / reach for one in ends]
    placed = spread(heights, least=LINE, limits=(0.0, float(plot)))
    for place, one in zip(placed, ends, strict=True):
        figure.add_annotation(
            xref="paper",
            x=1,
            xshift=shift,
            xanchor="left",
            y=span[0] + reach * place / plot,
            yanchor="middle",
            text=one.text,
            font={"size": one.size, "color": one.colour},
        )


def years_below(figure: Canvas, ticks: Sequence[tuple[float, str]], *, axis: str = "") -> None:
    """Name each year in its middle."""
    figure.update_layout(
        {
            f"xaxis{axis}": {
                "tickvals": [position for position, _ in ticks],
                "ticktext": [plain_text(text) for _, text in ticks],
            }
        }
    )


def add_hairlines(
    figure: Canvas,
    events: Sequence[Event],
    restarts: Sequence[tuple[float, str]],
    *,
    colours: Tokens,
) -> None:
    """Draw hairlines at events with their numbers on top, and where limits begin anew, why."""
    for event in events:
        _add_hairline(figure, event.position, text=event.text, colours=colours, is_strong=False)
    for position, text in restarts:
        _add_hairline(figure, position, text=text, colours=colours, is_strong=True)


def _add_hairline(
    figure: Canvas, position: float, *, text: str, colours: Tokens, is_strong: bool
) -> None:
    figure.add_shape(
        type="line",
        yref="y domain",
        x0=position,
        x1=position,
        y0=0,
        y1=1,
        line={"color": colours.ink_3 if is_strong else colours.rule, "width": 1},
        layer="below",
    )
    figure.add_annotation(
        x=position,
        yref="y domain",
        y=0 if is_strong else 1,
        yanchor="bottom",
        xanchor="left" if is_strong else "center",
        xshift=4 if is_strong else 0,
        yshift=2,
        text=plain_text(text),
        font={"size": SIZE_MAP, "color": colours.ink_3},
    )


def parted(
    points: Sequence[T], *, starts: Collection[float], is_known: Callable[[T], bool]
) -> Iterator[list[tuple[int, T]]]:
    """Part a line where there is no value and before each position of ``starts``."""
    run: list[tuple[int, T]] = []
    for position, point in enumerate(points):
        if run and (position in starts or not is_known(point)):
            yield run
            run = []
        if is_known(point):
            run.append((position, point))
    if run:
        yield run


def runs(points: Sequence[Point]) -> Iterator[list[tuple[int, Point]]]:
    """Part a series where the line breaks and where there is no value."""
    starts = {position for position, point in enumerate(points) if point.is_break}
    return parted(points, starts=starts, is_known=lambda point: point.value is not None)
