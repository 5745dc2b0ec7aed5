"""Differences of two independent values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm, poisson

from warehouse.statistics import Estimate, byar, difference, wilson

# Newcombe, "Interval estimation for the difference between independent proportions", Statistics
# in Medicine 17 (1998) 873-890, table II, method 10 (score intervals, no continuity correction).
NEWCOMBE = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]


def shares(x, n, *, confidence=0.95):
    low, high = wilson(x, n, confidence=confidence)
    return Estimate(np.asarray(x) / np.asarray(n), low, high)


@pytest.mark.parametrize(("first", "second", "low", "high"), NEWCOMBE)
def test_shares_differ_as_newcombe_publishes(first, second, low, high):
    found = difference(shares(*first), second=shares(*second), confidence=0.95)
    assert found.low == pytest.approx(low, abs=5.1e-5)
    assert found.high == pytest.approx(high, abs=5.1e-5)


def test_estimates_with_normal_intervals_differ_by_the_normal_interval():
    z = norm.ppf(0.975)
    first = Estimate.from_error(0.95, standard_error=0.03, confidence=0.95)
    second = Estimate.from_error(0.85, standard_error=0.04, confidence=0.95)
    found = difference(first, second=second, confidence=0.95)
    assert found.low == pytest.approx(0.1 - z * 0.05)
    assert found.high == pytest.approx(0.1 + z * 0.05)
    assert found.p_value == pytest.approx(2 * norm.sf(0.1 / 0.05))


@given(
    st.tuples(
        *[
            st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
            for _ in range(2)
        ]
    )
)
def test_the_p_value_and_the_interval_are_of_one_mind(pairs):
    found = difference(shares(*pairs[0]), second=shares(*pairs[1]), confidence=0.95)
    is_apart = not found.low <= 0 <= found.high
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert 0 <= found.p_value <= 1
    if abs(found.p_value - 0.05) > 1e-9:
        assert is_apart == (found.p_value < 0.05)


@given(
    st.tuples(
        *[
            st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
            for _ in range(2)
        ]
    )
)
def test_changing_places_changes_the_sign(pairs):
    first, second = shares(*pairs[0]), shares(*pairs[1])
    there = difference(first, second=second, confidence=0.95)
    back = difference(second, second=first, confidence=0.95)
    assert there.value == -back.value
    assert there.low == pytest.approx(-back.high)
    assert there.p_value == pytest.approx(back.p_value)


def test_full_counts_differ_for_certain_or_not_at_all():
    whole = Estimate([5.0, 5.0], [5.0, 5.0], [5.0, 5.0])
    other = Estimate([5.0, 4.0], [5.0, 4.0], [5.0, 4.0])
    found = difference(whole, second=other, confidence=0.95)
    assert found.low.tolist() == found.high.tolist() == [0, 1]
    assert found.p_value.tolist() == [1, 0]


def test_a_missing_limit_gives_no_difference():
    found = difference(
        Estimate([0.5, 0.5], [np.nan, 0.4], [0.6, 0.6]),
        second=Estimate([0.5, np.nan], [0.4, 0.4], [0.6, 0.6]),
        confidence=0.95,
    )
    assert np.isnan(found.p_value).all()


def test_a_value_outside_its_limits_is_refused():
    with pytest.raises(ValueError, match="value outside its limits"):
        difference(Estimate(0.5, 0.6, 0.7), second=Estimate(0.5, 0.4, 0.6), confidence=0.95)


@pytest.mark.parametrize(("one", "other", "n", "m"), [(0.9, 0.95, 80, 120), (0.97, 0.97, 60, 200)])
def test_the_interval_of_two_shares_covers_the_truth(one, other, n, m):
    x, y = np.meshgrid(np.arange(n + 1), np.arange(m + 1), indexing="ij")
    found = difference(shares(x, n + 0 * x), second=shares(y, m + 0 * y), confidence=0.95)
    chance = binom.pmf(x, n, one) * binom.pmf(y, m, other)
    covered = chance[(found.low <= one - other) & (one - other <= found.high)].sum()
    assert 0.94 < covered < 0.975


def test_the_interval_of_two_rates_covers_the_truth():
    x, y = np.meshgrid(np.arange(80), np.arange(120), indexing="ij")
    first, second = (
        Estimate(count / weeks, *byar(count, np.full(count.shape, weeks), confidence=0.95))
        for count, weeks in ((x, 10.0), (y, 20.0))
    )
    found = difference(first, second=second, confidence=0.95)
    chance = poisson.pmf(x, 25) * poisson.pmf(y, 40)
    covered = chance[(found.low <= 0.5) & (found.high >= 0.5)].sum()
    assert 0.94 < covered < 0.975
