"""Withholding of small counts, and of what would give them away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.statistics import primary, secondary

COUNTS = st.sampled_from([0, 0, 1, 2, 4, 5, 7, 9, 12, 30, 80])


@st.composite
def trees(draw, columns=1):
    """Counts that add up over a random tree, its cells in the order of their codes."""
    size = draw(st.integers(1, 25))
    parents = [-1] + [draw(st.integers(0, cell - 1)) for cell in range(1, size)]
    counts = np.zeros((size, columns))
    for cell in reversed(range(size)):
        if cell not in parents:
            counts[cell] = [draw(COUNTS) for _ in range(columns)]
        if cell:
            counts[parents[cell]] += counts[cell]
    return counts, np.array(parents)


def sums_to_parents(parents, hidden):
    """One equation a family, one column a withheld cell: what an attacker would solve."""
    families = np.unique(parents[parents >= 0])
    equations = (parents[None, :] == families[:, None]).astype(float)
    equations[np.arange(families.size), families] -= 1
    return equations[:, hidden]


def worked_out(parents, hidden):
    """How many withheld cells the published ones determine: those the null space leaves fixed."""
    equations = sums_to_parents(parents, hidden)
    if not equations.size:
        return 0
    _, scale, rows = np.linalg.svd(equations)
    free = rows[(scale > 1e-9).sum() :]
    return int((np.abs(free).max(axis=0, initial=0) < 1e-9).sum())


def withheld(counts, parents, mask):
    return secondary(counts, cells=np.arange(len(parents)), parents=parents, withheld=mask)


def test_one_to_four_on_either_side_are_withheld():
    numerator = [0, 1, 4, 5, 96, 97, 99, 100]
    assert primary(numerator, 100).tolist() == [0, 1, 1, 0, 1, 1, 1, 0]


def test_counts_that_stand_alone_and_missing_ones():
    assert primary([3, 5, np.nan, 50], [np.nan, np.nan, 10, np.nan]).tolist() == [1, 0, 0, 0]
    with pytest.raises(ValueError, match="position 0: numerator exceeds"):
        primary([11], [10])


def test_the_smallest_sibling_goes_with_a_single_withheld_one():
    cells, parents = ["d", "a", "b", "c", "e"], ["", "d", "d", "d", "d"]
    mask = [False, True, False, False, False]
    found = secondary([60, 3, 20, 30, 7], cells=cells, parents=parents, withheld=mask)
    assert found.tolist() == [False, True, False, False, True]


def test_a_nought_is_withheld_only_when_nothing_else_is_left():
    parents = np.array([-1, 0, 0, 0])
    mask = np.array([False, True, False, False])
    assert withheld([53, 3, 0, 50], parents, mask).tolist() == [False, True, False, True]
    # A parent that equals its one withheld child gives it away: then the parent goes too.
    only = withheld([7, 7], np.array([-1, 0]), np.array([False, True]))
    assert only.tolist() == [True, True]


def test_two_withheld_cells_that_come_to_less_than_five_need_a_third():
    parents = np.array([-1, 0, 0, 0, 0])
    mask = np.array([False, True, True, False, False])
    found = withheld([64, 1, 2, 11, 50], parents, mask)
    assert found.tolist() == [False, True, True, True, False]


def test_a_withheld_parent_takes_a_child_along_on_every_level():
    # district -> two streets -> two communities each; one street is withheld for itself.
    parents = np.array([-1, 0, 0, 1, 1, 2, 2])
    mask = np.array([False, True, False, False, False, False, False])
    found = withheld([100, 40, 60, 10, 30, 25, 35], parents, mask)
    assert found.tolist() == [False, True, True, True, False, True, False]


def test_both_counts_of_a_share_are_kept_from_being_worked_out():
    # Met and unmet: the two withheld communities leave 100 met, but only 2 unmet.
    counts = np.array([[260, 22], [50, 1], [50, 1], [60, 8], [100, 12]])
    parents = np.array([-1, 0, 0, 0, 0])
    found = withheld(counts, parents, primary(counts[:, 1], counts.sum(axis=1)))
    assert found.tolist() == [False, True, True, True, False]


def test_cells_of_unequal_codes_and_missing_counts():
    with pytest.raises(ValueError, match="cell a stands twice"):
        secondary([1, 2], cells=["a", "a"], parents=["", ""], withheld=[False, False])
    with pytest.raises(ValueError, match="is its own ancestor"):
        secondary([1, 2], cells=["a", "b"], parents=["b", "a"], withheld=[False, False])
    with pytest.raises(ValueError, match="position 0: negative"):
        secondary([-1], cells=["a"], parents=[None], withheld=[False])
    found = secondary(
        [np.nan, 3.0, 9.0],
        cells=["a", "b", "c"],
        parents=[None, "a", "a"],
        withheld=[False, True, False],
    )
    assert found.tolist() == [False, True, True]
    with pytest.raises(ValueError, match="columns differ in length"):
        secondary([1, 2], cells=["a"], parents=[""], withheld=[False])
    nothing = secondary([], cells=[], parents=[], withheld=[])
    assert nothing.size == 0


@settings(deadline=None, max_examples=300)
@given(trees(), st.data())
def test_nothing_withheld_can_be_worked_out(tree, data):
    counts, parents = tree
    others = data.draw(st.lists(st.booleans(), min_size=len(parents), max_size=len(parents)))
    for mask in (primary(counts[:, 0], np.nan), np.array(others)):
        found = withheld(counts, parents, mask)
        assert (found >= mask).all()
        assert worked_out(parents, found) == 0


@settings(deadline=None, max_examples=200)
@given(trees(columns=2))
def test_no_sum_of_withheld_leaves_is_laid_open_and_small(tree):
    counts, parents = tree
    hidden = withheld(counts, parents, primary(counts[:, 0], counts.sum(axis=1)))
    for family in np.flatnonzero(np.isin(np.arange(parents.size), parents) & ~hidden):
        laid_open = np.zeros(2)
        inside = [cell for cell in np.flatnonzero(parents == family) if hidden[cell]]
        while inside:
            cell = inside.pop()
            below = [child for child in np.flatnonzero(parents == cell) if hidden[child]]
            inside += below
            laid_open += 0 if below else counts[cell]
        assert not ((laid_open > 0) & (laid_open < 5)).any()


@settings(deadline=None)
@given(trees(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(tree, random):
    counts, parents = tree
    order = np.array(random.sample(range(len(parents)), len(parents)))
    mask = primary(counts[:, 0], np.nan)
    turned = secondary(counts[order], cells=order, parents=parents[order], withheld=mask[order])
    assert turned.tolist() == withheld(counts, parents, mask)[order].tolist()


@settings(deadline=None)
@given(trees())
def test_withholding_again_changes_nothing(tree):
    counts, parents = tree
    once = withheld(counts, parents, primary(counts[:, 0], np.nan))
    assert withheld(counts, parents, once).tolist() == once.tolist()


def test_nothing_small_means_nothing_withheld():
    parents = np.array([-1, 0, 0])
    assert not withheld([30, 10, 20], parents, np.zeros(3, dtype=bool)).any()
