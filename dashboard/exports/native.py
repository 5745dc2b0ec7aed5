"""Charts as offices know them: lines, columns, points, tables and cards with their data.

Every export draws these and nothing else, so that a number in a file is the number on the screen.
Values are unrounded; a number format does all rounding.
"""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.charts.spec import Face, MapChart, Said, Shape, Tone
from dashboard.format import NumberFormat


class Kind(StrEnum):
    """What an office program calls the chart."""

    LINES = "lines"
    COLUMNS = "columns"
    POINTS = "points"


class Mark(StrEnum):
    """How a series is drawn."""

    DOT = "dot"
    LINE = "line"
    DASHED = "dashed"
    COLUMN = "column"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers under one name.

    Attributes:
        name: in the legend.
        mark: how it is drawn.
        tone: what its colour may claim.
        values: one a category, or one a point; null leaves a gap.
        lows, highs: ends of intervals, as many as values; empty where there are none.
        xs: where points stand across; empty in charts with categories.
        labels: names of points; empty where categories name them.
        is_own: whether it is the area the chart is about.
        shape: of its dots and points.
    """

    name: str
    mark: Mark
    tone: Tone
    values: tuple[float | None, ...]
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    xs: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    is_own: bool = False
    shape: Shape = Shape.DOT


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart that can be edited in an office program.

    Attributes:
        face: title, note, alternative text, provenance; its id is unique in the page.
        kind: which chart.
        number: how values are written.
        categories: below the axis; empty for points.
        series: in the order of the legend.
        span: ends of the axis of values; holds every interval.
        is_rank: whether the axis of values counts ranks, 1 on top.
        axis_titles: across and up; empty for none.
        across: how places across points are written; as values where null.
    """

    face: Face
    kind: Kind
    number: NumberFormat
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    span: tuple[float, float]
    is_rank: bool = False
    axis_titles: tuple[str, str] = ("", "")
    across: NumberFormat | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what is written, the number behind it, what it may claim."""

    text: str
    value: float | None = None
    number: NumberFormat | None = None
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class NativeTable:
    """A table of a document; the first column names the rows."""

    face: Face
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure.

    Attributes:
        key: metric id.
        name: the metric.
        number_text, unit_text, interval_text: as on the screen.
        value, low, high: unrounded; null where withheld.
        status: against the target.
        why: one computed sentence.
        facts: label and value.
    """

    key: str
    name: str
    number_text: str
    unit_text: str
    interval_text: str
    value: float | None
    low: float | None
    high: float | None
    status: Said
    why: str
    facts: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class NativeCards:
    """Headline figures side by side."""

    face: Face
    cards: tuple[Card, ...]


# A sketch map is drawn as shapes, one an area; its specification is all they need.
Native = NativeChart | NativeTable | NativeCards | MapChart


def excel_format(number: NumberFormat) -> str:
    """Write a number format as office programs read it: ``0.0%``, ``#,##0.00``."""
    decimals = f".{'0' * number.decimals}" if number.decimals else ""
    return f"0{decimals}%" if number.is_share else f"#,##0{decimals}"
