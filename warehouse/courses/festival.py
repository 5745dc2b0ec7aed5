"""In which months Spring Festival lies: what it does each year is no special cause."""

import datetime as dt

from warehouse.periods import Period, PeriodKind

# The first day of the lunar year, as the calendar of the national holidays gives it.
NEW_YEARS = tuple(
    map(
        dt.date.fromisoformat,
        (
            *("2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05"),
            *("2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10"),
            *("2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13"),
            "2030-02-03",
        ),
    )
)


def is_festival(period: Period) -> bool:
    """Say whether a month holds the first day of the lunar year; a quarter is too long to say."""
    return period.kind is PeriodKind.MONTH and any(
        period.start <= day <= period.last_day for day in NEW_YEARS
    )
