"""Ranks under other weights than the published ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.statistics import (
    Aggregation,
    Weights,
    composite_index,
    range_of_ranks,
    reasonable_weights,
    weight_range,
)


def weights(of_metrics=(1.0, 2.0, 1.0, 3.0), of_pillars=(0.6, 0.4)):
    return Weights(
        pillar_of=np.array([0, 0, 1, 1]),
        of_metrics=np.array(of_metrics),
        of_pillars=np.array(of_pillars),
    )


def test_the_published_range_over_fourteen_configurations(reference):
    published = reference("composite_index_coinr")
    configurations = published["configurations"]
    found = range_of_ranks(
        [one["rank"] for one in configurations.values()],
        published=configurations["weighted_minmax_arith"]["rank"],
    )
    assert found.best.tolist() == published["sensitivity"]["rank_min"]
    assert found.worst.tolist() == published["sensitivity"]["rank_max"]
    assert found.median.tolist() == published["sensitivity"]["rank_median"]
    assert found.kept_share[10] == 1


def test_the_published_shifts_of_rank(reference):
    published = reference("composite_index_coinr")
    configurations = published["configurations"]
    base = np.array(configurations["weighted_minmax_arith"]["rank"])
    shifts = published["sensitivity"]["mean_abs_rank_shift_vs_weighted_minmax_arith"]
    for name, shift in shifts.items():
        rank = np.array(configurations[name]["rank"])
        assert np.abs(rank - base).mean() == pytest.approx(shift, abs=1e-12)
        kept = range_of_ranks([rank], published=base).kept_share
        assert kept.tolist() == (rank == base).tolist()


def test_an_area_ahead_on_every_metric_is_first_under_any_weights():
    scores = [[90, 80, 70, 60], [80, 70, 60, 50], [70, 60, 50, 40]]
    found = weight_range(scores, weights=weights(), aggregations=tuple(Aggregation))
    assert found.best.tolist() == found.worst.tolist() == [1, 2, 3]
    assert found.kept_share.tolist() == [1, 1, 1]


def test_two_areas_good_at_different_things_change_places_with_the_weights():
    found = weight_range([[60, 60, 40, 40], [40, 40, 60, 60]], weights=weights())
    assert found.rank.tolist() == [1, 2]
    assert (found.best.tolist(), found.worst.tolist()) == ([1, 1], [2, 2])
    # The first pillar weighs 0.6 ± 0.125 (spread 0.25 of two pillars): above a half in 79 %.
    assert found.kept_share == pytest.approx([0.79, 0.79], abs=0.03)


def test_an_area_without_index_has_no_range_and_takes_no_place():
    scores = [[60, 60, 40, 40], [np.nan, np.nan, 60, 60], [40, 40, 60, 60]]
    found = weight_range(scores, weights=weights())
    for column in (found.rank, found.best, found.low, found.high, found.median, found.kept_share):
        assert np.isnan(column).tolist() == [False, True, False]
    assert found.worst[0] == 2


def test_drawn_weights_lie_around_the_published_ones():
    drawn = reasonable_weights(weights(of_metrics=(1, 0, 1, 1)), spread=0.25, draws=20_000)
    assert drawn.of_pillars.mean(axis=0) == pytest.approx([0.6, 0.4], abs=0.005)
    assert drawn.of_metrics[:, 2].std() == pytest.approx(0.25 * 0.5, abs=0.003)
    assert drawn.of_metrics[:, :2].tolist() == [[1, 0]] * 20_000
    assert drawn.of_pillars.sum(axis=1) == pytest.approx(np.ones(20_000))


def test_every_run_draws_the_same_weights():
    first, second = reasonable_weights(weights()), reasonable_weights(weights())
    assert (first.of_metrics == second.of_metrics).all()


def test_impossible_ranges_are_refused():
    with pytest.raises(ValueError, match="spread = 0"):
        reasonable_weights(weights(), spread=0)
    with pytest.raises(ValueError, match="no alternatives"):
        range_of_ranks([[1, 2, 3]], published=[1, 2])
    with pytest.raises(ValueError, match="position 0: ranked in some alternatives only"):
        range_of_ranks([[1, 2], [np.nan, 1]], published=[1, 2])


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.lists(st.floats(1, 100), min_size=4, max_size=4), min_size=1, max_size=6),
    st.sampled_from(list(Aggregation)),
)
def test_the_range_holds_its_limits_and_every_single_weighting(scores, how):
    found = weight_range(scores, weights=weights(), aggregations=[how])
    for lower, upper in (
        (found.best, found.low),
        (found.low, found.median),
        (found.median, found.high),
        (found.high, found.worst),
    ):
        assert (lower <= upper).all()
    drawn = reasonable_weights(weights())
    one = Weights(
        pillar_of=drawn.pillar_of,
        of_metrics=drawn.of_metrics[7],
        of_pillars=drawn.of_pillars[7],
    )
    rank = composite_index(scores, weights=one, aggregation=how).rank
    assert ((found.best <= rank) & (rank <= found.worst)).all()
