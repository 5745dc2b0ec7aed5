"""Forecasts of short series of ratios, their bands and their back-test."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit
from scipy.stats import betabinom, binom, nbinom, poisson

from warehouse.statistics import (
    Method,
    Polarity,
    TooShortError,
    forecast_ratio,
    year_end,
)
from warehouse.statistics.count_noise import CountNoise
from warehouse.statistics.level_filter import STEPS, filter_level


def simulated(random, *, share, size, step=0.0, swing=0.0):
    """Counts of 42 months whose level wanders in logits, with or without a yearly swing."""
    level = logit(share) + np.cumsum(random.normal(0, step, 42))
    level += swing * np.sin(np.arange(42) * 2 * np.pi / 12)
    whole = random.poisson(size, 42)
    return random.binomial(whole, expit(level)), whole


def columns(bands):
    return bands.low_95, bands.low_80, bands.middle, bands.high_80, bands.high_95


@pytest.mark.parametrize(
    ("is_share", "scatter", "theirs"),
    [
        (True, 0.0, lambda p: binom(40, p)),
        (True, 0.02, lambda p: betabinom(40, 49 * p, 49 * (1 - p))),
        (False, 0.0, lambda p: poisson(40 * p)),
        (False, 0.02, lambda p: nbinom(50, 50 / (50 + 40 * p))),
    ],
)
def test_likelihoods_are_those_of_scipy(is_share, scatter, theirs):
    noise, ratios = CountNoise(is_share), np.array([0.2, 0.5, 0.8])
    level = logit(ratios) if is_share else np.log(ratios)
    ours = [noise.log_likelihood(count, 40, level=level, scatter=scatter) for count in (0, 12, 40)]
    expected = [theirs(ratios).logpmf(count) for count in (0, 12, 40)]
    assert np.diff(ours, axis=1) == pytest.approx(np.diff(expected, axis=1), abs=1e-9)


@pytest.mark.parametrize("is_share", [True, False])
def test_drawn_counts_scatter_as_much_as_they_should(is_share):
    random, size = np.random.default_rng(1), 100_000
    noise = CountNoise(is_share)
    level = np.full(size, logit(0.3) if is_share else np.log(0.3))
    for scatter in (0.0, 0.02):
        drawn = noise.draw(level, scatter=np.full(size, scatter), denominator=200, random=random)
        simple = 200 * 0.3 * (0.7 if is_share else 1)
        wider = 1 + 199 * scatter if is_share else 1 + 200 * 0.3 * scatter
        assert drawn.mean() == pytest.approx(60, rel=0.01)
        assert drawn.var() == pytest.approx(simple * wider, rel=0.03)


def test_a_level_that_stands_still_is_known_as_from_all_counts_together():
    """Steps of 0 leave Bayes' rule for one share: here 30 + 34 of 80, almost as a beta."""
    found = filter_level(
        np.array([30.0, 34.0]),
        np.array([40.0, 40.0]),
        noise=CountNoise(is_share=True),
        season=np.zeros(2),
    )
    still = found.beliefs[-1, 0, 0] / found.beliefs[-1, 0, 0].sum()
    likelihood = expit(found.levels) ** 64 * expit(-found.levels) ** 16
    assert STEPS[0] == 0
    assert still == pytest.approx(likelihood / likelihood.sum(), abs=1e-9)


def test_the_bands_hold_what_comes():
    """Series like a district's, a street's and a community's, half a year of it to come."""
    random, inside_80, inside_95, year = np.random.default_rng(2_021), [], [], []
    for share, size, step in ((0.94, 4_000, 0.03), (0.94, 400, 0.05), (0.97, 60, 0), (0.3, 300, 0)):
        for _ in range(15):
            part, whole = simulated(random, share=share, size=size, step=step)
            forecast = forecast_ratio(part[6:36], whole[6:36], horizon=6)
            found, came = forecast.bands, part[36:] / whole[36:]
            inside_80.append((found.low_80 <= came) & (came <= found.high_80))
            inside_95.append((found.low_95 <= came) & (came <= found.high_95))
            end = year_end(forecast, so_far=(part[30:36].sum(), whole[30:36].sum())).bands
            year.append(end.low_80 <= part[30:].sum() / whole[30:].sum() <= end.high_80)
    assert 0.75 < np.mean(inside_80) < 0.85
    assert 0.92 < np.mean(inside_95) < 0.98
    assert 0.7 < np.mean(year) < 0.9


