"""What a worksheet's cell says, as text: numbers, dates and texts as a person would type them."""

import datetime as dt
import re
from enum import Enum, auto

from pipelines.reading.number_text import number_text

_EPOCHS = {"1900": dt.datetime(1899, 12, 30), "1904": dt.datetime(1904, 1, 1)}
_SECONDS = 86_400
# What a format shows without its being part of the number: literals, padding, colours, locales.
_ORNAMENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Look(Enum):
    """What a number format makes of a number."""

    NUMBER = auto()
    PERCENT = auto()
    DATE = auto()
    TIME = auto()
    DURATION = auto()


# Formats that a workbook uses by number without spelling them out; 27 to 36 and 50 to 58 are
# the dates of Chinese, Japanese and Korean versions.
BUILT_IN = {
    9: Look.PERCENT,
    10: Look.PERCENT,
    **dict.fromkeys((14, 15, 16, 17, 22), Look.DATE),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), Look.TIME),
    46: Look.DURATION,
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), Look.DATE),
    **dict.fromkeys((32, 33, 34, 35), Look.TIME),
}


def look_of(format_code: str) -> Look:
    """Tell what a spelled-out number format makes of a number."""
    plain = _ORNAMENT.sub("", format_code.split(";")[0]).lower()
    if "general" in plain:
        return Look.NUMBER
    if "[" in plain:
        return Look.DURATION
    # A lone m is a month, but beside h or s it is a minute.
    if re.search(r"[yd]|^[^hs]*m[^hs]*$", plain):
        return Look.DATE
    if re.search(r"[hs]", plain):
        return Look.TIME
    return Look.PERCENT if "%" in plain else Look.NUMBER


def numeric_text(stored: str, *, look: Look, epoch: str) -> str:
    """Write a stored number as its format means it.

    A date is ``YYYY-MM-DD``, with ``HH:MM:SS`` unless that is midnight; a time of day
    ``HH:MM:SS``; a duration ``H:MM:SS``; anything else the number itself, a percentage too.

    Raises:
        ValueError: it is not a number.
        OverflowError: it is no date that a calendar has.
    """
    number = float(stored)
    if look is Look.DURATION:
        return _duration(number)
    if look is Look.TIME and 0 <= number < 1:
        return _moment(number, epoch).strftime("%H:%M:%S")
    if look in {Look.DATE, Look.TIME}:
        moment = _moment(number, epoch)
        return str(moment if moment.time() != dt.time() else moment.date())
    return number_text(number)


def _moment(number: float, epoch: str) -> dt.datetime:
    # Whole seconds: a spreadsheet's fraction of a day hits few of them exactly.
    return _EPOCHS[epoch] + dt.timedelta(seconds=round(number * _SECONDS))


def _duration(number: float) -> str:
    seconds = round(number * _SECONDS)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def plain_text(stored: str) -> str:
    r"""Undo the escapes of a stored text; line ends become ``\n``."""
    if "_x" in stored:
        stored = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), stored)
    return stored.replace("\r\n", "\n").replace("\r", "\n")
