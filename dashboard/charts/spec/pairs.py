"""Two areas against each other, metric by metric."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Said, Table, Tone


@dataclass(frozen=True, slots=True)
class DuelRow:
    """One metric of two areas.

    Attributes:
        key: metric id.
        group: its pillar.
        name: the metric.
        first, second: values in the metric's unit; null where there is none.
        first_text, second_text: as written.
        difference: first less second; null where there is none.
        difference_text: as written, with its interval.
        place: the difference over half of its 95 % interval, right where the first is better;
            null where there is none to draw.
        verdict: who is better, or that it cannot be told.
        needed: what it would take to tell.
    """

    key: str
    group: str
    name: str
    first: float | None
    second: float | None
    first_text: str
    second_text: str
    difference: float | None
    difference_text: str
    place: float | None
    verdict: Said
    needed: str

    @property
    def tone(self) -> Tone:
        """What the mark may claim of the first area."""
        return self.verdict.tone


@dataclass(frozen=True, slots=True)
class DuelChart:
    """Two areas on many metrics: each difference against the width of its own interval.

    Attributes:
        face: what every chart has.
        names: of the first and of the second area.
        rows: metrics in the order of pillars.
        columns: titles: metric, first, second, difference, verdict, what it would take.
        ends: what the left and the right side mean.
    """

    face: Face
    names: tuple[str, str]
    rows: tuple[DuelRow, ...]
    columns: tuple[str, str, str, str, str, str]
    ends: tuple[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    def table(self) -> Table:
        """Give the numbers as a table."""
        metric, first, second, apart, verdict, needed = self.columns
        return Table(
            (metric, first, second, apart, f"{apart} ", verdict, needed),
            tuple(
                (
                    row.name,
                    row.first,
                    row.second,
                    row.difference,
                    row.difference_text,
                    row.verdict.text,
                    row.needed,
                )
                for row in self.rows
            ),
        )
