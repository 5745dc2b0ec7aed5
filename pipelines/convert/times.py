"""Dates and times: local (Asia/Shanghai) unless an offset is written."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import polars as pl

from pipelines.convert.outcome import Careful, Outcome

HOME = ZoneInfo("Asia/Shanghai")
# Chrono reads `26-3-1` as the year 26: nothing before this year is taken the fast way.
FIRST_PLAIN_YEAR = 1000
# Twenty-first-century serial numbers of a spreadsheet; smaller ones are counts or ages.
SERIALS = range(36_526, 73_051)
EPOCHS = {"1900": dt.datetime(1899, 12, 30), "1904": dt.datetime(1904, 1, 1)}

MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
MORE_MOMENTS = ("%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d")

CHINESE = re.compile(
    r"^(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*"
    r"(?P<half>上午|下午|晚上|凌晨|中午)?\s*"
    r"(?:(?P<hour>\d{1,2})[时点:](?P<minute>\d{1,2})?分?:?(?P<second>\d{1,2})?秒?)?$"
)
MIDNIGHT = re.compile(r"^(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2})[ T]24:00(:00)?$")
COMPACT = re.compile(r"^(19|20)\d{6}(\d{6})?$")
NUMBER = re.compile(r"^\d{4,6}(\.\d+)?$")
DAY_FIRST = re.compile(r"^\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}")
AFTERNOON = ("下午", "晚上")


def moment_fast(text: pl.Expr) -> pl.Expr:
    """Understand the agreed form ``2021-01-13 08:30:00``."""
    found = text.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us")
    return pl.when(found.dt.year() >= FIRST_PLAIN_YEAR).then(found)


def day_fast(text: pl.Expr) -> pl.Expr:
    """Understand the agreed form ``2021-01-13``."""
    found = text.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(found.dt.year() >= FIRST_PLAIN_YEAR).then(found)


def moment_way(serial_epoch: str | None) -> Careful:
    """Make the careful way for times; ``serial_epoch`` is set for workbooks alone."""

    def careful(value: str) -> Outcome:
        found = _moment(value)
        return Outcome(found) if found else _otherwise(value, serial_epoch, "not_a_time")

    return careful


def day_way(serial_epoch: str | None) -> Careful:
    """Make the careful way for dates; a time of midnight is a date."""

    def careful(value: str) -> Outcome:
        found = _moment(value)
        outcome = Outcome(found) if found else _otherwise(value, serial_epoch, "not_a_date")
        if outcome.value is None:
            return outcome
        return Outcome(outcome.value.date(), note=outcome.note)

    return careful


def _moment(value: str) -> dt.datetime | None:
    """Read the forms that leave no doubt."""
    for form in (*MOMENTS, *MORE_MOMENTS, *DAYS):
        if found := _by_form(value, form):
            return found
    if COMPACT.match(value):
        return _by_form(value, "%Y%m%d%H%M%S" if len(value) > len("20210113") else "%Y%m%d")
    if midnight := MIDNIGHT.match(value):
        start = _by_form(midnight["day"].replace("/", "-"), "%Y-%m-%d")
        return start + dt.timedelta(days=1) if start else None
    return _chinese(value) or _with_offset(value)


def _by_form(value: str, form: str) -> dt.datetime | None:
    # strptime takes one-digit years for %Y nowhere, but two-digit ones would be the reader's guess.
    try:
        return dt.datetime.strptime(value, form)  # noqa: DTZ007  local by decision
    except ValueError:
        return None


def _chinese(value: str) -> dt.datetime | None:
    if not (found := CHINESE.match(value)):
        return None
    hour = int(found["hour"] or 0)
    if found["half"] in AFTERNOON and hour < 12:  # noqa: PLR2004  noon on the twelve-hour clock
        hour += 12
    clock = f"{hour:02}:{int(found['minute'] or 0):02}:{int(found['second'] or 0):02}"
    return _by_form(f"{found['year']}-{found['month']}-{found['day']} {clock}", MOMENTS[0])


def _with_offset(value: str) -> dt.datetime | None:
    """Read ISO 8601 with fractions or an offset; bring it to local time."""
    try:
        found = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    if found.tzinfo is not None:
        found = found.astimezone(HOME).replace(tzinfo=None)
    return found.replace(microsecond=0)


def _otherwise(value: str, serial_epoch: str | None, reason: str) -> Outcome:
    """Say what a value that is no plain date seems to be."""
    if NUMBER.match(value) and int(float(value)) in SERIALS:
        found = EPOCHS[serial_epoch or "1900"] + dt.timedelta(days=float(value))
        found = (found + dt.timedelta(milliseconds=500)).replace(microsecond=0)
        if serial_epoch:
            return Outcome(found, note="serial_dates")
        return Outcome(reason="serial_date", hint=f"{found:%Y-%m-%d %H:%M}")
    if DAY_FIRST.match(value):
        return Outcome(reason="ambiguous_date")
    return Outcome(reason=reason)
