"""Areas that are alike in their context."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from warehouse.statistics import nearest_neighbours

CONTEXT = st.integers(2, 8).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(-50, 50), min_size=3, max_size=3), min_size=size, max_size=size
    )
)


def test_neighbours_worked_by_hand():
    """Of 0, 1 and 3 the first has the second a third as far as the third."""
    found = nearest_neighbours([[0.0], [1.0], [3.0]])
    expected = [[np.nan, 1 / 3, 1], [0.5, np.nan, 1], [1, 2 / 3, np.nan]]
    assert found.distance == pytest.approx(np.array(expected), nan_ok=True)
    assert found.order.tolist() == [[1, 2], [0, 2], [1, 0]]


def test_ties_are_in_the_order_given():
    found = nearest_neighbours([[0.0], [1.0], [-1.0], [1.0]])
    assert found.order[0].tolist() == [1, 2, 3]


def test_a_variable_counts_in_no_unit():
    table = np.array([[1_000, 0.1], [2_000, 0.9], [4_000, 0.3]])
    metres, kilometres = nearest_neighbours(table), nearest_neighbours(table / [1_000, 1])
    assert kilometres.distance == pytest.approx(metres.distance, nan_ok=True)


def test_a_variable_that_is_the_same_everywhere_says_nothing():
    alone = nearest_neighbours([[1.0], [2.0], [5.0]])
    beside = nearest_neighbours([[1.0, 7], [2.0, 7], [5.0, 7]])
    assert beside.distance == pytest.approx(alone.distance, nan_ok=True)
    nothing = nearest_neighbours([[7.0], [7.0]])
    assert np.isnan(nothing.distance).all()
    assert nothing.order.tolist() == [[-1], [-1]]


def test_what_is_unknown_is_left_out_while_half_is_known():
    found = nearest_neighbours([[0, 0, 0], [1, 1, np.nan], [3, np.nan, np.nan], [3, 3, 3]])
    assert np.isnan(found.distance[2]).all()
    assert found.order[2].tolist() == [-1, -1, -1]
    assert found.order[0].tolist() == [1, 3, -1]


def test_areas_of_one_context_are_no_distance_apart():
    found = nearest_neighbours([[1.0, 2], [1.0, 2], [4.0, 5]])
    assert found.distance[0, 1] == 0


@pytest.mark.parametrize("context", [np.empty((0, 2)), [[3.0, 4.0]]])
def test_no_areas_or_one_have_no_neighbours(context):
    assert nearest_neighbours(context).order.shape == (len(context), 0)


def test_impossible_contexts_are_refused():
    with pytest.raises(ValueError, match="areas x variables"):
        nearest_neighbours([1.0, 2.0])
    with pytest.raises(ValueError, match=r"position \(0, 1\): infinite"):
        nearest_neighbours([[1.0, np.inf]])


@given(CONTEXT)
def test_distances_are_those_of_scipy_rebased(table):
    context = np.array(table, dtype=float)
    assume(np.ptp(context, axis=0).all())
    theirs = cdist(context, context, "seuclidean", V=context.var(axis=0, ddof=1))
    theirs /= theirs.max(axis=1, keepdims=True)
    found = nearest_neighbours(context).distance
    np.fill_diagonal(theirs, np.nan)
    assert found == pytest.approx(theirs, abs=1e-12, nan_ok=True)
