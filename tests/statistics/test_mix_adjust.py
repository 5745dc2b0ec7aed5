"""Ratios adjusted to the district's mix, directly and indirectly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.statistics import (
    Unadjusted,
    adjust_directly,
    adjust_indirectly,
    byar,
    share_error,
    wilson,
)

# Two streets close 90 % of repairs and 60 % of disputes on time; one has mostly disputes.
CLOSED, DUE = np.array([[72, 12], [18, 48]]), np.array([[80, 20], [20, 80]])
DISTRICT = np.array([100, 100])


def test_streets_alike_in_every_class_are_alike_once_adjusted():
    direct = adjust_directly(CLOSED, DUE, reference=DISTRICT)
    assert direct.crude == pytest.approx(np.array([0.84, 0.66]))
    assert direct.value == pytest.approx(np.array([0.75, 0.75]))
    indirect = adjust_indirectly(CLOSED, DUE, reference=(CLOSED.sum(axis=0), DUE.sum(axis=0)))
    assert indirect.value == pytest.approx(np.array([0.75, 0.75]))
    assert (indirect.low < 0.75).all()
    assert (indirect.high > 0.75).all()


def test_a_direct_interval_worked_by_hand():
    """Wilson's interval of 84 of 100, as much wider as the adjusted error is than the own one."""
    found = adjust_directly(CLOSED[:1], DUE[:1], reference=DISTRICT)
    errors = share_error([72, 12], [80, 20])
    wider = np.hypot(*(errors * 0.5)) / np.hypot(*(errors * [0.8, 0.2]))
    low, high = wilson(84, 100, confidence=0.95)
    assert wider == pytest.approx(1.537, abs=0.005)
    assert found.low[0] == pytest.approx(0.75 - wider * (0.84 - low))
    assert found.high[0] == pytest.approx(0.75 + wider * (high - 0.84))


def test_an_indirect_rate_is_observed_over_expected_times_the_whole():
    """12 events where the district's 0.1 and 0.2 a week would give 0.1 x 40 + 0.2 x 30 = 10."""
    found = adjust_indirectly(
        [[5, 7]],
        [[40, 30]],
        reference=([20, 20], [200, 100]),
        is_share=False,
    )
    low, high = byar(12, 10, confidence=0.95)
    whole = 40 / 300
    assert found.value[0] == pytest.approx(1.2 * whole)
    assert found.low[0] == pytest.approx(low * whole)
    assert found.high[0] == pytest.approx(high * whole)


SHARES = st.integers(0, 100).map(lambda percent: percent / 100)
COUNTS = st.lists(st.tuples(st.integers(1, 400), SHARES), min_size=1, max_size=5)


@given(COUNTS, st.floats(0.5, 20), st.booleans())
def test_an_area_with_the_reference_mix_is_unchanged(cells, times, is_share):
    whole, share = (np.array(column) for column in zip(*cells, strict=True))
    part = whole * share
    direct = adjust_directly([part], [whole], reference=whole * times, is_share=is_share)
    method = wilson if is_share else byar
    low, high = method(part.sum(), whole.sum(), confidence=0.95)
    assert direct.value == pytest.approx(direct.crude)
    assert direct.low[0] == pytest.approx(low, abs=1e-9)
    assert direct.high[0] == pytest.approx(high, abs=1e-9)
    if part.sum() > 1e-6:
        indirect = adjust_indirectly(
            [part],
            [whole],
            reference=(part * times, whole * times),
            is_share=is_share,
        )
        assert indirect.value == pytest.approx(direct.crude)
        assert indirect.low[0] == pytest.approx(low, abs=1e-9)


@given(COUNTS)
def test_the_whole_held_against_itself_is_unchanged(cells):
    whole, share = (np.array(column) for column in zip(*cells, strict=True))
    part = whole * share
    found = adjust_indirectly([part], [whole], reference=(part, whole))
    if part.sum() > 0:
        assert found.value == pytest.approx(found.crude)
        assert found.reason.tolist() == [Unadjusted.NO_REASON]
    else:
        assert found.reason.tolist() == [Unadjusted.NOTHING_EXPECTED]


