"""Charts of metrics against their targets: headline figures and bullet rows."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Said, Table, Tone


@dataclass(frozen=True, slots=True)
class BulletRow:
    """One metric against its target, every target at the same place of its track.

    Attributes:
        key: metric id.
        group: the pillar.
        name: the metric.
        value, low, high: in the metric's unit.
        floor, target: ends of the scale that matter; null where nothing was promised.
        peers: values of the streets, and whether each is clearly worse than the target.
        value_text, interval_text: as written.
        verdict, change, behind: against the target, against the period compared with, and the
            street that is furthest behind, or the area's own rank.
        tone: what the mark may claim.
        reason: why there is no value.
    """

    key: str
    group: str
    name: str
    value: float | None
    low: float | None
    high: float | None
    floor: float | None
    target: float | None
    peers: tuple[tuple[float, bool], ...]
    value_text: str
    interval_text: str
    verdict: Said
    change: Said
    behind: Said
    tone: Tone
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BulletTable:
    """Metrics against their targets on one line."""

    face: Face
    rows: tuple[BulletRow, ...]
    columns: tuple[str, ...]

    def table(self) -> Table:
        """Give the numbers as a table."""
        group_and_name, floor, target, value, verdict, change, behind = self.columns
        return Table(
            (group_and_name, value, floor, target, verdict, change, behind),
            tuple(
                (
                    f"{row.group} {row.name}",
                    row.value,
                    row.floor,
                    row.target,
                    row.verdict.text,
                    row.change.text,
                    row.behind.text,
                )
                for row in self.rows
            ),
        )


@dataclass(frozen=True, slots=True)
class Hero:
    """One headline metric in large figures.

    Attributes:
        key: metric id.
        name: the metric.
        status: against the target, in words.
        number_text, unit_text: the figure and its sign.
        interval_text: its interval.
        why: one computed sentence.
        series: quarters, oldest first; null where there is no value.
        target: on the scale of the series.
        span: which years the series covers.
        facts: label and value, three at most.
        value, low, high: unrounded.
        reason: why there is no value.
    """

    key: str
    name: str
    status: Said
    number_text: str
    unit_text: str
    interval_text: str
    why: str
    series: tuple[float | None, ...]
    target: float | None
    span: str
    facts: tuple[tuple[str, Said], ...]
    value: float | None
    low: float | None
    high: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeroRow:
    """The headline metrics side by side."""

    face: Face
    heroes: tuple[Hero, ...]
    headings: tuple[str, str, str, str]

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            self.headings,
            tuple((hero.name, hero.value, hero.low, hero.high) for hero in self.heroes),
        )
