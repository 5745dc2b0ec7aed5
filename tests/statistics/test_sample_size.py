"""How many answers tell two values apart, and what values a number of answers tells apart."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from warehouse.statistics import (
    Estimate,
    Plan,
    answers_needed,
    byar,
    detectable_rates,
    detectable_shares,
    difference,
    exposure_needed,
    wilson,
)

shares = st.floats(0.01, 0.99)
sizes = st.integers(30, 5000)


@pytest.mark.parametrize(
    ("first", "second", "answers"),
    [(0.95, 0.93, 2210), (0.95, 0.90, 432), (0.9904, 0.985, 6537), (0.5, 0.6, 385)],
)
def test_the_answers_of_the_handbook(first, second, answers):
    # (1.959964 + 0.841621)² (p(1-p) + q(1-q)) / (p-q)², by hand.
    assert answers_needed(first, second) == answers
    assert answers_needed(second, first) == answers


def newcombe_power(p, q, n, m):
    rng = np.random.default_rng(13)
    pair = []
    for share, size in ((p, n), (q, m)):
        x = rng.binomial(int(size), share, size=20_000)
        low, high = wilson(x, size, confidence=0.95)
        pair.append(Estimate(x / size, low, high))
    return np.mean(difference(pair[0], second=pair[1], confidence=0.95).p_value < 0.05)


@pytest.mark.parametrize(("p", "q"), [(0.95, 0.93), (0.95, 0.9), (0.9904, 0.985), (0.5, 0.6)])
def test_the_answers_needed_find_the_difference_four_times_in_five(p, q):
    n = answers_needed(p, q)
    # 20 000 draws: a standard error of 0.3 points; the formula is the usual approximation.
    assert newcombe_power(p, q, n, n) == pytest.approx(0.8, abs=0.025)


@pytest.mark.parametrize("m", [350, 600, 1000])
@pytest.mark.parametrize(("p", "q"), [(0.95, 0.9), (0.9, 0.95), (0.6, 0.5)])
def test_against_a_survey_of_fixed_size_too(p, q, m):
    n = int(answers_needed(p, q, second_size=m))
    rng = np.random.default_rng(13)
    one, two = rng.binomial(n, p, size=20_000) / n, rng.binomial(m, q, size=20_000) / m
    error = np.sqrt(one * (1 - one) / n + two * (1 - two) / m)
    # The formula is that of the plain normal test.
    assert np.mean(np.abs(one - two) > 1.959964 * error) == pytest.approx(0.8, abs=0.035)


def test_a_survey_of_fixed_size_may_be_too_small_for_any_other():
    assert answers_needed(0.95, 0.9, second_size=600) < answers_needed(0.95, 0.9)
    assert answers_needed(0.95, 0.9, second_size=100) == np.inf
    assert answers_needed(0.95, 0.9, second_size=0) == np.inf


def test_the_exposure_needed_finds_the_difference_four_times_in_five():
    weeks = exposure_needed(2.0, 2.6)
    rng = np.random.default_rng(17)
    pair = []
    for rate in (2.0, 2.6):
        x = rng.poisson(rate * weeks, size=20_000)
        pair.append(Estimate(x / weeks, *byar(x, weeks, confidence=0.95)))
    found = np.mean(difference(pair[0], second=pair[1], confidence=0.95).p_value < 0.05)
    assert found == pytest.approx(0.8, abs=0.025)


@given(shares, shares)
def test_a_fixed_sample_of_the_size_needed_needs_as_many(p, q):
    assume(abs(p - q) > 0.001)
    n = answers_needed(p, q)
    assert answers_needed(p, q, second_size=n) <= n
    assert answers_needed(p, q, second_size=n * 2) <= answers_needed(p, q, second_size=n)


@given(shares, sizes, sizes)
def test_the_nearest_share_needs_just_the_answers_there_are(p, n, m):
    low, high = detectable_shares(p, size=n, other_size=m)
    for q in (float(low), float(high)):
        if not np.isnan(q):
            assert abs(answers_needed(p, q, second_size=m) - n) <= 1 + 1e-6 * n
            assert 0 <= q <= 1
    assert not low >= p
    assert not high <= p


@given(st.floats(0.1, 50), sizes, sizes)
def test_the_nearest_rate_needs_just_the_exposure_there_is(rate, e, other):
    for q in detectable_rates(rate, exposure=e, other_exposure=other):
        if not np.isnan(q):
            assert abs(exposure_needed(rate, float(q), second_exposure=other) - e) <= 1 + 1e-6 * e


def test_a_share_that_is_known_for_certain_asks_only_the_other():
    low, high = detectable_shares(0.95, size=np.inf, other_size=400)
    sampled_low, sampled_high = detectable_shares(0.95, size=400, other_size=400)
    assert sampled_low < low < 0.95 < high < sampled_high


def test_a_design_costs_its_effect_in_answers_and_power_has_its_price():
    plain = answers_needed(0.95, 0.93)
    assert answers_needed(0.95, 0.93, plan=Plan(design_effect=1.5)) == pytest.approx(
        1.5 * plain, abs=1
    )
    assert answers_needed(0.95, 0.93, plan=Plan(power=0.9)) > plain
    assert answers_needed(0.95, 0.93, plan=Plan(confidence=0.998)) > plain
    wide = detectable_shares(0.9, size=400, other_size=400, plan=Plan(design_effect=2))
    assert np.array(wide) == pytest.approx(
        np.array(detectable_shares(0.9, size=200, other_size=200))
    )


def test_what_cannot_be_told_apart_says_so():
    assert answers_needed(0.95, 0.95) == np.inf
    assert answers_needed(1.0, 0.0) == 1
    assert np.isnan(answers_needed(np.nan, 0.9))
    assert np.isnan(detectable_shares(0.99, size=50, other_size=50)[1])
    assert np.isnan(detectable_shares(1.0, size=50, other_size=50)[1])
    assert np.isnan(detectable_shares(0.9, size=0, other_size=50)).all()
    assert np.isnan(detectable_rates(0.0, exposure=10, other_exposure=10)[0])


def test_what_no_plan_can_keep_is_refused():
    for wrong, message in (
        ({"power": 0.2}, "power"),
        ({"power": 1}, "power"),
        ({"confidence": 95}, "confidence"),
        ({"design_effect": 0}, "design_effect"),
    ):
        with pytest.raises(ValueError, match=message):
            Plan(**wrong)
    with pytest.raises(ValueError, match="not a share"):
        answers_needed(95, 93)
    with pytest.raises(ValueError, match="negative"):
        exposure_needed(-1, 2)
    with pytest.raises(ValueError, match="negative"):
        detectable_shares(0.9, size=-1, other_size=50)
