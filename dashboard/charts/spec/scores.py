"""Charts of many metrics at once: a scorecard of areas by metrics."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Table, Tone
from dashboard.format import NumberFormat

SCORE = NumberFormat(is_share=False, decimals=1)


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """One metric of a scorecard.

    Attributes:
        key: metric id.
        group: its pillar.
        name: short, as it heads the column.
        full_name: with its unit, for the table twin and for exports.
        number: how its values are written.
        course: the whole area's values over time, null where there is none.
    """

    key: str
    group: str
    name: str
    full_name: str
    number: NumberFormat
    course: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """One value of a scorecard.

    Attributes:
        value: in the metric's unit; null where there is none.
        text: as printed; the reason's short form where there is no value.
        tone: what its colour may claim.
        is_strong: whether it may be claimed at 99.8 %, too.
        arrow: ▲ above or ▼ below what it is compared with, where that is claimed.
        move: ↗ or ↘ since the other period, where that is claimed.
        interval_text: empty for a full count.
        reason: why there is no value.
    """

    value: float | None
    text: str
    tone: Tone
    is_strong: bool = False
    arrow: str = ""
    move: str = ""
    interval_text: str = ""
    reason: str = ""

    @property
    def written(self) -> str:
        """The cell in one line: ``▲ 95.1 ↗``."""
        return " ".join(part for part in (self.arrow, self.text, self.move) if part)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One area of a scorecard.

    Attributes:
        key: area code.
        name: in the reader's language.
        cells: one a column.
        score: of the index; null where too little is known, and for the whole area.
        score_text, rank_text: as printed.
        is_own: whether it is the area the page is about.
    """

    key: str
    name: str
    cells: tuple[ScoreCell, ...]
    score: float | None = None
    score_text: str = ""
    rank_text: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Metrics by areas, every number printed, coloured only where it may be claimed.

    Attributes:
        face: what every chart has.
        columns: metrics in the order of pillars.
        rows: areas in the order of drawing.
        total: the whole area.
        headings: of the areas, of the index, of its score and of its rank.
        has_intervals: whether cells print their intervals, too.
        legend: tone, whether it is the strong one, and its words.
    """

    face: Face
    columns: tuple[ScoreColumn, ...]
    rows: tuple[ScoreRow, ...]
    total: ScoreRow
    headings: tuple[str, str, str, str]
    legend: tuple[tuple[Tone, bool, str], ...]
    has_intervals: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows or not self.columns

    @property
    def numbers(self) -> tuple[NumberFormat | None, ...]:
        """How the columns of the table are written, after the first."""
        return (*(one.number for one in self.columns), SCORE, None)

    def table(self) -> Table:
        """Give the numbers as a table."""
        area, _, score, rank = self.headings
        names = tuple(one.full_name for one in self.columns)
        shown = (*self.rows, self.total) if self.rows else ()
        return Table(
            (area, *names, score, rank),
            tuple(
                (row.name, *(cell.value for cell in row.cells), row.score, row.rank_text)
                for row in shown
            ),
        )
