"""Scores and the composite index made of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from warehouse.statistics import (
    Aggregation,
    Weights,
    borda_scores,
    composite_index,
    distance_to_target,
    goalposts,
    min_max,
    percentile_ranks,
    weighted_mean,
    winsorised,
    z_scores,
)
from warehouse.statistics.scores import shape

TOLERANCE = 1e-9

NORMALISERS = {
    "weighted_minmax1_100_geometric": lambda column: min_max(column, onto=(1, 100)),
    "weighted_minmax1_100_harmonic": lambda column: min_max(column, onto=(1, 100)),
    "weighted_zscore_arith": z_scores,
    "weighted_prank_arith": percentile_ranks,
    "weighted_borda_arith": borda_scores,
    "weighted_treated_minmax_arith": lambda column: min_max(winsorised(column)[0]),
}
AGGREGATIONS = {
    "weighted_minmax1_100_geometric": Aggregation.GEOMETRIC,
    "weighted_minmax1_100_harmonic": Aggregation.HARMONIC,
}
CONFIGURATIONS = [
    "equal_minmax_arith",
    "weighted_minmax_arith",
    *NORMALISERS,
    *(f"without_{metric}" for metric in ("LPI", "Flights", "Ship", "Renew", "PrimEner", "CO2")),
]


def floats(values):
    return np.array(values, dtype=np.float64)


def published_weights(meta, metrics, *, is_equal=False):
    weight = dict.fromkeys(meta["weight"], 1.0) if is_equal else meta["weight"]
    pillars = list(meta["parent"])
    pillar_of = {metric: pillars.index(p) for p in pillars for metric in meta["parent"][p]}
    return Weights(
        pillar_of=np.array([pillar_of[metric] for metric in metrics]),
        of_metrics=floats([weight[metric] for metric in metrics]),
        of_pillars=floats([weight[pillar] for pillar in pillars]),
    )


def scored(published, metrics, normaliser):
    direction = published["meta"]["direction"]
    raw = published["raw"]
    return np.column_stack(
        [normaliser(floats(raw[metric]) * direction[metric]) for metric in metrics]
    )


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_the_published_index_of_every_configuration(reference, name):
    published = reference("composite_index_coinr")
    expected = published["configurations"][name]
    metrics = [
        metric for metric in published["indicators"] if metric != name.removeprefix("without_")
    ]
    scores = scored(published, metrics, NORMALISERS.get(name, min_max))
    found = composite_index(
        scores,
        weights=published_weights(
            published["meta"], metrics, is_equal=name == "equal_minmax_arith"
        ),
        aggregation=AGGREGATIONS.get(name, Aggregation.ARITHMETIC),
    )
    for metric, column in expected.get("normalised", {}).items():
        assert scores[:, metrics.index(metric)] == pytest.approx(floats(column), abs=TOLERANCE)
    assert found.pillars[:, 0] == pytest.approx(floats(expected["Conn"]), abs=TOLERANCE)
    assert found.pillars[:, 1] == pytest.approx(floats(expected["Sust"]), abs=TOLERANCE)
    assert found.index == pytest.approx(floats(expected["Index"]), abs=TOLERANCE)
    assert found.rank.tolist() == expected["rank"]


@pytest.mark.parametrize(("name", "share"), [("no_threshold", 0.0), ("threshold_0_66", 0.66)])
def test_missing_scores_share_their_weight_among_the_others(reference, name, share):
    published = reference("composite_index_coinr")
    metrics = published["indicators"]
    expected = published["missing_values"][name]
    raw = {metric: floats(column) for metric, column in published["raw"].items()}
    for unit, metric in published["missing_values"]["blanked"]:
        raw[metric][unit - 1] = np.nan
    found = composite_index(
        scored(published | {"raw": raw}, metrics, min_max),
        weights=published_weights(published["meta"], metrics),
        least_share=share,
    )
    for column, values in (("Conn", found.pillars[:, 0]), ("Sust", found.pillars[:, 1])):
        assert values == pytest.approx(floats(expected[column]), abs=TOLERANCE, nan_ok=True)
    assert found.index == pytest.approx(floats(expected["Index"]), abs=TOLERANCE, nan_ok=True)
    assert found.rank == pytest.approx(floats(expected["rank"]), nan_ok=True)


def test_the_published_goalposts(reference):
    functions = reference("composite_index_coinr")["functions"]
    for name in ("goalposts", "goalposts_truncated", "goalposts_reverse"):
        case = functions[name]
        ends = [case["low"], case["high"]]
        floor, target = ends[::-1] if name.endswith("reverse") else ends
        found = goalposts(case["x"], floor=floor, target=target, onto=(0, case["a"]))
        assert found == pytest.approx(floats(case["out"]), abs=TOLERANCE)


@pytest.mark.parametrize(
    ("name", "is_high_good"), [("dist2target", True), ("dist2target_reverse", False)]
)
def test_the_published_distance_to_a_target(reference, name, is_high_good):
    case = reference("composite_index_coinr")["functions"][name]
    found = distance_to_target(case["x"], target=case["target"], is_high_good=is_high_good)
    assert found == pytest.approx(floats(case["out"]), abs=TOLERANCE)


def test_the_published_means_and_percentile_ranks(reference):
    functions = reference("composite_index_coinr")["functions"]
    for name, how in (
        ("amean_na", Aggregation.ARITHMETIC),
        ("gmean", Aggregation.GEOMETRIC),
        ("hmean", Aggregation.HARMONIC),
    ):
        case = functions[name]
        found = weighted_mean([floats(case["x"])], weights=case["w"], aggregation=how)
        assert found == pytest.approx(floats([case["out"]]), abs=TOLERANCE)
    ranks = functions["prank_ties"]
    found = percentile_ranks(floats(ranks["x"]))
    assert found == pytest.approx(floats(ranks["out"]), nan_ok=True)


def test_the_published_treatment_of_outliers(reference):
    functions = reference("composite_index_coinr")["functions"]
    case = functions["skew_kurt"]
    assert shape(case["x"]) == pytest.approx((case["skew"], case["kurt"]), abs=TOLERANCE)
    case = functions["winsorise"]
    found, pulled = winsorised(case["x"])
    assert found.tolist() == case["out"]
    assert pulled.sum() == case["n"]


def test_a_metric_that_five_values_do_not_mend_is_left_alone():
    values = [0.0] * 60 + [1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12]
    found, pulled = winsorised(values)
    assert found.tolist() == values
    assert not pulled.any()


def test_without_any_difference_there_is_no_scale():
    same = [3.0, 3.0, 3.0]
    for score in (min_max(same), z_scores(same), distance_to_target(same, target=3)):
        assert np.isnan(score).all()
    assert np.isnan(min_max([np.nan, np.nan])).all()
    assert np.isnan(z_scores([1.0, np.nan])).all()
    assert np.isnan(shape(same)).all()
    assert np.isnan(percentile_ranks([1.0])).all()


def two_pillars(of_metrics=(1.0, 2.0, 1.0), of_pillars=(0.6, 0.4)):
    return Weights(
        pillar_of=np.array([0, 0, 1]),
        of_metrics=floats(of_metrics),
        of_pillars=floats(of_pillars),
    )


def test_a_metric_alone_decides_where_the_others_weigh_nothing():
    found = composite_index([[10, 20, 90], [30, 0, 50]], weights=two_pillars((1, 0, 1), (1, 0)))
    assert found.index.tolist() == [10, 30]
    assert found.rank.tolist() == [2, 1]
    unweighed = composite_index([[10, 20, 90]], weights=two_pillars((0, 0, 1)), least_share=0)
    assert unweighed.index.tolist() == [90]


def test_impossible_scores_and_weights_are_refused():
    with pytest.raises(ValueError, match="areas x 3 metrics"):
        composite_index([[1.0, 2.0]], weights=two_pillars())
    with pytest.raises(ValueError, match=r"position \(0, 1\): no geometric mean"):
        composite_index([[1.0, 0.0, 3.0]], weights=two_pillars(), aggregation=Aggregation.GEOMETRIC)
    with pytest.raises(ValueError, match="position 1: not a weight"):
        two_pillars((1, -1, 1))
    with pytest.raises(ValueError, match="numbered 0 to 2"):
        two_pillars(of_pillars=(1, 1, 1))
    with pytest.raises(ValueError, match="3 weights of metrics, 2 pillars named"):
        Weights(pillar_of=np.array([0, 0]), of_metrics=np.ones(3), of_pillars=np.ones(1))
    with pytest.raises(ValueError, match="the floor is the target"):
        goalposts([1.0], floor=3, target=3)
    with pytest.raises(ValueError, match="one metric is scored at a time"):
        min_max([[1.0]])


@settings(deadline=None)
@given(
    st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(list(Aggregation)),
    st.integers(0, 2),
    st.floats(0, 1),
)
def test_a_better_metric_never_lowers_the_index_nor_the_rank(values, how, metric, better_by):
    """Goalposts judge an area by itself, so no other area's index moves."""
    floor, target = np.array([0.0, 1.0, 0.2]), np.array([1.0, 0.0, 0.8])

    def index(table):
        scores = goalposts(table, floor=floor, target=target, onto=(1, 100))
        return composite_index(scores, weights=two_pillars(), aggregation=how)

    table = np.array(values)
    before = index(table)
    table[0, metric] += better_by * np.sign(target - floor)[metric]
    after = index(table)
    assert after.index[0] >= before.index[0] - 1e-9
    assert after.rank[0] <= before.rank[0]
    assert after.index[1:].tolist() == before.index[1:].tolist()


@given(st.lists(st.integers(0, 4) | st.just(np.nan), max_size=8))
def test_ranks_and_borda_scores_are_those_of_scipy(values):
    """One metric alone, so that the index is the metric."""
    weights = Weights(pillar_of=np.zeros(1, int), of_metrics=np.ones(1), of_pillars=np.ones(1))
    column = floats(values)
    found = composite_index(column[:, None], weights=weights)
    theirs = rankdata(-column, method="min", nan_policy="omit")
    assert found.rank == pytest.approx(theirs, nan_ok=True)
    behind = rankdata(column, method="min", nan_policy="omit") - 1
    assert borda_scores(column) == pytest.approx(behind, nan_ok=True)


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(1, 100), min_size=3, max_size=3), min_size=1, max_size=8))
def test_the_less_one_score_makes_up_for_another_the_lower_the_index(scores):
    arithmetic, geometric, harmonic = (
        composite_index(scores, weights=two_pillars(), aggregation=how).index for how in Aggregation
    )
    assert (harmonic <= geometric + 1e-9).all()
    assert (geometric <= arithmetic + 1e-9).all()
