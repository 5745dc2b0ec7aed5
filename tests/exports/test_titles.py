"""Titles of slides speak in numbers that anybody can count or read in the chart below them."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace

import pytest

from dashboard.charts.spec import DotChart, Line
from dashboard.text import LANGUAGES
from tests.exports.desks import whole_briefing

DIGITS = re.compile(r"\d+(?:\.\d+)?")
ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ENGLISH += ("eleven", "twelve")
CHINESE = "一二三四五六七八九十"
# Only before a word of measure is a Chinese number a number.
COUNTED = re.compile(r"([一两二三四五六七八九十]{1,2})(?=[项个带升降])")
DECIMALS = range(4)
LEAST_LEVEL = 95.0
# Their titles sum up what a model gives, or all of what the chart shows a part.
BEYOND_THE_CHART = ("steps", "changes", "forecast")


def numbers_in(text: str) -> list[str]:
    """Read the numbers of a title, written in digits or in words."""
    found = DIGITS.findall(text.replace("\u202f", ""))
    lower = text.lower()
    found += [str(ENGLISH.index(one) + 1) for one in re.findall(r"[a-z]+", lower) if one in ENGLISH]
    return found + [str(_read(one)) for one in COUNTED.findall(text)]


def _read(text: str) -> int:
    """Read a Chinese number up to nineteen."""
    tens, is_beyond, ones = text.rpartition("十")
    if not is_beyond:
        return 2 if text == "两" else CHINESE.index(text) + 1
    return 10 * (CHINESE.index(tens) + 1 if tens else 1) + (CHINESE.index(ones) + 1 if ones else 0)


def numbers_of(chart) -> set[str]:
    """Give what can be read in a chart, and counted in it by what its rows have in common."""
    texts = [chart.face.note, chart.face.provenance.period, str(chart.face.provenance.n)]
    cells = [cell for row in chart.table().rows for cell in row if cell is not None]
    texts += [cell for cell in cells if isinstance(cell, str)]
    texts += [title for title in chart.table().columns if isinstance(title, str)]
    read = {one for text in texts for one in DIGITS.findall(text.replace("\u202f", ""))}
    values = [cell for cell in cells if not isinstance(cell, str)]
    # A floor is drawn, though the table does not repeat it.
    drawn = (getattr(chart, one.name) for one in fields(chart))
    values += [one.value for one in drawn if isinstance(one, Line)]
    shown = {f"{abs(one * by):.{n}f}" for one in values for by in (1, 100) for n in DECIMALS}
    counts = counts_of(chart)
    # What chance alone would put beyond limits that hold so many in a hundred.
    levels = [float(one) for one in read if LEAST_LEVEL <= float(one) < 100]
    chance = {f"{count * (100 - level) / 100:.1f}" for count in counts for level in levels}
    return read | shown | chance | {str(one) for one in counts}


def counts_of(made) -> set[int]:
    """Count members, and those that are alike in one field, at every depth."""
    counts: set[int] = set()
    for one in fields(made):
        members = getattr(made, one.name)
        if isinstance(members, tuple) and members and all(is_dataclass(x) for x in members):
            counts.add(len(members))
            for field in fields(members[0]):
                alike = Counter(repr(getattr(member, field.name)) for member in members)
                counts |= {*alike.values(), len(alike), *(len(members) - x for x in alike.values())}
            for member in members:
                counts |= counts_of(member)
    return counts


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request, demonstration):
    return whole_briefing(demonstration.data_dir, request.param)


def test_every_number_of_a_title_is_in_its_chart(made):
    for part in (one for one in made.parts if not one.name.startswith(BEYOND_THE_CHART)):
        lost = set(numbers_in(part.title)) - numbers_of(part.chart)
        assert not lost, (part.title, lost)


def test_a_number_that_is_not_in_the_chart_is_seen(made):
    chart = next(one.chart for one in made.parts if isinstance(one.chart, DotChart))
    assert set(numbers_in("77.7% of 4711")) - numbers_of(chart) == {"77.7", "4711"}
    gone = replace(chart, rows=chart.rows[:2])
    assert "9" in numbers_of(chart)
    assert "9" not in numbers_of(gone)


def test_numbers_are_read_in_digits_and_in_words():
    assert numbers_in("14 项指标中，两项优于目标，十二个单位，唯一") == ["14", "2", "12"]
    assert numbers_in("Of 96, two beat 94.5% (twelve)") == ["96", "94.5", "2", "12"]
