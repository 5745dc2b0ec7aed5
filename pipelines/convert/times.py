"""Dates and times: local (Asia/Shanghai) unless an offset is written."""

import datetime as dt
import re

import polars as pl

from pipelines.convert.outcome import Fast, Outcome, Way
from pipelines.local_time import local

# Chrono reads `26-3-1` as the year 26: nothing before this year is taken the fast way.
FIRST_PLAIN_YEAR = dt.datetime(1000, 1, 1)
# Chrono makes the next minute of a sixtieth second.
SIXTIETH_SECOND = ":60"
# Twenty-first-century serial numbers of a spreadsheet; smaller ones are counts or ages.
SERIALS = range(36_526, 73_051)
EPOCHS = {"1900": dt.datetime(1899, 12, 30), "1904": dt.datetime(1904, 1, 1)}

MOMENT, DAY = "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"
MORE_MOMENTS = (
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
)
MORE_DAYS = ("%Y/%m/%d", "%Y.%m.%d")

CHINESE = re.compile(
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s*"
    r"(?P<half>上午|下午|晚上|凌晨|中午)?\s*"
    r"(?:(?P<hour>\d{1,2})[时点:](?P<minute>\d{1,2})?分?:?(?P<second>\d{1,2})?秒?)?"
)
MIDNIGHT = re.compile(r"(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2})[ T]24:00(:00)?")
COMPACT = re.compile(r"(19|20)\d{6}(\d{6})?")
NUMBER = re.compile(r"\d{4,6}(\.\d+)?", re.ASCII)
DAY_FIRST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}\b")
AFTERNOON = ("下午", "晚上")
NOON = 12


def moment_way(serial_epoch: str | None) -> Way:
    """Make the way of times; ``serial_epoch`` is set for workbooks alone."""

    def careful(text: str) -> Outcome:
        outcome = _moment(text)
        return outcome if outcome.value else _otherwise(text, serial_epoch, "not_a_time")

    more = tuple(_whole_moment(form) for form in MORE_MOMENTS)
    return Way(_whole_moment(MOMENT), careful, doubts=_is_no_plain_time, more=more)


def day_way(serial_epoch: str | None) -> Way:
    """Make the way of dates; a time is taken for its date."""

    def careful(text: str) -> Outcome:
        outcome = _moment(text)
        if not outcome.value:
            outcome = _otherwise(text, serial_epoch, "not_a_date")
        if not outcome.value:
            return outcome
        is_midnight = outcome.value.time() == dt.time()
        note = outcome.note if is_midnight else "times_of_day_dropped"
        return Outcome(outcome.value.date(), note=note)

    more = tuple(_whole_day(form) for form in MORE_DAYS)
    return Way(_whole_day(DAY), careful, doubts=_is_no_plain_time, more=more)


def _whole_moment(form: str) -> Fast:
    # Without the cache, which costs more than it saves where hardly any two times are the same.
    return lambda text: text.str.to_datetime(form, strict=False, time_unit="us", cache=False)


def _whole_day(form: str) -> Fast:
    return lambda text: text.str.to_date(form, strict=False)


def _is_no_plain_time(text: pl.Expr, value: pl.Expr) -> pl.Expr:
    return (value < FIRST_PLAIN_YEAR) | text.str.ends_with(SIXTIETH_SECOND)


def _moment(text: str) -> Outcome:
    """Read the forms that leave no doubt; no value where it is none of them."""
    for form in (MOMENT, *MORE_MOMENTS):
        if found := _by_form(text, form):
            return Outcome(found)
    for form in (DAY, *MORE_DAYS):
        if found := _by_form(text, form):
            return Outcome(found)
    if COMPACT.fullmatch(text):
        has_time = len(text) > len("20210113")
        return Outcome(_by_form(text, "%Y%m%d%H%M%S" if has_time else "%Y%m%d"))
    if midnight := MIDNIGHT.fullmatch(text):
        return _day_after(midnight["day"].replace("/", "-"))
    return Outcome(_chinese(text)) if "年" in text else _with_offset(text)


def _by_form(text: str, form: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, form)  # noqa: DTZ007  local by decision
    except ValueError:
        return None


def _day_after(day: str) -> Outcome:
    """Take 24:00 for what it means."""
    start = _by_form(day, DAY)
    if start is None or start.date() == dt.date.max:
        return Outcome()
    return Outcome(start + dt.timedelta(days=1), note="ends_of_day")


def _chinese(text: str) -> dt.datetime | None:
    if not (found := CHINESE.fullmatch(text)):
        return None
    hour = int(found["hour"] or 0)
    if found["half"] in AFTERNOON and hour < NOON:
        hour += NOON
    clock = f"{hour:02}:{int(found['minute'] or 0):02}:{int(found['second'] or 0):02}"
    return _by_form(f"{found['year']}-{found['month']}-{found['day']} {clock}", MOMENT)


def _with_offset(text: str) -> Outcome:
    """Read ISO 8601 with fractions or an offset; bring it to local time."""
    try:
        found = dt.datetime.fromisoformat(text)
        value = local(found).replace(microsecond=0)
    except (ValueError, OverflowError):
        return Outcome()
    return Outcome(value, note="offsets_converted" if found.tzinfo else None)


def _otherwise(text: str, serial_epoch: str | None, reason: str) -> Outcome:
    """Say what a text that is no plain date seems to be."""
    if NUMBER.fullmatch(text) and int(float(text)) in SERIALS:
        found = EPOCHS[serial_epoch or "1900"] + dt.timedelta(days=float(text))
        found = (found + dt.timedelta(milliseconds=500)).replace(microsecond=0)
        if serial_epoch:
            return Outcome(found, note="serial_dates")
        return Outcome(reason="serial_date", hint=f"{found:%Y-%m-%d %H:%M}")
    if DAY_FIRST.match(text):
        return Outcome(reason="ambiguous_date")
    return Outcome(reason=reason)
