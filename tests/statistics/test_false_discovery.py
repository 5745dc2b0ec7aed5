"""Findings among many tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from warehouse.statistics import discoveries, false_discovery_values

# Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical
# Society B 57 (1995) 289-300, section 3.1: fifteen comparisons of two treatments.
PUBLISHED = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
PUBLISHED += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]


def test_four_of_fifteen_are_found_as_published():
    assert np.flatnonzero(discoveries(PUBLISHED, rate=0.05)).tolist() == [0, 1, 2, 3]


def test_what_was_not_tested_does_not_count():
    whole = false_discovery_values(PUBLISHED)
    found = false_discovery_values(np.array([np.nan, *PUBLISHED]).reshape(2, 8))
    assert np.isnan(found[0, 0])
    assert found[~np.isnan(found)].tolist() == whole.tolist()
    assert not discoveries([np.nan, np.nan]).any()
    assert false_discovery_values([]).size == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.randoms(use_true_random=False))
def test_the_order_of_tests_does_not_matter_and_no_value_shrinks(p_values, random):
    found = false_discovery_values(p_values)
    assert (found >= np.array(p_values) - 1e-12).all()
    assert (found <= 1).all()
    order = list(range(len(p_values)))
    random.shuffle(order)
    shuffled = false_discovery_values([p_values[one] for one in order])
    assert shuffled == pytest.approx(found[order])


def test_where_nothing_is_to_be_found_one_look_in_twenty_finds_something():
    rng = np.random.default_rng(3)
    looks = [discoveries(rng.uniform(size=570), rate=0.05).any() for _ in range(2000)]
    # 5 % of 2000 has a standard error of 0.5 points.
    assert np.mean(looks) == pytest.approx(0.05, abs=0.02)


def test_few_of_the_findings_are_false():
    rng = np.random.default_rng(5)
    is_true = np.arange(200) < 50
    shares = []
    for _ in range(500):
        score = np.abs(rng.normal(size=200) + 3.5 * is_true)
        found = discoveries(2 * ndtr(-score), rate=0.1)
        shares.append((found & ~is_true).sum() / max(found.sum(), 1))
    # The rate holds for the share of true nulls, here 0.1 times 0.75.
    assert np.mean(shares) == pytest.approx(0.075, abs=0.01)


@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_what_is_no_p_value_is_refused(wrong):
    with pytest.raises(ValueError, match="position 1: not a p-value"):
        false_discovery_values([0.5, wrong])
    with pytest.raises(ValueError, match="rate"):
        discoveries([0.5], rate=5)