def test_the_back_test_says_what_the_method_did_on_this_series():
    """A level that stands still: carrying on the last month's noise is the worse forecast."""
    part, whole = simulated(np.random.default_rng(5), share=0.9, size=300)
    found = forecast_ratio(part[:36], whole[:36], horizon=3)
    assert found.method is Method.LEVEL
    # From 24 origins three months ahead, the last two of them less.
    assert found.back_test.forecasts == 24 * 3 - 3
    assert found.back_test.error < 0.8 * found.back_test.naive_error
    assert 0.7 < found.back_test.covered_80 < 0.95
    assert found.back_test.covered_95 > 0.9


def test_a_calendar_that_returns_every_year_is_found():
    part, whole = simulated(np.random.default_rng(7), share=0.7, size=2_000, step=0.01, swing=0.3)
    found = forecast_ratio(part[:36], whole[:36], horizon=6)
    assert found.method is Method.SEASONAL
    came = part[36:] / whole[36:]
    assert np.abs(found.bands.middle - came).mean() < 0.03


def test_half_a_year_of_months_is_too_short_and_unknown_months_do_not_count():
    part, whole = [9.0] * 6 + [np.nan, 3], [10.0] * 7 + [0]
    with pytest.raises(TooShortError, match="6 periods are known"):
        forecast_ratio(part[:-1], whole[:-1], horizon=3)
    eight = forecast_ratio([9.0] * 8 + [np.nan], [10.0] * 9, horizon=2)
    assert eight.back_test.forecasts == 0
    assert np.isnan(eight.back_test.error)
    assert 0.7 < eight.bands.middle[0] <= 1


def test_quarters_have_a_year_of_four():
    found = forecast_ratio([90.0] * 10, [100.0] * 10, horizon=2, season_length=4)
    assert found.back_test.forecasts == 3
    assert found.denominator == 100


def test_a_rate_may_exceed_one():
    found = forecast_ratio([120, 130, 118, 125] * 4, [10] * 16, horizon=2, is_share=False)
    assert found.bands.middle == pytest.approx([12.3, 12.3], abs=0.5)
    assert (found.bands.low_95 > 9).all()


@pytest.mark.parametrize("size", [10, 50_000])
def test_a_leap_that_no_step_explains_leaves_a_forecast(size):
    found = forecast_ratio([0.0] * 9 + [size] * 3, [size] * 12, horizon=2)
    assert (found.bands.middle > 0.8).all()
    assert (found.bands.high_95 > 0.99).all()


def test_the_year_so_far_holds_the_year_end():
    """Eleven months at 95 % leave the twelfth little to change; one month alone varies."""
    forecast = forecast_ratio([950] * 23, [1_000] * 23, horizon=1)
    together = year_end(forecast, so_far=(950 * 11, 11_000), target=0.94)
    assert together.reached == 1
    assert together.bands.middle == pytest.approx(0.95, abs=0.001)
    alone = year_end(forecast, target=0.95)
    width = alone.bands.high_80 - alone.bands.low_80
    assert width > 8 * (together.bands.high_80 - together.bands.low_80)
    assert 0.3 < alone.reached < 0.7


def test_a_target_on_the_other_side_is_reached_otherwise():
    forecast = forecast_ratio([60, 40, 55, 45] * 4, [1_000] * 16, horizon=2)
    up = year_end(forecast, target=0.0505)
    down = year_end(forecast, target=0.0505, polarity=Polarity.LOW_IS_GOOD)
    assert up.reached + down.reached == pytest.approx(1)
    assert np.isnan(year_end(forecast).reached)
    with pytest.raises(ValueError, match="no judgement"):
        year_end(forecast, target=0.05, polarity=Polarity.NO_JUDGEMENT)
    with pytest.raises(ValueError, match="no count"):
        year_end(forecast, so_far=(np.nan, 3))


def test_impossible_series_are_refused():
    with pytest.raises(ValueError, match="horizon = 0"):
        forecast_ratio([1] * 9, [2] * 9, horizon=0)
    with pytest.raises(ValueError, match="numerator exceeds denominator"):
        forecast_ratio([3] * 9, [2] * 9, horizon=1)


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=9, max_size=14),
    st.booleans(),
    st.integers(1, 4),
)
def test_bands_lie_in_order_and_every_run_gives_the_same(months, is_share, horizon):
    part = np.array([min(pair) for pair in months], dtype=float)
    whole = np.array([max(pair) + 1 for pair in months], dtype=float)
    first, second = (
        forecast_ratio(part, whole, horizon=horizon, is_share=is_share) for _ in range(2)
    )
    assert (np.diff(columns(first.bands), axis=0) >= 0).all()
    assert (first.bands.low_95 >= 0).all()
    if is_share:
        assert (first.bands.high_95 <= 1).all()
    assert (first.numerators == second.numerators).all()
