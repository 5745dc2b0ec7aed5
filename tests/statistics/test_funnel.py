"""Funnels: limits of an area's size, and how far they open where areas differ anyway."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import ndtr
from scipy.stats import binom

from warehouse.statistics import (
    Adjustment,
    byar,
    exact_limits,
    rate_funnel,
    ratio_limits,
    share_funnel,
    share_limits,
    wilson,
)
from warehouse.statistics.overdispersion import (
    arcsine_limits,
    log_limits,
    overdispersion,
    truncated_scores,
    winsorised_scores,
)

PUBLISHED_AS = {
    "High (0.001)": "far_above",
    "High (0.025)": "above",
    "Not significant": "inside",
    "Low (0.025)": "below",
    "Low (0.001)": "far_below",
}
SHARES = ["pr_six_units_from_package_test", "pr_31_areas_very_overdispersed"]
SHARES += ["pr_api_counties_target_met"]
# FunnelPlotR writes the two quantiles out to six decimals.
ROUNDED = [(2 * ndtr(1.959964) - 1, "95"), (2 * ndtr(3.090232) - 1, "998")]
RATIOS = ["sr_shmi_package_test", "sr_shmi_30_areas"]


def table(published):
    columns = zip(*published["rows"], strict=True)
    return dict(zip(published["columns"], columns, strict=True))


@pytest.fixture
def dispersed(reference):
    def case(name):
        published = reference("funnel_overdispersion_funnelplotr")
        [found] = [one for one in published["cases"] if one["id"] == name]
        expected = found["expected"]
        limits = dict(zip(expected["limits_columns"], np.array(expected["limits"]).T, strict=True))
        # The published scores are those of expected counts at two decimals.
        return found["numerator"], np.round(found["denominator"], 2), expected, limits

    return case


def test_shares_lie_where_published(reference):
    areas = table(reference("funnel_proportion_phe")["areas"])
    funnel = share_funnel(areas["numerator"], areas["denominator"])
    assert funnel.position.tolist() == [PUBLISHED_AS[one] for one in areas["significance"]]


@pytest.mark.parametrize("part", ["limits", "limits_subset_denominator_lt_31000"])
@pytest.mark.parametrize(("confidence", "name"), [(0.95, "95"), (0.998, "998")])
def test_the_limits_of_shares_are_those_published(reference, part, confidence, name):
    published = reference("funnel_proportion_phe")
    curve = table(published[part])
    areas = np.array([row[:2] for row in published["areas"]["rows"]])
    if part != "limits":
        areas = areas[areas[:, 1] < 31_000]
    centre = areas[:, 0].sum() / areas[:, 1].sum()
    assert np.array(curve["baseline"]) / 100 == pytest.approx(centre, abs=1e-7)
    low, high = share_limits(centre, denominator=curve["population"], confidence=confidence)
    tolerance = published["tolerance_limits"]
    assert 100 * low == pytest.approx(np.array(curve[f"lower{name}"]), abs=tolerance)
    assert 100 * high == pytest.approx(np.array(curve[f"upper{name}"]), abs=tolerance)


def test_ratios_lie_where_published(reference):
    areas = table(reference("funnel_ratio_phe")["areas"])
    funnel = rate_funnel(areas["observed"], areas["expected"], centre=1)
    assert funnel.position.tolist() == [PUBLISHED_AS[one] for one in areas["significance"]]


@pytest.mark.parametrize(("confidence", "name"), [(0.95, "95"), (0.998, "998")])
def test_the_limits_of_ratios_are_those_published(reference, confidence, name):
    published = reference("funnel_ratio_phe")
    curve = {key: np.array(column) for key, column in table(published["limits"]).items()}
    tolerance = published["tolerance_limits"]
    least, most = exact_limits(curve["observed_events"], confidence=confidence)
    assert most == pytest.approx(curve[f"expected_at_lower{name}"], rel=tolerance, abs=tolerance)
    assert least == pytest.approx(curve[f"expected_at_upper{name}"], rel=tolerance, abs=tolerance)
    for expected, side in ((most, 0), (least, 1)):
        limit = ratio_limits(expected, confidence=confidence)[side]
        assert limit * expected == pytest.approx(curve["observed_events"])


@pytest.mark.parametrize("name", SHARES)
def test_shares_spread_as_published(reference, dispersed, name):
    tolerance = reference("funnel_overdispersion_funnelplotr")["tolerance"]
    numerator, denominator, expected, limits = dispersed(name)
    size = np.array(denominator, dtype=float)
    centre = sum(numerator) / sum(denominator)
    error = 1 / (2 * np.sqrt(size))
    scores = (np.arcsin(np.sqrt(numerator / size)) - np.arcsin(np.sqrt(centre))) / error
    assert centre == pytest.approx(expected["target"], abs=tolerance)
    assert scores == pytest.approx(np.array(expected["z_unadjusted"]), abs=tolerance)
    trimmed = winsorised_scores(scores)
    assert trimmed == pytest.approx(np.array(expected["z_trimmed"]), abs=tolerance)
    spread = overdispersion(trimmed, standard_error=error, is_asked=True, fewest=2)
    assert spread.phi == pytest.approx(expected["phi"], rel=tolerance)
    assert spread.tau2 == pytest.approx(expected["tau2"], rel=tolerance)
    assert spread.areas == expected["n_used"]
    for confidence, at in ROUNDED:
        for tau2, prefix in ((0.0, ""), (spread.tau2, "od_")):
            low, high = arcsine_limits(centre, denominator=size, tau2=tau2, confidence=confidence)
            assert low == pytest.approx(limits[f"{prefix}lower{at}"], abs=tolerance)
            assert high == pytest.approx(limits[f"{prefix}upper{at}"], abs=tolerance)


@pytest.mark.parametrize("name", RATIOS)
def test_ratios_spread_as_published(reference, dispersed, name):
    tolerance = reference("funnel_overdispersion_funnelplotr")["tolerance"]
    numerator, denominator, expected, limits = dispersed(name)
    count = np.array(denominator, dtype=float)
    scores = np.log(numerator / count) * np.sqrt(count)
    trimmed = truncated_scores(scores)
    published = np.array(expected["z_trimmed"], dtype=float)
    assert trimmed == pytest.approx(published, abs=tolerance, nan_ok=True)
    spread = overdispersion(trimmed, standard_error=1 / np.sqrt(count), is_asked=True, fewest=2)
    assert spread.phi == pytest.approx(expected["phi"], rel=tolerance)
    assert spread.tau2 == pytest.approx(expected["tau2"], rel=tolerance)
    assert spread.areas == expected["n_used"]
    for confidence, at in ROUNDED:
        low, high = log_limits(count, tau2=spread.tau2, confidence=confidence)
        assert low == pytest.approx(limits[f"od_lower{at}"], abs=tolerance)
        assert high == pytest.approx(limits[f"od_upper{at}"], abs=tolerance)


def test_a_switch_opens_the_funnel_and_says_so(dispersed):
    numerator, denominator, expected, limits = dispersed("pr_31_areas_very_overdispersed")
    plain = share_funnel(numerator, denominator)
    opened = share_funnel(numerator, denominator, is_adjusted=True)
    assert plain.overdispersion.adjustment is Adjustment.NOT_ASKED
    assert plain.overdispersion.phi == opened.overdispersion.phi == pytest.approx(expected["phi"])
    assert opened.overdispersion.is_applied
    assert opened.high_998 == pytest.approx(limits["od_upper998"], abs=1e-7)
    assert np.char.startswith(plain.position, "far").sum() == 27
    assert (
        np.char.startswith(opened.position, "far").tolist()
        == np.array(expected["outlier998_od"], dtype=bool).tolist()
    )


def test_the_funnel_of_a_ratio_opens_too(dispersed):
    numerator, denominator, expected, limits = dispersed("sr_shmi_30_areas")
    opened = rate_funnel(numerator, denominator, centre=1, is_adjusted=True)
    assert opened.overdispersion.phi == pytest.approx(expected["phi"])
    plain, _ = ratio_limits(denominator, confidence=0.95)
    assert opened.low == pytest.approx(np.minimum(limits["od_lower95"], plain), abs=1e-7)
    assert opened.low[1:] == pytest.approx(limits["od_lower95"][1:], abs=1e-7)
    is_outside = opened.position != "inside"
    assert is_outside.tolist() == np.array(expected["outlier95_od"], dtype=bool).tolist()


def test_few_areas_and_areas_that_chance_explains_leave_the_funnel_as_it_is(dispersed):
    numerator, denominator, _, _ = dispersed("pr_six_units_from_package_test")
    few = share_funnel(numerator, denominator, is_adjusted=True)
    assert few.overdispersion.adjustment is Adjustment.TOO_FEW_AREAS
    alike = share_funnel([90] * 12, [100] * 12, is_adjusted=True)
    assert alike.overdispersion.adjustment is Adjustment.NO_MORE_THAN_CHANCE
    assert (alike.overdispersion.phi, alike.overdispersion.tau2) == (0, 0)
    for funnel in (few, alike):
        low, _ = share_limits(funnel.centre, denominator=funnel.value * 0 + 100, confidence=0.95)
        plain = share_funnel(funnel.value * 100, 100, centre=funnel.centre)
        assert plain.low.tolist() == low.tolist()
        assert not funnel.overdispersion.is_applied


def test_opening_a_funnel_puts_no_area_outside():
    rng = np.random.default_rng(19)
    sizes = rng.integers(5, 400, size=995)
    truth = rng.beta(0.05 * 30, 0.95 * 30, size=995)
    pairs = []
    for function, x in (
        (share_funnel, rng.binomial(sizes, truth)),
        (rate_funnel, rng.poisson(sizes * truth)),
    ):
        plain, opened = function(x, sizes), function(x, sizes, is_adjusted=True)
        assert opened.overdispersion.is_applied
        assert np.all((opened.low <= plain.low) & (opened.high_998 >= plain.high_998))
        assert not ((plain.position == "inside") & (opened.position != "inside")).any()
        pairs.append(((plain.position != "inside").mean(), (opened.position != "inside").mean()))
    # Without the outer tenths the spread is somewhat underestimated, so more than 5 % remain.
    assert all(before > 0.3 and after < 0.15 for before, after in pairs)


def test_small_counts_do_not_pass_for_spread():
    rng = np.random.default_rng(23)
    sizes = rng.integers(10, 90, size=995)
    few = share_funnel(rng.binomial(sizes, 0.04), sizes, is_adjusted=True)
    assert few.overdispersion.areas == 0
    assert few.overdispersion.adjustment is Adjustment.TOO_FEW_AREAS
    rates = rate_funnel(rng.poisson(0.04 * sizes), sizes, is_adjusted=True)
    assert rates.overdispersion.adjustment is Adjustment.TOO_FEW_AREAS


def test_open_limits_stay_within_nought_and_one_and_do_not_turn_back():
    low, high = arcsine_limits(0.98, denominator=[1, 5, 50, 5000], tau2=0.01, confidence=0.998)
    assert high.tolist() == sorted(high, reverse=True)
    assert low.tolist() == sorted(low)
    assert high[0] == 1


@given(
    st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0.001, 0.999),
)
def test_the_funnel_and_the_interval_say_the_same_of_a_share(counts, centre):
    x, n = counts
    funnel = share_funnel([x], [n], centre=centre)
    for confidence, outer in ((0.95, ("inside",)), (0.998, ("inside", "below", "above"))):
        low, high = wilson(x, n, confidence=confidence)
        assume(min(abs(low - centre), abs(high - centre)) > 1e-9)
        assert (low <= centre <= high) == (funnel.position[0] in outer)


@given(st.integers(0, 400), st.floats(0.01, 400))
def test_the_funnel_and_the_interval_say_the_same_of_a_rate(count, exposure):
    funnel = rate_funnel([count], [exposure], centre=1)
    low, high = byar(count, exposure, confidence=0.95)
    assert (low <= 1 <= high) == (funnel.position[0] == "inside")
    # The drawn limit is exact, Byar's interval nearly so: they part only on the line itself.
    assume(min(abs(low - 1), abs(high - 1)) > 2e-3)
    assert (funnel.position[0] == "inside") == (funnel.low[0] <= funnel.value[0] <= funnel.high[0])


def test_about_one_in_twenty_grids_lies_outside_where_all_are_equal():
    rng = np.random.default_rng(20201231)
    sizes = rng.integers(100, 600, size=995)
    outside = []
    for _ in range(100):
        funnel = share_funnel(rng.binomial(sizes, 0.9), sizes)
        outside.append(np.mean(funnel.position != "inside"))
    # What the whole counts of these sizes really allow, summed over the binomial distribution.
    low, high = share_limits(0.9, denominator=sizes, confidence=0.95)
    below = binom.cdf(np.ceil(low * sizes - 1e-9) - 1, sizes, 0.9)
    above = binom.sf(np.floor(high * sizes + 1e-9), sizes, 0.9)
    truth = np.mean(below + above)
    assert 0.04 < truth < 0.06
    # 99 500 grids: the mean has a standard error of 0.0007, one draw of 995 one of 0.007.
    assert np.mean(outside) == pytest.approx(truth, abs=0.003)
    assert max(outside) < truth + 5 * 0.007


def test_rates_lie_outside_no_more_often_than_they_say():
    rng = np.random.default_rng(20201231)
    exposure = rng.uniform(5, 60, size=995)
    outside = [
        np.mean(rate_funnel(rng.poisson(2 * exposure), exposure).position != "inside")
        for _ in range(100)
    ]
    assert 0.03 < np.mean(outside) < 0.05


def test_an_area_without_value_has_no_place_and_does_not_move_the_centre():
    funnel = share_funnel([9, np.nan, 0, 8], [10, 50, 0, 10])
    assert funnel.centre == pytest.approx(0.85)
    assert funnel.position.tolist() == ["inside", "unknown", "unknown", "inside"]
    assert np.isnan(funnel.low).tolist() == [False, True, True, False]
    rates = rate_funnel([9, np.nan, 0, 0], [10, 50, 0, 10])
    assert rates.centre == pytest.approx(0.45)
    assert rates.position.tolist() == ["inside", "unknown", "unknown", "below"]


def test_a_funnel_needs_a_centre():
    with pytest.raises(ValueError, match="no area has a value"):
        share_funnel([np.nan], [10])
    with pytest.raises(ValueError, match="not above 0"):
        rate_funnel([0, 0], [10, 10])
    with pytest.raises(ValueError, match="not a share"):
        share_funnel([1], [10], centre=95)
    assert share_funnel([np.nan], [10], centre=0.9, is_adjusted=True).overdispersion.areas == 0
