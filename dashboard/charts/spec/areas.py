"""Charts that compare areas: dots with intervals, two periods, an outline map."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Line, Shape, Table, Tone
from dashboard.format import NumberFormat


@dataclass(frozen=True, slots=True)
class DotRow:
    """One area: a value with its interval, and what is said of it in columns.

    Attributes:
        key: area code.
        name: in the reader's language.
        value, low, high: in the metric's unit; null where there is none.
        tone: what the mark may claim.
        shape: how the value is marked.
        band: areas of one band cannot be told from the best of it; null where not ranked.
        texts: one for each column of the chart.
        verdict: the comparison in words, with its triangle.
        reason: why there is no value; empty where there is one.
        is_own: whether it is the area the page is about.
    """

    key: str
    name: str
    value: float | None
    low: float | None
    high: float | None
    tone: Tone
    shape: Shape
    band: int | None
    texts: tuple[str, ...]
    verdict: str
    reason: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class DotChart:
    """Values with intervals, best on top, tie bands behind, ranks and verdicts as text.

    Attributes:
        face: what every chart has.
        number: how values are written.
        columns: titles of the text columns, then of the verdict.
        rows: in the order of drawing.
        lines: benchmark and target.
        headings: titles for the table twin: name, value, low, high.
    """

    face: Face
    number: NumberFormat
    columns: tuple[str, ...]
    rows: tuple[DotRow, ...]
    lines: tuple[Line, ...]
    headings: tuple[str, str, str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    def table(self) -> Table:
        """Give the numbers as a table."""
        texts = self.columns[1:]
        return Table(
            (*self.headings, *texts),
            tuple(
                (row.name, row.value, row.low, row.high, *row.texts[1:], row.verdict or row.reason)
                for row in self.rows
            ),
        )


@dataclass(frozen=True, slots=True)
class SlopeRow:
    """One area in two periods."""

    key: str
    name: str
    then: float | None
    now: float | None
    tone: Tone
    then_text: str
    now_text: str
    change_text: str
    is_small: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class SlopeChart:
    """Two periods side by side; only clear changes have colour."""

    face: Face
    number: NumberFormat
    periods: tuple[str, str]
    rows: tuple[SlopeRow, ...]
    headings: tuple[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(row.then is None or row.now is None for row in self.rows)

    def table(self) -> Table:
        """Give the numbers as a table."""
        name, change = self.headings
        return Table(
            (name, *self.periods, change),
            tuple((row.name, row.then, row.now, row.change_text) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """One area of a long ranking."""

    key: str
    name: str
    rank: int
    value: float
    is_own: bool
    is_published: bool


@dataclass(frozen=True, slots=True)
class LadderChart:
    """A long ranking: value across, rank down, 1 at the top; the own area named."""

    face: Face
    number: NumberFormat
    places: tuple[Place, ...]
    own_text: str
    ends: tuple[str, str]
    headings: tuple[str, str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.places

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            self.headings, tuple((str(one.rank), one.name, one.value) for one in self.places)
        )


Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class MapArea:
    """One outline, WGS-84 degrees; an uncounted area has no value and is only outlined.

    ``is_own`` marks the area that the page is about.
    """

    key: str
    name: str
    rings: tuple[Ring, ...]
    tone: Tone
    text: str
    value: float | None
    is_counted: bool
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class MapChart:
    """A sketch map in four states, no ramp of colours."""

    face: Face
    areas: tuple[MapArea, ...]
    legend: tuple[tuple[Tone, str], ...]
    uncounted: str
    headings: tuple[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.areas

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            self.headings,
            tuple((area.name, area.value) for area in self.areas if area.is_counted),
        )
