"""Numbers and periods as each language writes them."""

import datetime as dt
import re
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import format as fmt
from dashboard.format import NumberFormat
from dashboard.text import LANGUAGES
from warehouse.catalog import metrics
from warehouse.periods import Period, PeriodKind

NARROW, MINUS, DASH = "\u202f", "\u2212", "\u2013"
FINITE = st.floats(-1e9, 1e9, allow_nan=False)
SHARES = st.floats(0, 1)
UNITS = sorted({metric.unit for metric in metrics().values()})
WRITTEN = re.compile(rf"{MINUS}?\d{{1,3}}(?:{NARROW}\d{{3}})*(?:\.\d+)?%?")


def read_back(text: str) -> Decimal:
    plain = text.rstrip("%").replace(NARROW, "").replace(MINUS, "-")
    return Decimal(plain)


@pytest.mark.parametrize(
    ("value", "n", "written"),
    [
        (0.949, 10_000, "94.9%"),
        (0.94865, 10_001, f"94.8{5 if f'{94.865:.2f}' == '94.85' else 6}%"),
        (0.9487, 20_000, "94.87%"),
        (1.0, None, "100.0%"),
        (0.0, 50, "0.0%"),
        (None, 50, "\u2014"),
    ],
)
def test_a_share_has_the_decimals_its_sample_has_earned(value, n, written):
    assert NumberFormat.of("share", n).value(value) == written


@given(st.floats(1, 1e8))
def test_a_second_decimal_is_earned_above_ten_thousand(n):
    assert NumberFormat.of("share", n).decimals == (2 if n > 10_000 else 1)


@given(FINITE, st.sampled_from(UNITS))
def test_a_number_is_what_is_written_to_its_last_place(value, unit):
    number = NumberFormat.of(unit)
    written = number.value(value)
    assert WRITTEN.fullmatch(written), written
    exact = Decimal(value * 100 if number.is_share else value)
    place = Decimal(1).scaleb(-number.decimals)
    assert read_back(written) == exact.quantize(place, rounding=ROUND_HALF_EVEN)
    assert written.endswith("%") == number.is_share


def test_thousands_are_parted_by_a_narrow_space_that_does_not_break():
    assert fmt.count(11_546) == f"11{NARROW}546"
    assert fmt.count(1_234_567) == f"1{NARROW}234{NARROW}567"
    assert fmt.count(999) == "999"
    assert fmt.count(None) == "\u2014"


def test_an_interval_states_its_unit_nowhere():
    assert NumberFormat.of("share").interval(0.9433, 0.9536) == f"94.3{DASH}95.4"
    assert NumberFormat.of("share").interval(None, 0.9) == ""


@pytest.mark.parametrize(
    ("difference", "zh", "en"),
    [
        (0.0246, "+2.5 百分点", "+2.5 pp"),
        (-0.0187, f"{MINUS}1.9 百分点", f"{MINUS}1.9 pp"),
        (0.0001, "±0.0 百分点", "±0.0 pp"),
        (0.0, "±0.0 百分点", "±0.0 pp"),
    ],
)
def test_a_difference_of_shares_is_in_points(difference, zh, en):
    number = NumberFormat.of("share")
    assert number.change(difference, "zh") == zh
    assert number.change(difference, "en") == en


@given(FINITE, st.sampled_from(UNITS), st.sampled_from(LANGUAGES))
def test_a_difference_is_never_written_as_per_cent(difference, unit, language):
    written = NumberFormat.of(unit).change(difference, language)
    assert "%" not in written
    assert "-" not in written
    if written[0] == "+":
        assert difference > 0
    elif written[0] == MINUS:
        assert difference < 0
    else:
        assert written[0] == "±"
        assert not re.search("[1-9]", written)


@given(st.integers(1, 99), st.integers(0, 5), st.integers(0, 5))
def test_a_rank_carries_its_interval(place, below, above):
    low, high = max(1, place - below), place + above
    span = f"({low}{DASH}{high})" if low != high else f"({low})"
    assert fmt.rank(place, low, high, "zh") == f"第 {place} {span}"
    assert fmt.rank(place, low, high, "en") == f"#{place} {span}"


@pytest.mark.parametrize(
    ("label", "zh", "en"),
    [
        ("2020", "2020 年", "2020"),
        ("2020-H1", "2020 年上半年", "2020 H1"),
        ("2020-H2", "2020 年下半年", "2020 H2"),
        ("2020-Q1", "2020 年第一季度", "2020 Q1"),
        ("2020-Q4", "2020 年第四季度", "2020 Q4"),
        ("2020-09", "2020 年 9 月", "Sept 2020"),
        ("2020-12", "2020 年 12 月", "Dec 2020"),
    ],
)
def test_a_period_has_its_name(label, zh, en):
    assert fmt.period(Period.parse(label), "zh") == zh
    assert fmt.period(Period.parse(label), "en") == en


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PeriodKind)
def test_no_two_periods_share_a_name(kind, language):
    months = [Period(dt.date(2018 + m // 12, m % 12 + 1, 1), PeriodKind.MONTH) for m in range(36)]
    periods = {month.within(kind) for month in months}
    assert len({fmt.period(one, language) for one in periods}) == len(periods)


def test_a_day_stands_in_a_sentence():
    day = dt.date(2020, 12, 31)
    assert fmt.day(day, "zh") == "2020 年 12 月 31 日"
    assert fmt.day(day, "en") == "31 Dec 2020"
