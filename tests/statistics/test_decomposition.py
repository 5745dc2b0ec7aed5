"""The change of a ratio, taken apart without a rest."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.statistics import CellCounts, decompose_change


@st.composite
def tables(draw, *, smallest=0):
    """Two periods of the same areas and classes, cells empty or not, neither period empty."""
    shape = (draw(st.integers(1, 5)), draw(st.integers(1, 4)))
    size = shape[0] * shape[1]
    periods = []
    for _ in range(2):
        whole = np.array(draw(st.lists(st.integers(smallest, 60), min_size=size, max_size=size)))
        whole[0] = max(whole[0], 1)
        share = np.array(draw(st.lists(st.floats(0, 1), min_size=size, max_size=size)))
        periods.append(CellCounts((whole * share).reshape(shape), whole.reshape(shape)))
    return periods


def whole_ratio(table):
    return table.numerator.sum() / table.denominator.sum()


def total(found):
    return found.rates.sum() + found.class_mix.sum() + found.area_mix.sum()


@given(tables())
def test_the_parts_are_the_change(periods):
    before, after = periods
    found = decompose_change(before, after=after)
    assert found.change == pytest.approx(whole_ratio(after) - whole_ratio(before), abs=1e-12)
    assert total(found) == pytest.approx(found.change, abs=1e-9)


@given(tables())
def test_going_back_undoes_every_part(periods):
    before, after = periods
    there, back = decompose_change(before, after=after), decompose_change(after, after=before)
    assert there.rates == pytest.approx(-back.rates, abs=1e-12)
    assert there.class_mix == pytest.approx(-back.class_mix, abs=1e-12)
    assert there.area_mix == pytest.approx(-back.area_mix, abs=1e-12)


@given(tables(), st.floats(0.1, 10))
def test_the_same_mix_leaves_only_rates(periods, growth):
    before, after = periods
    share = after.numerator / np.maximum(after.denominator, 1)
    whole = before.denominator * growth
    found = decompose_change(before, after=CellCounts(whole * share, whole))
    assert found.class_mix == pytest.approx(np.zeros_like(found.class_mix), abs=1e-12)
    assert found.area_mix == pytest.approx(np.zeros_like(found.area_mix), abs=1e-12)
    assert found.rates.sum() == pytest.approx(found.change, abs=1e-12)


@given(tables(smallest=1))
def test_the_same_rates_leave_only_mix(periods):
    before, after = periods
    rate = before.numerator / before.denominator
    found = decompose_change(before, after=CellCounts(rate * after.denominator, after.denominator))
    assert found.rates == pytest.approx(np.zeros_like(found.rates), abs=1e-12)
    assert found.class_mix.sum() + found.area_mix.sum() == pytest.approx(found.change, abs=1e-12)


@settings(deadline=None)
@given(tables(smallest=1))
def test_each_part_is_the_average_over_all_orders_of_change(periods):
    """Shapley's definition, by brute force: change the factors one after the other."""
    factors = []
    for table in periods:
        whole = table.denominator
        area = whole.sum(axis=1) / whole.sum()
        classes = whole / whole.sum(axis=1, keepdims=True)
        factors.append({"area": area[:, None], "class": classes, "rate": table.numerator / whole})
    parts = dict.fromkeys(factors[0], 0.0)
    orders = list(permutations(parts))
    for order in orders:
        state = dict(factors[0])
        for name in order:
            start = (state["area"] * state["class"] * state["rate"]).sum()
            state[name] = factors[1][name]
            parts[name] += (state["area"] * state["class"] * state["rate"]).sum() - start
    found = decompose_change(periods[0], after=periods[1])
    assert found.rates.sum() == pytest.approx(parts["rate"] / len(orders), abs=1e-12)
    assert found.class_mix.sum() == pytest.approx(parts["class"] / len(orders), abs=1e-12)
    assert found.area_mix.sum() == pytest.approx(parts["area"] / len(orders), abs=1e-12)


def test_a_change_worked_by_hand():
    """One area, two classes of 50 : 50, then 25 : 75; the second class falls from 0.6 to 0.4.

    Rates: (0.4 - 0.6) x (0.5 + 0.75)/2 = -0.125. Mix: (0.25 - 0.5) x 0.9 + (0.75 - 0.5) x 0.5
    = -0.1. From 0.75 to 0.525.
    """
    found = decompose_change(
        CellCounts([[45, 30]], [[50, 50]]), after=CellCounts([[22.5, 30]], [[25, 75]])
    )
    assert found.change == pytest.approx(-0.225)
    assert found.rates == pytest.approx(np.array([[0, -0.125]]))
    assert found.class_mix == pytest.approx(np.array([-0.1]))
    assert found.area_mix == pytest.approx(np.array([0]))


def test_an_area_that_grows_with_a_ratio_above_the_whole_adds_to_it():
    """Two areas at 0.9 and 0.7, alike, then 3 : 1: the whole goes from 0.80 to 0.85.

    Either area moved a quarter of the weight; around the middle of 0.825 that is 0.25 x 0.075
    and -0.25 x -0.125.
    """
    found = decompose_change(
        CellCounts([[90], [70]], [[100], [100]]), after=CellCounts([[270], [70]], [[300], [100]])
    )
    assert found.area_mix == pytest.approx(np.array([0.01875, 0.03125]))


def test_a_cell_that_appears_changes_the_mix_and_not_the_rates():
    found = decompose_change(
        CellCounts([[40, 0], [60, 0]], [[50, 0], [100, 0]]),
        after=CellCounts([[40, 5], [60, 0]], [[50, 50], [100, 0]]),
    )
    assert found.rates.tolist() == [[0, 0], [0, 0]]
    assert found.class_mix[1] == 0
    assert found.class_mix[0] < 0
    assert total(found) == pytest.approx(105 / 200 - 100 / 150, abs=1e-12)


def test_an_area_that_goes_changes_the_share_of_areas_alone():
    found = decompose_change(
        CellCounts([[40], [60]], [[50], [100]]), after=CellCounts([[40], [0]], [[50], [0]])
    )
    assert found.rates.tolist() == [[0], [0]]
    assert found.class_mix.tolist() == [0, 0]
    assert found.area_mix.sum() == pytest.approx(0.8 - 100 / 150)


def test_a_period_without_denominator_has_no_change():
    found = decompose_change(CellCounts([[1]], [[2]]), after=CellCounts([[0]], [[0]]))
    assert np.isnan(found.change)
    assert np.isnan(total(found))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (CellCounts([[np.nan]], [[2]]), CellCounts([[1]], [[2]]), "a cell without value"),
        (CellCounts([[1]], [[0]]), CellCounts([[1]], [[2]]), "a numerator in an empty cell"),
        (CellCounts([[1]], [[-2]]), CellCounts([[1]], [[2]]), "negative"),
        (CellCounts([[1]], [[2]]), CellCounts([[1, 1]], [[2, 2]]), "tables of"),
        (CellCounts([1], [2]), CellCounts([1], [2]), "areas x classes"),
    ],
)
def test_tables_that_cannot_be_compared_are_refused(before, after, message):
    with pytest.raises(ValueError, match=message):
        decompose_change(before, after=after)
