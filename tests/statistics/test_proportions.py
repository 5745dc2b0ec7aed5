"""Intervals of shares: Wilson's, the logit one and the exact one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from warehouse.statistics import beta_interval, logit_interval, wilson


def test_wilson_gives_the_published_limits(reference):
    published = reference("wilson_proportion")
    for case in published["cases"]:
        low, high = wilson(case["x"], case["n"], confidence=case["confidence"])
        assert low == pytest.approx(case["lower"], abs=published["tolerance"])
        assert high == pytest.approx(case["upper"], abs=published["tolerance"])


def test_wilson_refuses_what_the_published_function_refuses(reference):
    for case in reference("wilson_proportion")["error_cases"]:
        with pytest.raises(ValueError, match=r"negative|exceeds"):
            wilson(case["x"], case["n"], confidence=0.95)


def test_an_error_names_the_position():
    with pytest.raises(ValueError, match=r"position 1: numerator exceeds denominator \(num.* 12,"):
        wilson([3, 12], [10, 10], confidence=0.95)


def test_no_answers_give_no_interval():
    low, high = wilson([0, 5, np.nan], [0, np.nan, 10], confidence=0.95)
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_a_numerator_above_its_denominator_by_rounding_is_the_whole():
    low, high = wilson(0.1 + 0.2, 0.3, confidence=0.95)
    assert high == 1
    assert low == wilson(0.3, 0.3, confidence=0.95)[0]


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_within_nought_and_one(counts):
    x, n = counts
    low, high = wilson(x, n, confidence=0.95)
    wider_low, wider_high = wilson(x, n, confidence=0.998)
    assert 0 <= wider_low <= low <= x / n <= high <= wider_high <= 1
    mirrored_low, mirrored_high = wilson(n - x, n, confidence=0.95)
    assert mirrored_low == pytest.approx(1 - high, abs=1e-12)
    assert mirrored_high == pytest.approx(1 - low, abs=1e-12)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.99])
def test_wilson_covers_the_truth_on_average(share):
    n = np.arange(50, 400)[:, None]
    x = np.arange(400)[None, :]
    low, high = wilson(np.minimum(x, n), n + 0 * x, confidence=0.95)
    is_covered = (low <= share) & (share <= high) & (x <= n)
    covered = (binom.pmf(x, n, share) * is_covered).sum(axis=1)
    assert covered.mean() == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_outside_nought_and_one_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence=confidence)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_beta_interval_at_a_whole_size_is_clopper_and_pearsons(counts):
    x, n = counts
    low, high = beta_interval(x / n, size=n, confidence=0.95)
    exact = binomtest(x, n).proportion_ci(0.95, method="exact")
    assert low == pytest.approx(exact.low, abs=1e-9)
    assert high == pytest.approx(exact.high, abs=1e-9)


def test_the_beta_interval_of_unknowns_is_unknown():
    low, high = beta_interval([np.nan, 1.0, 0.0], size=[10, np.nan, 0], confidence=0.95)
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_the_logit_interval_needs_a_share_inside_and_a_degree_of_freedom():
    low, high = logit_interval(
        [0.0, 1.0, 0.5, 0.5],
        standard_error=[0.0, 0.0, 0.1, 0.1],
        freedom=[10, 10, 0, 10],
        confidence=0.95,
    )
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, True, True, False]
    assert low[3] + high[3] == pytest.approx(1)


def test_a_percentage_is_not_a_share():
    with pytest.raises(ValueError, match="not a share"):
        logit_interval(95.0, standard_error=1.0, freedom=10, confidence=0.95)
    with pytest.raises(ValueError, match="not a share"):
        beta_interval(95.0, size=10, confidence=0.95)
