"""A change taken apart: from the earlier value to the later one, step by step."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Table, Tone
from dashboard.format import NumberFormat


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One part of a change.

    Attributes:
        key: area code, class or kind of mix.
        name: in the reader's language.
        part: in the chart's unit; all parts together are the change.
        text: the part as written.
        note: what stands behind it: both values of the street, for instance.
        tone: what the part may claim.
        claim: the same in words; parts of one claim are told apart from others by it.
        is_mix: whether it is a change of weights, and nobody's doing.
    """

    key: str
    name: str
    part: float
    text: str
    note: str
    tone: Tone
    claim: str
    is_mix: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The parts of a change, which add up to it.

    Attributes:
        face: what every chart has.
        number: how values are written.
        ends: names of the earlier and the later period.
        end_texts: both values as written.
        before, after: both values, in the metric's unit.
        steps: in the order of drawing.
        cells: what each area's classes did, for the table: name, class, part.
        headings: part, class, note.
        total: name and text of the whole change.
    """

    face: Face
    number: NumberFormat
    ends: tuple[str, str]
    end_texts: tuple[str, str]
    before: float
    after: float
    steps: tuple[WaterfallStep, ...]
    cells: tuple[tuple[str, str, float], ...]
    headings: tuple[str, str, str]
    total: tuple[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.steps

    @property
    def reached(self) -> tuple[float, ...]:
        """Where each step ends, the earlier value first."""
        found = [self.before]
        for one in self.steps:
            found.append(found[-1] + one.part)
        return tuple(found)

    def table(self) -> Table:
        """Give every part as a table, down to the classes, and their sum."""
        part, kind, _ = self.headings
        mixes = [(one.name, "", one.part) for one in self.steps if one.is_mix]
        rows = [*self.cells, *mixes]
        total = [(self.total[0], "", sum(row[2] for row in rows))] if rows else []
        return Table(("", kind, part), (*rows, *total))
