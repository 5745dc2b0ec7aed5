"""Periods as readers name them: ``2020``, ``2020-H1``, ``2020-Q3``, ``2020-09``."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

MONTHS_IN_YEAR = 12
LABEL = re.compile(
    r"(?P<year>(?!0000)\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})))?",
    re.ASCII,
)


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


class PeriodError(ValueError):
    """A text does not name a period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One month, quarter, half or year.

    Attributes:
        start: its first day.
        kind: how long it is.
    """

    start: dt.date
    kind: PeriodKind

    @classmethod
    def parse(cls, label: str) -> "Period":
        """Read a period's name.

        Raises:
            PeriodError: it names none.
        """
        found = LABEL.fullmatch(label)
        if found is None:
            raise PeriodError(label)
        year = int(found["year"])
        if found["half"]:
            return cls(dt.date(year, 6 * int(found["half"]) - 5, 1), PeriodKind.HALF)
        if found["quarter"]:
            return cls(dt.date(year, 3 * int(found["quarter"]) - 2, 1), PeriodKind.QUARTER)
        if found["month"] is None:
            return cls(dt.date(year, 1, 1), PeriodKind.YEAR)
        if not 1 <= int(found["month"]) <= MONTHS_IN_YEAR:
            raise PeriodError(label)
        return cls(dt.date(year, int(found["month"]), 1), PeriodKind.MONTH)

    @property
    def label(self) -> str:
        """The period's name, the same in every language."""
        month = self.start.month
        return {
            PeriodKind.YEAR: f"{self.start.year}",
            PeriodKind.HALF: f"{self.start.year}-H{(month + 5) // 6}",
            PeriodKind.QUARTER: f"{self.start.year}-Q{(month + 2) // 3}",
            PeriodKind.MONTH: f"{self.start.year}-{month:02}",
        }[self.kind]

    @property
    def next_start(self) -> dt.date:
        """The first day after it."""
        return _shifted(self.start, MONTHS[self.kind])

    @property
    def last_day(self) -> dt.date:
        """Its last day."""
        return self.next_start - dt.timedelta(days=1)

    @property
    def before(self) -> "Period":
        """The period of the same kind before it (环比)."""
        return Period(_shifted(self.start, -MONTHS[self.kind]), self.kind)

    @property
    def after(self) -> "Period":
        """The period of the same kind after it."""
        return Period(self.next_start, self.kind)

    @property
    def year_before(self) -> "Period":
        """The same period a year earlier (同比)."""
        return Period(_shifted(self.start, -MONTHS_IN_YEAR), self.kind)

    def within(self, kind: PeriodKind) -> "Period":
        """Give the longer period of ``kind`` that it lies in."""
        span = MONTHS[kind]
        month = (self.start.month - 1) // span * span + 1
        return Period(dt.date(self.start.year, month, 1), kind)

    @property
    def promises(self) -> tuple[str, ...]:
        """The labels under which a target for it may stand, nearest first."""
        longer = [kind for kind in MONTHS if MONTHS[kind] >= MONTHS[self.kind]]
        return tuple(self.within(kind).label for kind in longer)


def _shifted(day: dt.date, months: int) -> dt.date:
    total = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    return dt.date(total // MONTHS_IN_YEAR, total % MONTHS_IN_YEAR + 1, 1)
