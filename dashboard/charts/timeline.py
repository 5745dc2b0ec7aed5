"""Where days and years lie on an axis of periods whose middles are whole numbers."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

import polars as pl

from dashboard.charts.spec import Event
from warehouse.periods import Period


def in_span(happened: pl.DataFrame, periods: Sequence[Period]) -> pl.DataFrame:
    """Keep what happened within a run of periods, oldest first."""
    if not periods:
        return happened.clear()
    first, last = periods[0].start, periods[-1].last_day
    return happened.filter(pl.col("occurred_on").is_between(first, last)).sort("occurred_on")


def numbered_events(happened: pl.DataFrame, periods: Sequence[Period]) -> tuple[Event, ...]:
    """Number what happened; the numbers are told beside the chart."""
    return tuple(
        Event(position_of(day, periods), str(number))
        for number, day in enumerate(in_span(happened, periods)["occurred_on"], start=1)
    )


def position_of(day: dt.date, periods: Sequence[Period]) -> float:
    """Tell where a day lies among periods, one of which holds it."""
    number = next(i for i, one in enumerate(periods) if one.start <= day <= one.last_day)
    period = periods[number]
    length = (period.last_day - period.start).days + 1
    return number - 0.5 + (day - period.start).days / length


def year_ticks(periods: Sequence[Period]) -> tuple[tuple[float, str], ...]:
    """Name each year in its middle."""
    ticks = []
    for year, members in groupby(enumerate(periods), key=lambda pair: pair[1].start.year):
        positions = [position for position, _ in members]
        ticks.append((sum(positions) / len(positions), str(year)))
    return tuple(ticks)
