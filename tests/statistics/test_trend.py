"""The recent trend of a series, and the interval of a mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from warehouse.statistics import (
    Direction,
    Outcome,
    Polarity,
    mean_interval,
    recent_trend,
    share_trend,
    wilson,
)

# Fingertips divides the width of an interval by 3.92.
ROUNDED = 2 * ndtr(1.96) - 1
CASES = [
    "pre2020_set1",
    "pre2020_set2",
    "pre2020_prop_set1",
    "pre2020_prop_set2_count_equals_denominator",
    "diabetes_prevalence",
    "yorkshire_mmr",
    "diabetic_eye_disease",
    "four_points_only",
]
MARKERS = {
    "increasing": (Direction.RISING, Outcome.HIGHER),
    "no_change": (Direction.NO_CHANGE, Outcome.SIMILAR),
    "cannot_be_calculated": (Direction.CANNOT_BE_CALCULATED, Outcome.NOT_COMPARED),
    "decreasing_getting_worse": (Direction.FALLING, Outcome.WORSE),
    "increasing_getting_worse": (Direction.RISING, Outcome.WORSE),
}


def shares(x, n):
    low, high = wilson(x, n, confidence=0.95)
    return {"values": np.array(x) / np.array(n), "low": low, "high": high}


def test_every_published_case_is_here(reference):
    assert [case["id"] for case in reference("trend_fingertips")["cases"]] == CASES


@pytest.mark.parametrize("name", CASES)
def test_a_series_is_read_as_published(reference, name):
    [case] = [one for one in reference("trend_fingertips")["cases"] if one["id"] == name]
    _, count, denominator, value, low, high = np.array(sorted(case["rows"])).T
    judged = case["polarity"] not in (None, "none")
    polarity = Polarity(case["polarity"]) if judged else Polarity.NO_JUDGEMENT
    if case["path"] == "chi2_for_trend_proportions":
        trend = share_trend(count, denominator, polarity=polarity)
    else:
        trend = recent_trend(value, low=low, high=high, polarity=polarity, confidence=ROUNDED)
    expected = case["expected"]
    if "chi2_2dp" in expected:
        assert trend.statistic == pytest.approx(expected["chi2_2dp"], abs=0.0051)
    if "significant" in expected:
        moves = trend.direction in (Direction.RISING, Direction.FALLING)
        assert moves == expected["significant"]
    if "marker" in expected:
        assert (trend.direction, trend.outcome) == MARKERS[expected["marker"]]


def test_points_without_interval_do_not_count_and_older_ones_take_their_place():
    series = shares([70, 72, 75, 78, 80, 85, 90], [100] * 7)
    gap = {key: np.insert(column, 5, np.nan) for key, column in series.items()}
    assert recent_trend(**gap, polarity=Polarity.HIGH_IS_GOOD).points == (2, 3, 4, 6, 7)
    assert (
        recent_trend(**gap, polarity=Polarity.HIGH_IS_GOOD).statistic
        == recent_trend(**series, polarity=Polarity.HIGH_IS_GOOD).statistic
    )
    few = {key: column[:4] for key, column in series.items()}
    assert recent_trend(**few, polarity=Polarity.HIGH_IS_GOOD).outcome is Outcome.NOT_COMPARED


def test_full_counts_have_no_trend_that_could_be_calculated():
    counts = [1.0, 2.0, 3.0, 4.0, 5.0]
    trend = recent_trend(counts, low=counts, high=counts, polarity=Polarity.HIGH_IS_GOOD)
    assert trend.direction is Direction.CANNOT_BE_CALCULATED
    assert np.isnan(trend.statistic)


def test_one_point_alone_makes_no_trend():
    x, n = [900, 900, 900, 901, 990], [1000] * 5
    trend = share_trend(x, n, polarity=Polarity.HIGH_IS_GOOD)
    assert trend.statistic > 9.55
    assert trend.direction is Direction.RISING
    hump = share_trend([990, 900, 901, 900, 925], n, polarity=Polarity.HIGH_IS_GOOD)
    assert hump.statistic > 9.55
    assert hump.direction is Direction.NO_CHANGE


@given(st.lists(st.integers(1, 299), min_size=5, max_size=9))
def test_what_rises_falls_backwards(x):
    n = [300] * len(x)
    ahead = share_trend(x[-5:], n[-5:], polarity=Polarity.HIGH_IS_GOOD)
    back = share_trend(x[-5:][::-1], n[-5:], polarity=Polarity.LOW_IS_GOOD)
    assert ahead.statistic == pytest.approx(back.statistic, abs=1e-9)
    assert ahead.slope == pytest.approx(-back.slope, abs=1e-12)
    if abs(ahead.statistic - 9.549536) > 1e-6 and abs(ahead.slope) > 1e-9:
        assert ahead.outcome == back.outcome
    longer = share_trend(x, n, polarity=Polarity.HIGH_IS_GOOD)
    assert (longer.statistic, longer.direction) == (ahead.statistic, ahead.direction)


def test_a_level_series_seldom_has_a_trend():
    rng = np.random.default_rng(11)
    found = [
        recent_trend(
            **shares(rng.binomial(400, 0.9, size=5), [400] * 5), polarity=Polarity.HIGH_IS_GOOD
        ).direction
        for _ in range(3000)
    ]
    # 0.2 % by chance, so 6 of 3000; 20 would be six standard deviations more.
    assert Direction.CANNOT_BE_CALCULATED not in found
    assert sum(one is not Direction.NO_CHANGE for one in found) < 20


@pytest.mark.parametrize(("confidence", "name"), [(0.95, "95"), (0.998, "998")])
def test_means_have_the_published_limits(reference, confidence, name):
    published = reference("mean_t")
    areas = published["values"] | {
        "No grouping": [one for area in published["values"].values() for one in area]
    }
    for expected in published["expected"]:
        mean = mean_interval(areas[expected["area"]], confidence=confidence)
        close = {"abs": published["tolerance"]}
        assert mean.values == expected["n"]
        assert mean.value == pytest.approx(expected["value"], **close)
        assert mean.low == pytest.approx(expected[f"lower{name}"], **close)
        assert mean.high == pytest.approx(expected[f"upper{name}"], **close)


def test_one_value_has_no_interval_and_none_has_no_mean():
    one = mean_interval([np.nan, 3.0], confidence=0.95)
    assert (one.value, one.values) == (3.0, 1)
    assert np.isnan(one.low)
    assert np.isnan(mean_interval([np.nan], confidence=0.95).value)
    with pytest.raises(ValueError, match="position 1: infinite"):
        mean_interval([1.0, np.inf], confidence=0.95)
