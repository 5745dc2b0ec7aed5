"""The months and quarters that the deliveries cover, and what kind of day each day is."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.demo.plan import Plan

MONTHS_A_YEAR = 12
MONTHS_A_QUARTER = 3
SATURDAY = 5
MONDAY_OF_1970 = 4  # 1970-01-05 was a Monday.


@dataclass(frozen=True, slots=True)
class Span:
    """Some whole months: from ``first`` until the day before ``end``."""

    first: dt.date
    end: dt.date

    @property
    def days(self) -> NDArray[np.datetime64]:
        """Every day of the span."""
        count = (self.end - self.first).days
        return np.asarray(np.datetime64(self.first, "D") + np.arange(count))

    @property
    def month(self) -> str:
        """The span's first month: ``2020-09``."""
        return f"{self.first:%Y-%m}"

    @property
    def quarter(self) -> str:
        """The span's first quarter: ``2020-Q3``."""
        return f"{self.first.year}-Q{(self.first.month + 2) // MONTHS_A_QUARTER}"

    @property
    def year(self) -> int:
        """The span's first year."""
        return self.first.year


def months(plan: Plan) -> Iterator[Span]:
    """Yield every month of the plan."""
    return _spans(plan, length=1)


def quarters(plan: Plan) -> Iterator[Span]:
    """Yield every quarter of the plan."""
    return _spans(plan, length=MONTHS_A_QUARTER)


def years(plan: Plan) -> Iterator[Span]:
    """Yield every year of the plan."""
    return _spans(plan, length=MONTHS_A_YEAR)


def _spans(plan: Plan, *, length: int) -> Iterator[Span]:
    first, end = plan["dates"]["first"], plan["dates"]["end"]
    while first < end:
        following = _months_later(first, length)
        yield Span(first, following)
        first = following


def _months_later(day: dt.date, count: int) -> dt.date:
    months_since_zero = day.year * MONTHS_A_YEAR + day.month - 1 + count
    year, month = divmod(months_since_zero, MONTHS_A_YEAR)
    return dt.date(year, month + 1, 1)


def is_weekend(days: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    """Tell which days are Saturdays and Sundays."""
    return np.asarray((days.astype(np.int64) - MONDAY_OF_1970) % 7 >= SATURDAY)


def is_within(
    days: NDArray[np.datetime64], spans: Sequence[Sequence[dt.date]]
) -> NDArray[np.bool_]:
    """Tell which days lie in one of ``spans``, each given by its first and last day."""
    found = np.zeros(len(days), dtype=bool)
    for first, last in spans:
        found |= (days >= np.datetime64(first)) & (days <= np.datetime64(last))
    return found


def share_within(span: Span, first: dt.date, last: dt.date) -> float:
    """Tell which share of the days of ``span`` lies between two days, both included."""
    return float(is_within(span.days, [(first, last)]).mean())
