"""Kaplan–Meier curves, medians and their intervals."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from warehouse.statistics import survival_curves, survival_quantiles

# Freireich et al. (1963), remission of acute leukaemia in weeks, as in Gehan (1965).
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def leukaemia(**options):
    return {
        "durations": TREATED + PLACEBO,
        "is_event": RELAPSED + [1] * 21,
        "groups": ["6-MP"] * 21 + ["placebo"] * 21,
        **options,
    }


def test_median_remission_is_the_published_one():
    data = leukaemia()
    found = survival_quantiles(data.pop("durations"), **data)
    assert found.group.tolist() == ["6-MP", "placebo"]
    assert found.subjects.tolist() == [21, 21]
    assert found.events.tolist() == [9, 21]
    assert found.value.tolist() == [23, 8]
    assert found.low.tolist() == [13, 4]
    assert found.high.tolist() == pytest.approx([np.nan, 11], nan_ok=True)


def test_the_curve_of_remission_is_the_published_one():
    data = leukaemia()
    curve = survival_curves(data.pop("durations"), **data).filter(pl.col("group") == "6-MP")
    assert curve["duration"].to_list() == [6, 7, 10, 13, 16, 22, 23]
    assert curve["at_risk_count"].to_list() == [21, 17, 15, 12, 11, 7, 6]
    assert curve["event_count"].to_list() == [3, 1, 1, 1, 1, 1, 1]
    survival = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    low = [0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881]
    high = [0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801]
    assert curve["survival"].to_list() == pytest.approx(survival, abs=5.1e-5)
    assert curve["low"].to_list() == pytest.approx(low, abs=5.1e-5)
    assert curve["high"].to_list() == pytest.approx(high, abs=5.1e-5)


def test_a_median_worked_by_hand():
    """Five matters: ended after 1, 2 and 4 days, still open after 2 and 3 days.

    4/5 are open after 1 day, 4/5 x 3/4 = 0.6 after 2 days, and with one left at risk 0 after 4.
    """
    found = survival_quantiles([1, 2, 2, 3, 4], is_event=[1, 1, 0, 0, 1], groups=[7] * 5)
    assert found.value.tolist() == [4]
    assert np.isnan(found.high).all()


def test_leaving_out_open_matters_would_hide_the_stuck_ones():
    durations, is_event = [1, 2, 3] + [30] * 7, [1, 1, 1] + [0] * 7
    found = survival_quantiles(durations, is_event=is_event, groups=[0] * 10)
    assert np.isnan(found.value).all()
    assert found.events.tolist() == [3]


def test_a_curve_flat_at_the_half_is_met_halfway():
    found = survival_quantiles([1, 2, 3, 4], is_event=[1] * 4, groups=[0] * 4)
    assert found.value.tolist() == [2.5]
    flat_to_the_end = survival_quantiles([1, 2, 3, 4], is_event=[1, 1, 0, 0], groups=[0] * 4)
    assert flat_to_the_end.value.tolist() == [2]


def test_all_at_once_and_nothing_at_all():
    same = survival_quantiles([0.0, 0.0], is_event=[1, 1], groups=["a", "a"])
    assert same.value.tolist() == [0]
    nothing = survival_quantiles([], is_event=[], groups=[])
    assert nothing.value.size == 0
    unknown = survival_quantiles([np.nan, 3.0], is_event=[1, 1], groups=["a", "b"])
    assert unknown.group.tolist() == ["b"]


def test_other_quantiles_of_the_same_curve():
    data = leukaemia(quantile=0.25)
    found = survival_quantiles(data.pop("durations"), **data)
    assert found.value.tolist() == [13, 4]
    with pytest.raises(ValueError, match="quantile"):
        survival_quantiles([1.0], is_event=[1], groups=[0], quantile=90)


@pytest.mark.parametrize(
    ("durations", "groups", "message"),
    [
        ([1.0, -2.0], [0, 0], "position 1: negative or infinite"),
        ([1.0, np.inf], [0, 0], "position 1: negative or infinite"),
        ([1.0, 2.0], [0], "columns differ in length"),
    ],
)
def test_impossible_durations_are_refused(durations, groups, message):
    with pytest.raises(ValueError, match=message):
        survival_quantiles(durations, is_event=[1, 1], groups=groups)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60))
def test_the_curve_is_the_one_of_scipy(matters):
    durations, is_event = map(np.array, zip(*matters, strict=True))
    curve = survival_curves(durations, is_event=is_event, groups=np.zeros(len(matters)))
    data = CensoredData(uncensored=durations[is_event], right=durations[~is_event])
    theirs = ecdf(data).sf.evaluate(curve["duration"].to_numpy())
    assert curve["survival"].to_numpy() == pytest.approx(theirs, abs=1e-12)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.sampled_from("abc")), max_size=60),
    st.randoms(use_true_random=False),
)
def test_groups_do_not_touch_each_other_nor_does_order_matter(matters, random):
    whole = {
        group: (value, low, high)
        for group, value, low, high in _rows(random.sample(matters, len(matters)))
    }
    for group in whole:
        (alone,) = _rows([matter for matter in matters if matter[2] == group])
        assert whole[group] == pytest.approx(alone[1:], nan_ok=True)
        value, low, high = whole[group]
        assert np.isnan(value) or low <= value
        assert np.isnan(high) or value <= high


def _rows(matters):
    durations, is_event, groups = zip(*matters, strict=True) if matters else ([], [], [])
    found = survival_quantiles(durations, is_event=is_event, groups=groups)
    return list(zip(found.group, found.value, found.low, found.high, strict=True))


def test_the_interval_of_the_median_covers_the_truth():
    """2 000 groups of 60 matters that take 10 days on average; a third is still open."""
    random = np.random.default_rng(2019)
    takes, asked_after = random.exponential(10, 120_000), random.exponential(20, 120_000)
    found = survival_quantiles(
        np.minimum(takes, asked_after),
        is_event=takes <= asked_after,
        groups=np.repeat(np.arange(2_000), 60),
    )
    is_covered = (found.low <= 10 * np.log(2)) & ~(found.high < 10 * np.log(2))
    assert 0.93 < is_covered.mean() < 0.97
