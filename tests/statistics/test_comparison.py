"""Comparison of intervals with a benchmark, a target or a range."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.statistics import Outcome, Polarity, outcomes, range_outcomes, wilson

LEVELS = st.floats(-1e6, 1e6)


@pytest.mark.parametrize("polarity", Polarity)
def test_outcomes_are_those_fingertips_publishes(reference, polarity):
    for case in reference("benchmark_rag_fingertips")["single_ci"]:
        found = outcomes(
            case["lower"], case["upper"], benchmark=case["benchmark"], polarity=polarity
        )
        assert found == case[polarity]


@pytest.mark.parametrize(("confidence", "name"), [(0.95, "at95"), (0.998, "at998")])
def test_a_value_against_the_benchmarks_own_interval_is_as_fingertips_publishes(
    reference, confidence, name
):
    published = reference("benchmark_rag_fingertips")["spc_for_proportions"]
    for case in published["cases"]:
        size, level = case["denominator"], case["benchmark_pct"] / 100
        within = wilson(level * size, size, confidence=confidence)
        value = case["value_pct"] / 100
        found = range_outcomes(
            value, value, within=within, polarity=Polarity(published["polarity"])
        )
        assert found == case[name]


def test_a_full_count_compares_its_value_and_a_tie_is_similar():
    value = np.array([0.94, 0.95, 0.1 + 0.85, 0.96])
    found = outcomes(value, value, benchmark=0.95, polarity=Polarity.HIGH_IS_GOOD)
    assert found.tolist() == ["worse", "similar", "similar", "better"]


def test_without_interval_or_benchmark_nothing_is_compared():
    found = outcomes(
        [np.nan, 0.1, 0.1],
        [0.2, np.nan, 0.2],
        benchmark=[0.3, 0.3, np.nan],
        polarity=Polarity.LOW_IS_GOOD,
    )
    assert (found == Outcome.NOT_COMPARED).all()


def test_a_range_holds_its_beginning_but_not_its_end():
    value = [1.9, 2.0, 4.9, 5.0]
    found = range_outcomes(value, value, within=(2, 5), polarity=Polarity.NO_JUDGEMENT)
    assert found.tolist() == ["lower", "similar", "similar", "higher"]


def test_an_interval_that_touches_the_range_may_lie_inside():
    found = range_outcomes([1, 4, 0], [3, 9, 9], within=(2, 5), polarity=Polarity.NO_JUDGEMENT)
    assert (found == Outcome.SIMILAR).all()


def test_crossed_limits_are_refused():
    with pytest.raises(ValueError, match="position 0: upper limit below lower"):
        outcomes([0.3], [0.2], benchmark=0.1, polarity=Polarity.HIGH_IS_GOOD)
    with pytest.raises(ValueError, match="range ends before it begins"):
        range_outcomes(0.1, 0.2, within=(3, 2), polarity=Polarity.NO_JUDGEMENT)


@given(LEVELS, LEVELS, LEVELS)
def test_turning_the_polarity_round_swaps_better_and_worse(one, other, benchmark):
    low, high = min(one, other), max(one, other)
    swap = {Outcome.BETTER: Outcome.WORSE, Outcome.WORSE: Outcome.BETTER}
    good = str(outcomes(low, high, benchmark=benchmark, polarity=Polarity.HIGH_IS_GOOD))
    bad = str(outcomes(low, high, benchmark=benchmark, polarity=Polarity.LOW_IS_GOOD))
    mirrored = str(outcomes(-high, -low, benchmark=-benchmark, polarity=Polarity.LOW_IS_GOOD))
    assert bad == swap.get(Outcome(good), good)
    assert mirrored == good


@given(LEVELS, LEVELS, LEVELS)
def test_a_range_of_no_width_is_a_benchmark_except_at_the_tie(one, other, benchmark):
    low, high = min(one, other), max(one, other)
    polarity = Polarity.NO_JUDGEMENT
    by_range = range_outcomes(low, high, within=(benchmark, benchmark), polarity=polarity)
    by_value = outcomes(low, high, benchmark=benchmark, polarity=polarity)
    assert by_range == by_value or abs(low - benchmark) <= 1e-9
