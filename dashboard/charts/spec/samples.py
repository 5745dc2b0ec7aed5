"""Charts of a survey: its waves, its samples, what its weights do."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Line, Table
from dashboard.format import NumberFormat


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series.

    Attributes:
        label: the period in words.
        value, low, high: in the chart's unit; null for no value.
        is_break: parts the line before it.
        short: the period where there is little room, ``2020 Q4``; empty where the label is short.
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    is_break: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One series with its target."""

    title: str
    points: tuple[Point, ...]
    target: float | None
    target_text: str
    end_text: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, at a position of the series."""

    position: float
    text: str


@dataclass(frozen=True, slots=True)
class WaveChart:
    """Small multiples on one scale, with interval ribbons, breaks and events."""

    face: Face
    number: NumberFormat
    panels: tuple[Panel, ...]
    events: tuple[Event, ...]
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[tuple[float, str], ...]
    headings: tuple[str, str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(point.value is None for panel in self.panels for point in panel.points)

    def table(self) -> Table:
        """Give the numbers as a table."""
        value, low, high = self.headings
        titles = tuple(
            f"{panel.title} {word}" for panel in self.panels for word in (value, low, high)
        )
        labels = [point.label for point in self.panels[0].points] if self.panels else []
        rows = tuple(
            (
                label,
                *(number for panel in self.panels for number in _numbers(panel.points[position])),
            )
            for position, label in enumerate(labels)
        )
        return Table(("", *titles), rows)


def _numbers(point: Point) -> tuple[float | None, float | None, float | None]:
    return point.value, point.low, point.high


@dataclass(frozen=True, slots=True)
class BarRow:
    """A wide bar, a thin bar inside it, and columns of text."""

    key: str
    name: str
    wide: float
    thin: float
    texts: tuple[str, ...]
    is_low: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from zero with a floor line."""

    face: Face
    rows: tuple[BarRow, ...]
    columns: tuple[str, ...]
    floor: Line
    headings: tuple[str, str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            (*self.headings, *self.columns[2:]),
            tuple((row.name, row.wide, row.thin, *row.texts[2:]) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two shares of one group and what stands beside them."""

    name: str
    first: float
    second: float
    text: str


@dataclass(frozen=True, slots=True)
class PairChart:
    """Hollow to solid: what was reached and what it stands for."""

    face: Face
    number: NumberFormat
    rows: tuple[PairRow, ...]
    titles: tuple[str, str, str]
    heading: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            (self.heading, *self.titles),
            tuple((row.name, row.first, row.second, row.text) for row in self.rows),
        )
