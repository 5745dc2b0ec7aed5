"""Ranks over time: a line an area, 1 on top, the interval of one rank as a ribbon."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Table


@dataclass(frozen=True, slots=True)
class BumpPoint:
    """One area in one period.

    Attributes:
        rank: 1 is best; null where not ranked.
        low, high: ends of the 95 % rank interval; null where not ranked.
        text: the rank with its interval; why there is none where there is none.
    """

    rank: int | None
    low: int | None
    high: int | None
    text: str


@dataclass(frozen=True, slots=True)
class BumpRow:
    """One area: a point a period.

    Attributes:
        key: area code.
        name: in the reader's language.
        points: oldest first, one a period.
        end_text: stands at the end of the line.
        is_own: whether it is the area the chart is about.
    """

    key: str
    name: str
    points: tuple[BumpPoint, ...]
    end_text: str
    is_own: bool = False

    @property
    def last(self) -> int | None:
        """The rank in the last period; null where not ranked."""
        return self.points[-1].rank if self.points else None


@dataclass(frozen=True, slots=True)
class BumpChart:
    """Ranks over periods; the own area strong with its interval, all others thin.

    Attributes:
        face: what every chart has.
        rows: areas in the order of their last rank.
        labels: the periods in words.
        shorts: the periods where there is little room.
        ticks: names of years at their middles.
        breaks: where no line may join two periods, and why in few words.
        places: the lowest rank there is.
        heading: of the ranks.
    """

    face: Face
    rows: tuple[BumpRow, ...]
    labels: tuple[str, ...]
    shorts: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[tuple[float, str], ...]
    places: int
    heading: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(point.rank is None for row in self.rows for point in row.points)

    def table(self) -> Table:
        """Give the ranks as a table, each with its interval: one row a period."""
        return Table(
            ("", *(row.name for row in self.rows)),
            tuple(
                (label, *(row.points[at].text for row in self.rows))
                for at, label in enumerate(self.labels)
            ),
        )
