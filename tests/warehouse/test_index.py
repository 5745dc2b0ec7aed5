"""The index of streets: fair scores, ranks that admit chance, and what hangs on the weights."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.catalog import metrics
from warehouse.index import index_of
from warehouse.index_weights import SHIPPED, index_weights, indexed
from warehouse.statistics import Polarity

AREAS = ("S1", "S2", "S3", "S4")
IDS = [one.metric_id for one in indexed()]
WEIGHTS = index_weights(SHIPPED)
GOALS = pl.DataFrame(
    {
        "metric_id": IDS,
        "goal_low": [
            1.0 if metrics()[one].polarity is Polarity.LOW_IS_GOOD else 0.0 for one in IDS
        ],
        "goal_high": [
            0.0 if metrics()[one].polarity is Polarity.LOW_IS_GOOD else 1.0 for one in IDS
        ],
    }
)
# Shares strictly inside the scale, so that no end cuts a change off.
SHARES = st.lists(
    st.floats(0.1, 0.8), min_size=len(AREAS) * len(IDS), max_size=len(AREAS) * len(IDS)
)


def board(values: list[float], *, error: float = 0.01, **changed: object) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "area_code": [area for area in AREAS for _ in IDS],
            "metric_id": IDS * len(AREAS),
            "value": values,
            "standard_error": [error] * len(values),
            "is_small": False,
            "is_provisional": False,
            "withheld": pl.Series([None] * len(values), dtype=pl.String),
        }
    ).with_columns(**changed)


def made(values: pl.DataFrame, **given: object):
    return index_of(values, goals=GOALS, weights=WEIGHTS, **given)


def scores(index) -> dict[str, float | None]:
    return dict(index.rows.select("area_code", "score").iter_rows())


@settings(max_examples=20, deadline=None)
@given(SHARES, st.integers(0, len(IDS) - 1))
def test_a_street_that_does_better_on_a_metric_does_not_do_worse_in_the_index(values, at):
    before = scores(made(board(values)))
    step = -0.05 if metrics()[IDS[at]].polarity is Polarity.LOW_IS_GOOD else 0.05
    after = scores(made(board([*values[:at], values[at] + step, *values[at + 1 :]])))
    assert after["S1"] > before["S1"]
    # Ends of the scale are promised, so one street's change moves nobody else.
    assert [after[one] for one in AREAS[1:]] == pytest.approx([before[one] for one in AREAS[1:]])


def test_the_score_is_the_weighted_mean_of_what_each_metric_earns():
    values = [0.5] * len(IDS) * len(AREAS)
    index = made(board(values))
    assert list(scores(index).values()) == pytest.approx([50.5] * len(AREAS))
    assert set(index.pillars["score"].round(9)) == {50.5}
    one = index.rows.row(0, named=True)
    assert (one["rank"], one["rank_low"], one["rank_high"], one["band"]) == (1, 1, len(AREAS), 1)


def test_small_and_provisional_values_do_not_count():
    values = [0.5] * len(IDS) * len(AREAS)
    spoilt = pl.when(pl.int_range(pl.len()) == 0).then(0.0).otherwise("value")
    is_first = pl.int_range(pl.len()) == 0
    for flag in ("is_small", "is_provisional"):
        index = made(board(values, value=spoilt, **{flag: is_first}))
        assert scores(index)["S1"] == pytest.approx(50.5)
        assert index.rows.filter(area_code="S1")["known_share"][0] < 1


def test_a_street_of_which_too_little_is_known_has_no_score_and_stands_last():
    values = [0.5] * len(IDS) * len(AREAS)
    pillars = ["public_judgement", "patrol", "closed_loop"]
    missing = [one.metric_id for one in indexed() if one.pillar in pillars]
    is_missing = pl.col("metric_id").is_in(missing) & (pl.col("area_code") == "S2")
    index = made(board(values, withheld=pl.when(is_missing).then(pl.lit("no_data"))))
    last = index.rows.row(-1, named=True)
    assert last["area_code"] == "S2"
    assert last["score"] is None
    assert last["rank"] is None
    assert last["known_share"] == pytest.approx(0.5)


def test_metrics_without_ends_of_their_scale_are_left_out_and_named():
    values = board([0.5] * len(IDS) * len(AREAS))
    index = index_of(values, goals=GOALS.filter(pl.col("metric_id") != IDS[0]), weights=WEIGHTS)
    assert index.left_out == (IDS[0],)
    assert IDS[0] not in index.metric_ids


def test_other_weights_of_pillars_change_the_index_alone():
    values = [0.5] * len(IDS) * len(AREAS)
    first = [at for at, one in enumerate(indexed()) if one.pillar == "patrol"]
    for at in first:
        values[at] = 0.9
    plain = scores(made(board(values)))["S1"]
    only = dict.fromkeys((one.pillar for one in indexed()), 0.0) | {"patrol": 3.0}
    weighed = made(board(values), of_pillars=only)
    assert scores(weighed)["S1"] > plain
    assert {metrics()[one].pillar for one in weighed.metric_ids} == {"patrol"}


def test_streets_apart_by_many_errors_are_told_apart_and_keep_their_place():
    values = [share for share in (0.8, 0.6, 0.4, 0.2) for _ in IDS]
    turned = [
        1 - value if metrics()[metric].polarity is Polarity.LOW_IS_GOOD else value
        for value, metric in zip(values, IDS * len(AREAS), strict=True)
    ]
    rows = made(board(turned)).rows
    assert rows["area_code"].to_list() == list(AREAS)
    assert rows["rank_low"].to_list() == rows["rank_high"].to_list() == [1, 2, 3, 4]
    assert rows["kept_share"].to_list() == [1.0] * len(AREAS)


def test_streets_that_are_truly_equal_are_told_apart_no_more_often_than_stated():
    random = np.random.default_rng(7)
    runs, wrong = 200, 0
    for _ in range(runs):
        drawn = np.clip(0.5 + 0.02 * random.standard_normal(len(AREAS) * len(IDS)), 0, 1)
        rows = made(board(drawn.tolist(), error=0.02)).rows
        wrong += rows["rank_low"].max() > 1
    # 5 % of 200, and three standard errors of it.
    assert wrong <= 10 + 3 * np.sqrt(200 * 0.05 * 0.95)


def test_nothing_to_count_is_no_fault():
    index = index_of(board([0.5] * len(IDS) * len(AREAS)), goals=GOALS.clear(), weights=WEIGHTS)
    assert index.metric_ids == ()
    assert index.rows["score"].null_count() == len(AREAS)