def test_an_area_says_why_it_is_not_adjusted():
    numerator = [[5, 0], [0, 0], [np.nan, 3], [2, 3]]
    denominator = [[10, 0], [0, 0], [10, 10], [10, 10]]
    direct = adjust_directly(numerator, denominator, reference=[50, 50])
    assert direct.reason.tolist() == ["empty_cell", "nothing_counted", "missing_cell", ""]
    for column in (direct.value, direct.low, direct.high):
        assert np.isnan(column).tolist() == [True, True, True, False]
    assert direct.crude[0] == 0.5
    indirect = adjust_indirectly(numerator, denominator, reference=([7, 6], [20, 20]))
    assert indirect.reason.tolist() == ["", "nothing_counted", "missing_cell", ""]
    assert np.isnan(indirect.value).tolist() == [False, True, True, False]


def test_a_class_that_weighs_nothing_may_be_empty():
    found = adjust_directly([[5, 0]], [[10, 0]], reference=[50, 0])
    assert found.value.tolist() == [0.5]
    assert found.reason.tolist() == [Unadjusted.NO_REASON]


def test_nothing_is_expected_where_the_reference_has_nothing():
    found = adjust_indirectly([[0, 0]], [[10, 0]], reference=([0, 5], [10, 10]))
    assert found.reason.tolist() == [Unadjusted.NOTHING_EXPECTED]
    assert np.isnan(found.value).all()


def test_a_share_does_not_leave_its_ends():
    found = adjust_directly([[10, 9]], [[10, 10]], reference=[1, 99])
    assert found.high[0] <= 1
    none = adjust_directly([[0, 1]], [[10, 10]], reference=[99, 1])
    assert none.low[0] >= 0
    best = adjust_indirectly([[0, 10]], [[0, 10]], reference=([90, 60], [100, 100]))
    assert best.value.tolist() == [1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reference": [1, 2, 3]}, "reference weights of shape"),
        ({"reference": [0, 0]}, "weighs anything"),
        ({"reference": [1, np.nan]}, "position 1: not a weight"),
        ({"numerator": [[11, 2]]}, "numerator exceeds denominator"),
        ({"numerator": [1, 2]}, "areas x classes"),
    ],
)
def test_impossible_tables_are_refused(change, message):
    table = {"numerator": [[1, 2]], "denominator": [[10, 10]], "reference": [1, 1], **change}
    if np.ndim(table["numerator"]) == 1:
        table["denominator"] = [10, 10]
    with pytest.raises(ValueError, match=message):
        adjust_directly(table["numerator"], table["denominator"], reference=table["reference"])


def test_a_class_that_the_reference_lacks_is_refused():
    with pytest.raises(ValueError, match="a class that the reference lacks"):
        adjust_indirectly([[1, 2]], [[10, 10]], reference=([1, 0], [10, 0]))
    with pytest.raises(ValueError, match="for 2 classes"):
        adjust_indirectly([[1, 2]], [[10, 10]], reference=([1], [10]))


@pytest.mark.parametrize(
    ("share", "sizes", "covered"),
    [
        (0.7, [150, 80, 20], (0.93, 0.96)),
        (0.9, [30, 20, 20], (0.94, 0.97)),
        (0.95, [150, 80, 60], (0.95, 0.97)),
        # A class of 20 that weighs a third, at 0.99: too wide, never too narrow.
        (0.95, [150, 80, 20], (0.98, 1.0)),
    ],
)
def test_the_adjusted_interval_covers_the_truth(share, sizes, covered):
    """4 000 streets with three classes of matters, adjusted to 1 : 1 : 1."""
    random = np.random.default_rng(2020)
    truth = np.array([share, share - 0.1, share + 0.04])
    whole = np.tile(sizes, (4_000, 1))
    found = adjust_directly(random.binomial(whole, truth), whole, reference=[1, 1, 1])
    is_covered = (found.low <= truth.mean()) & (truth.mean() <= found.high)
    assert covered[0] < is_covered.mean() < covered[1]
