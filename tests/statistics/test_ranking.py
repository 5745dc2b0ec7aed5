"""Ranks, their intervals, and bands of areas that cannot be told apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.statistics import (
    Polarity,
    UnrankableError,
    interval_error,
    is_told_apart,
    rank_areas,
    rate_error,
    share_error,
    tie_bands,
    wilson,
)

HIGH, LOW = Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD

TABLES = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        st.lists(st.integers(0, 100).map(lambda x: x / 100), min_size=size, max_size=size),
        st.lists(st.sampled_from([0.0, 0.01, 0.05, 0.2]), min_size=size, max_size=size),
    )
)


def columns(ranking):
    return (
        ranking.rank,
        ranking.low,
        ranking.high,
        ranking.low_together,
        ranking.high_together,
    )


@pytest.mark.parametrize("percent", [95, 90])
def test_rank_intervals_are_the_published_ones(reference, percent):
    """Entries that do not depend on the seed exactly, the others within one rank."""
    for case in reference("rank_confidence_sets")["cases"]:
        found = rank_areas(
            case["estimate"], standard_errors=case["se"], polarity=HIGH, confidence=percent / 100
        )
        for kind, low, high in (
            ("marginal", found.low, found.high),
            ("simultaneous", found.low_together, found.high_together),
        ):
            expected = case["expected"][f"{kind}_{percent}"]
            off = np.abs([low - expected["L"], high - expected["U"]]).max(axis=0)
            assert found.rank.tolist() == expected["rank"]
            assert (off <= 1 - np.array(expected["stable"])).all()


def test_the_united_kingdom_in_pisa_2018_is_where_its_paper_puts_it(reference):
    published = reference("rank_confidence_sets")
    britain = published["published"]["pisa2018_math_uk"]
    case = published["cases"][0]
    found = rank_areas(case["estimate"], standard_errors=case["se"], polarity=HIGH)
    place = britain["index_1based"] - 1
    assert found.rank[place] == britain["marginal95"]["rank"]
    assert abs(found.low[place] - britain["marginal95"]["L"]) <= 1
    assert found.high[place] == britain["marginal95"]["U"]


def test_ties_share_the_better_rank(reference):
    published = reference("rank_confidence_sets")["rank_ties"]
    found = rank_areas(published["x"], standard_errors=np.zeros(8), polarity=HIGH)
    assert found.rank.tolist() == published["rank_best"]
    almost = rank_areas([0.1 + 0.2, 0.3, 0.2], standard_errors=np.zeros(3), polarity=HIGH)
    assert almost.rank.tolist() == [1, 1, 3]


def test_the_standard_error_of_shares_is_the_published_one(reference):
    case = reference("rank_confidence_sets")["cases"][1]
    found = share_error(case["numerator"], case["denominator"])
    assert found == pytest.approx(np.array(case["se"]), abs=1e-12)


def test_a_share_or_rate_at_its_end_is_not_certain():
    assert (share_error([0, 20], [20, 20]) > 0.03).all()
    assert rate_error(0, 52) == pytest.approx(1 / 52)
    assert np.isnan(share_error(0, 0))
    assert np.isnan(rate_error(0, 0))


def test_an_interval_amounts_to_a_standard_error():
    assert interval_error(0.9, 0.98, confidence=0.95) == pytest.approx(0.08 / 3.919928)
    low, high = wilson(950, 1000, confidence=0.95)
    assert interval_error(low, high, confidence=0.95) == pytest.approx(
        share_error(950, 1000), rel=0.01
    )


def test_full_counts_have_one_rank_and_no_interval():
    found = rank_areas([3.0, 1.0, 2.0], standard_errors=[0, 0, 0], polarity=LOW)
    for column in columns(found):
        assert column.tolist() == [3, 1, 2]
    assert tie_bands(found).tolist() == [3, 1, 2]


def test_an_area_without_value_or_error_is_not_ranked():
    found = rank_areas(
        [0.9, np.nan, 0.5, 0.7], standard_errors=[0.01, 0.01, 0.01, np.nan], polarity=HIGH
    )
    for column in columns(found):
        assert column.tolist() == pytest.approx([1, np.nan, 2, np.nan], nan_ok=True)
    assert tie_bands(found).tolist() == pytest.approx([1, np.nan, 2, np.nan], nan_ok=True)
    assert not found.is_better[[1, 3]].any()


@pytest.mark.parametrize("values", [[], [np.nan, np.nan]])
def test_nothing_to_rank_is_no_error(values):
    found = rank_areas(values, standard_errors=np.ones(len(values)), polarity=HIGH)
    assert np.isnan(found.rank).all()
    assert not is_told_apart(found)


def test_one_area_is_first():
    found = rank_areas([0.5], standard_errors=[0.1], polarity=HIGH)
    assert [column.tolist() for column in columns(found)] == [[1]] * 5


def test_equal_areas_are_one_band_that_nothing_tells_apart():
    found = rank_areas(np.full(9, 0.95), standard_errors=np.full(9, 0.02), polarity=HIGH)
    assert (found.rank == 1).all()
    assert (found.high_together == 9).all()
    assert (tie_bands(found) == 1).all()
    assert not is_told_apart(found)


def test_a_new_band_begins_where_the_first_of_the_old_is_better():
    values, errors = [0.99, 0.98, 0.90, 0.89, 0.60], [0.01] * 5
    found = rank_areas(values, standard_errors=errors, polarity=HIGH)
    assert tie_bands(found).tolist() == [1, 1, 2, 2, 3]
    assert is_told_apart(found)


def test_a_metric_without_judgement_cannot_be_ranked():
    with pytest.raises(UnrankableError):
        rank_areas([1, 2], standard_errors=[0, 0], polarity=Polarity.NO_JUDGEMENT)


@pytest.mark.parametrize(
    ("values", "errors", "message"),
    [
        ([1.0, np.inf], [0.1, 0.1], "position 1: infinite"),
        ([1.0, 2.0], [0.1, -0.1], "position 1: negative standard error"),
        ([[1.0], [2.0]], [[0.1], [0.1]], "one number an area"),
        ([1.0, 2.0, 3.0], [0.1, 0.2], "shapes do not go together"),
    ],
)
def test_numbers_that_cannot_be_ranked_are_refused(values, errors, message):
    with pytest.raises(ValueError, match=message):
        rank_areas(values, standard_errors=errors, polarity=HIGH)


@settings(deadline=None)
@given(TABLES)
def test_ranks_lie_in_their_intervals_and_the_table_is_the_more_careful(table):
    values, errors = table
    found = rank_areas(values, standard_errors=errors, polarity=HIGH)
    assert (found.low_together <= found.low).all()
    assert (found.low <= found.rank).all()
    assert (found.rank <= found.high).all()
    assert (found.high <= found.high_together).all()
    assert (found.high_together <= len(values)).all()


@settings(deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_unit_do_not_matter(table, random):
    values, errors = map(np.array, table)
    order = random.sample(range(len(values)), len(values))
    first = rank_areas(values, standard_errors=errors, polarity=HIGH)
    turned = rank_areas(
        (1 - values[order]) * 100, standard_errors=errors[order] * 100, polarity=LOW
    )
    for one, other in zip(columns(first), columns(turned), strict=True):
        assert one[order].tolist() == other.tolist()
    assert tie_bands(first)[order].tolist() == tie_bands(turned).tolist()


@settings(deadline=None)
@given(TABLES)
def test_bands_begin_only_where_someone_is_better(table):
    values, errors = table
    found = rank_areas(values, standard_errors=errors, polarity=HIGH)
    bands = tie_bands(found)
    assert set(bands) == set(range(1, int(bands.max()) + 1))
    assert (bands.max() > 1) <= is_told_apart(found)


TRUTHS = {
    "all equal": np.full(9, 0.95),
    "two groups": np.array([0.9] * 5 + [0.95] * 4),
    "a ladder": np.linspace(0.90, 0.98, 9),
}


@pytest.mark.parametrize("truth", TRUTHS.values(), ids=TRUTHS.keys())
def test_rank_intervals_hold_the_true_ranks_of_nine_streets(truth):
    """Of 300 simulated waves; true ranks of equal streets are all the ranks they share."""
    asked = np.full(9, 330)
    best = 1 + (truth[None, :] > truth[:, None]).sum(axis=1)
    worst = 9 - (truth[None, :] < truth[:, None]).sum(axis=1)
    table, alone = 0, np.zeros(9)
    for answers in np.random.default_rng(2020).binomial(asked, truth, size=(300, 9)):
        found = rank_areas(
            answers / asked, standard_errors=share_error(answers, asked), polarity=HIGH
        )
        table += ((found.low_together <= best) & (worst <= found.high_together)).all()
        alone += (found.low <= best) & (worst <= found.high)
    assert table >= 0.93 * 300
    assert (alone >= 0.92 * 300).all()
