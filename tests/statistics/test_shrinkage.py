"""Areas drawn towards what areas of their kind are like."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, gamma

from warehouse.statistics import Spread, shrunken_rates, shrunken_shares

SEEDS = range(8)


def grids(seed, *, centre=0.9, weight=40.0, areas=995):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(3, 80, size=areas)
    truth = rng.beta(centre * weight, (1 - centre) * weight, size=areas)
    return rng.binomial(sizes, truth), sizes, truth


def watched(seed, *, centre=2.5, weight=4.0, areas=995):
    rng = np.random.default_rng(seed)
    exposure = rng.uniform(1, 20, size=areas)
    truth = rng.gamma(centre * weight, 1 / weight, size=areas)
    return rng.poisson(truth * exposure), exposure, truth


@pytest.mark.parametrize("seed", SEEDS)
def test_a_planted_distribution_of_shares_is_found(seed):
    x, n, truth = grids(seed)
    found = shrunken_shares(x, n)
    assert found.spread is Spread.ESTIMATED
    assert found.centre == pytest.approx(0.9, abs=0.008)
    assert found.prior_weight == pytest.approx(40, rel=0.35)
    # 995 intervals: a standard error of 0.7 points.
    assert np.mean((found.low <= truth) & (truth <= found.high)) == pytest.approx(0.95, abs=0.03)
    assert np.mean((found.value - truth) ** 2) < 0.7 * np.mean((x / n - truth) ** 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_planted_distribution_of_rates_is_found(seed):
    x, e, truth = watched(seed)
    found = shrunken_rates(x, e)
    assert found.spread is Spread.ESTIMATED
    assert found.centre == pytest.approx(2.5, abs=0.15)
    assert found.prior_weight == pytest.approx(4, rel=0.25)
    assert np.mean((found.low <= truth) & (truth <= found.high)) == pytest.approx(0.95, abs=0.03)
    assert np.mean((found.value - truth) ** 2) < 0.8 * np.mean((x / e - truth) ** 2)


def test_areas_that_are_equal_are_drawn_together():
    rng = np.random.default_rng(1)
    sizes = rng.integers(3, 80, size=995)
    found = shrunken_shares(rng.binomial(sizes, 0.9), sizes)
    assert found.spread is Spread.NO_MORE_THAN_CHANCE
    assert found.prior_weight > 400
    assert np.abs(found.value - 0.9).max() < 0.03
    rates = shrunken_rates(rng.poisson(2.0 * sizes), sizes)
    assert rates.spread is Spread.NO_MORE_THAN_CHANCE
    assert np.abs(rates.value - 2).max() < 0.15


def test_chance_alone_is_seldom_taken_for_spread():
    rng = np.random.default_rng(2)
    sizes = rng.integers(10, 80, size=200)
    found = [shrunken_shares(rng.binomial(sizes, 0.8), sizes).spread for _ in range(300)]
    # 5 % of 300 is 15, with a standard deviation of 3.8.
    assert sum(one is Spread.ESTIMATED for one in found) < 30


def test_the_limits_are_quantiles_of_the_posterior_distribution():
    x, n, _ = grids(0, areas=60)
    found = shrunken_shares(x, n, confidence=0.9)
    yes = found.centre * found.prior_weight + x
    no = (1 - found.centre) * found.prior_weight + n - x
    assert found.low == pytest.approx(beta.ppf(0.05, yes, no))
    assert found.high == pytest.approx(beta.ppf(0.95, yes, no))
    x, e, _ = watched(0, areas=60)
    rates = shrunken_rates(x, e, confidence=0.9)
    shape = rates.centre * rates.prior_weight + x
    scale = 1 / (rates.prior_weight + e)
    assert rates.low == pytest.approx(gamma.ppf(0.05, shape, scale=scale))
    assert rates.high == pytest.approx(gamma.ppf(0.95, shape, scale=scale))


counts = st.lists(
    st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=40,
)


@given(counts)
def test_a_share_moves_towards_the_centre_and_less_the_more_was_counted(pairs):
    x, n = np.array(pairs).T
    found = shrunken_shares(x, n)
    assert np.all((found.low < found.value) & (found.value < found.high))
    assert np.all((found.low >= 0) & (found.high <= 1))
    between = found.weight * x / n + (1 - found.weight) * found.centre
    assert found.value == pytest.approx(between, abs=1e-9)
    order = np.argsort(n)
    assert np.all(np.diff(found.weight[order]) >= 0)


@given(counts)
def test_a_rate_moves_towards_the_centre_and_less_the_longer_it_was_watched(pairs):
    x, e = np.array(pairs).T
    found = shrunken_rates(x, e)
    assert np.all((found.low < found.value) & (found.value < found.high))
    between = found.weight * x / e + (1 - found.weight) * found.centre
    assert found.value == pytest.approx(between, abs=1e-9)


@given(counts, st.sampled_from([0.01, 7.0, 100.0]))
def test_the_unit_of_exposure_does_not_matter(pairs, factor):
    x, e = np.array(pairs).T
    one, other = shrunken_rates(x, e), shrunken_rates(x, e * factor)
    assert one.value == pytest.approx(other.value * factor, rel=1e-3)
    assert one.high == pytest.approx(other.high * factor, rel=1e-3)


@given(counts)
def test_met_and_unmet_are_mirror_images(pairs):
    x, n = np.array(pairs).T
    one, other = shrunken_shares(x, n), shrunken_shares(n - x, n)
    assert one.value == pytest.approx(1 - other.value, abs=1e-3)


def test_few_areas_lend_each_other_half_an_answer_of_the_rarer_kind():
    found = shrunken_shares([10, 9, 5], [10, 10, 10])
    assert found.spread is Spread.TOO_FEW_AREAS
    assert found.prior_weight == pytest.approx(2.5)
    assert found.value == pytest.approx((np.array([10, 9, 5]) + 2) / 12.5)
    rates = shrunken_rates([10, 9, 5], [10, 10, 10])
    assert rates.value == pytest.approx((np.array([10, 9, 5]) + 0.5) / (10 + 0.5 / 0.8))


def test_all_or_nothing_still_leaves_doubt():
    for x in (0, 5):
        found = shrunken_shares([x] * 20, [5] * 20)
        assert np.all((found.low > 0) & (found.high < 1))
        assert np.all(found.high - found.low > 0.005)
    assert np.all(shrunken_rates([0] * 20, [5] * 20).high > 0.005)


def test_an_area_without_count_has_no_value_and_moves_no_other():
    x, n, _ = grids(3, areas=50)
    whole = shrunken_shares(x, n)
    gaps = shrunken_shares([*x, np.nan, 0], [*n, 30, 0])
    assert gaps.value[:50].tolist() == whole.value.tolist()
    for column in (gaps.value, gaps.low, gaps.high, gaps.weight):
        assert np.isnan(column).tolist() == [False] * 50 + [True, True]
    for function in (shrunken_shares, shrunken_rates):
        with pytest.raises(ValueError, match="no area has a value"):
            function([np.nan], [4])
