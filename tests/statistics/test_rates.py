"""Intervals of rates: Byar's and the exact one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, poisson

from warehouse.statistics import byar, byar_limits, exact_limits


def test_byar_gives_the_published_limits_of_counts(reference):
    published = reference("rate_byars_exact")
    for case in published["counts"]:
        low, high = byar_limits(case["x"], confidence=case["confidence"])
        if case["lower"] is None:
            assert np.isnan(low)
        else:
            assert low == pytest.approx(case["lower"], abs=published["tolerance"])
        assert high == pytest.approx(case["upper"], abs=published["tolerance"])


@pytest.mark.parametrize(("confidence", "name"), [(0.95, "95"), (0.998, "998")])
def test_rates_have_the_published_limits_exact_below_ten_events(reference, confidence, name):
    published = reference("rate_byars_exact")
    for case in published["rates"]:
        low, high = byar(case["x"], case["n"], confidence=confidence, per=case["multiplier"])
        assert low == pytest.approx(case[f"lower{name}"], abs=published["tolerance"])
        assert high == pytest.approx(case[f"upper{name}"], abs=published["tolerance"])


@given(st.integers(0, 9))
def test_the_exact_limits_are_quantiles_of_chi_square(count):
    low, high = exact_limits(count, confidence=0.95)
    assert low == pytest.approx(chi2.ppf(0.025, 2 * count) / 2 if count else 0)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * count + 2) / 2)


def test_no_exposure_gives_no_rate():
    low, high = byar([0, 3, np.nan, 3], [0, 0, 4, np.nan], confidence=0.95)
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_no_events_still_have_an_upper_limit():
    low, high = byar(0, 52, confidence=0.95)
    assert low == 0
    assert high == pytest.approx(-np.log(0.025) / 52)


@given(st.integers(0, 10_000), st.floats(0.01, 1e6))
def test_the_limits_hold_the_rate_and_widen_with_confidence(count, exposure):
    low, high = byar(count, exposure, confidence=0.95)
    wider_low, wider_high = byar(count, exposure, confidence=0.998)
    assert 0 <= wider_low <= low <= count / exposure < high < wider_high


@pytest.mark.parametrize("mean", [0.5, 3, 8, 12, 40, 200])
def test_rates_cover_the_truth_at_least_as_often_as_they_say(mean):
    count = np.arange(600)
    low, high = byar(count, np.ones(600), confidence=0.95)
    covered = poisson.pmf(count, mean)[(low <= mean) & (mean <= high)].sum()
    assert covered > 0.945


def test_a_negative_count_is_refused_by_its_position():
    with pytest.raises(ValueError, match=r"position 2: negative \(count -1, exposure 5\)"):
        byar([1, 2, -1], 5, confidence=0.95)
