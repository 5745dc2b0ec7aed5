"""Charts of single grids: a funnel, a map of all of them, sizes in steps, changes on paper."""

from dataclasses import dataclass

from dashboard.charts.spec.areas import MapArea, Ring
from dashboard.charts.spec.face import Face, Line, Table, Tone
from dashboard.format import NumberFormat


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One grid: how much was counted, and what came of it.

    Attributes:
        key: area code.
        name: in the reader's language.
        size: the denominator.
        value: in the metric's unit.
        steadied: the value drawn towards all others as far as chance may have moved it; null
            where that is not known.
        tone: coloured only outside the outer limits.
        text: what is said of it: value, limits it passed.
        is_own: whether it is the grid that was chosen.
    """

    key: str
    name: str
    size: float
    value: float
    steadied: float | None
    tone: Tone
    text: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class FunnelCurve:
    """Limits at one confidence, over sizes that rise."""

    label: str
    sizes: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """Values against their size, within the limits that chance alone would keep.

    Attributes:
        face: what every chart has.
        number: how values are written.
        points: grids; a few stand outside.
        curves: the inner limits, then the outer.
        centre: the value that limits are drawn around.
        states: what each tone means, with its number of grids.
        axes: titles across and up.
        headings: titles for the table twin: name, value, steadied value, size, state.
    """

    face: Face
    number: NumberFormat
    points: tuple[FunnelPoint, ...]
    curves: tuple[FunnelCurve, FunnelCurve]
    centre: Line
    states: tuple[tuple[Tone, str], ...]
    axes: tuple[str, str]
    headings: tuple[str, str, str, str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.points

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            self.headings,
            tuple((one.name, one.value, one.steadied, one.size, one.text) for one in self.points),
        )


@dataclass(frozen=True, slots=True)
class NetCell:
    """The outline of one grid, WGS-84 degrees."""

    key: str
    name: str
    rings: tuple[Ring, ...]
    centre: tuple[float, float]
    tone: Tone
    text: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class NetMap:
    """A map of every grid, street by street. Office programs draw the streets, pictures all.

    Attributes:
        face: what every chart has.
        cells: the grids.
        streets: outlines above them; the text is how many grids stand out, of how many.
        legend: what the tones mean.
        office_note: what is said where only the streets can be drawn.
        office_key: what the numbers of a street are.
        headings: titles for the table twin: street, share of grids that stand out.
    """

    face: Face
    cells: tuple[NetCell, ...]
    streets: tuple[MapArea, ...]
    legend: tuple[tuple[Tone, str], ...]
    office_note: str
    office_key: str
    headings: tuple[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.cells

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            self.headings, tuple((one.name, one.value) for one in self.streets if one.is_counted)
        )


@dataclass(frozen=True, slots=True)
class StepBin:
    """How many grids have a size within a step, as they are and as they would be."""

    label: str
    low: float
    high: float
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class StepChart:
    """Sizes of grids in steps, before and after: wide columns and thin ones.

    Attributes:
        face: what every chart has.
        bins: from the smallest; the last is open.
        norm: ends of the norm and its middle.
        axes: titles across and up.
        headings: titles for the table twin: step, before, after.
    """

    face: Face
    bins: tuple[StepBin, ...]
    norm: tuple[Line, Line, Line]
    axes: tuple[str, str]
    headings: tuple[str, str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(one.before or one.after for one in self.bins)

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            self.headings,
            tuple((one.label, float(one.before), float(one.after)) for one in self.bins),
        )


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change on paper.

    Attributes:
        key: code of the grid that calls for it.
        name: the grids that would change.
        before: their households now, the grid's own first.
        after: households of the grids that would be there.
        texts: why, and what.
        is_own: whether the chosen grid takes part.
    """

    key: str
    name: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    texts: tuple[str, str]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class ChangeChart:
    """Changes of grids: hollow marks as they are, solid ones as they would be.

    Attributes:
        face: what every chart has.
        rows: the most pressing first.
        norm: ends of the norm and its middle.
        columns: titles of the texts.
        marks: words for the hollow and for the solid marks.
        headings: titles for the table twin: grids, now, afterwards.
    """

    face: Face
    rows: tuple[ChangeRow, ...]
    norm: tuple[Line, Line, Line]
    columns: tuple[str, str]
    marks: tuple[str, str]
    headings: tuple[str, str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            (*self.headings, *self.columns),
            tuple(
                (row.name, _joined(row.before), _joined(row.after), *row.texts) for row in self.rows
            ),
        )


def _joined(sizes: tuple[float, ...]) -> str:
    return " + ".join(f"{one:.0f}" for one in sizes)
