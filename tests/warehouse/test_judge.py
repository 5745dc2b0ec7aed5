"""From counts to outcomes at 95 and 99.8 per cent, held against published numbers."""

import json
from pathlib import Path

import polars as pl
import pytest

from warehouse.catalog import metrics
from warehouse.judge import changes, compared, ranked
from warehouse.measure import measured
from warehouse.steps.metric_counts import COUNTS_SCHEMA

REFERENCE = Path(__file__).parents[1] / "statistics" / "reference"
TYPES = {"varchar": pl.String, "double": pl.Float64, "bigint": pl.Int64, "date": pl.Date}
SCHEMA = {name: TYPES[kind] for name, kind in COUNTS_SCHEMA.items()}
SHARE, LOW, RANGE, RATE = "ev_on_time_close", "ev_rework", "pt_frequency", "pb_homes"


def reference(name):
    return json.loads((REFERENCE / f"{name}.json").read_text(encoding="utf-8"))


def counted(metric_id, rows):
    """Give counts of streets: one row each of numerator and denominator."""
    return pl.DataFrame(
        [
            {
                "metric_id": metric_id,
                "level": "street",
                "area_code": f"S{number}",
                "numerator": float(numerator),
                "denominator": float(denominator),
            }
            for number, (numerator, denominator) in enumerate(rows)
        ],
        schema=SCHEMA,
    )


def judged(metric_id, rows, **goals):
    metric = metrics()[metric_id]
    values = measured(counted(metric_id, rows), [metric])
    given = {"target": None, "floor": None, "benchmark": None} | goals
    return compared(
        values.with_columns(pl.lit(goal, pl.Float64).alias(name) for name, goal in given.items()),
        [metric],
    )


@pytest.mark.parametrize(("suffix", "confidence"), [("", 0.95), ("_998", 0.998)])
def test_limits_of_shares_are_those_published(suffix, confidence):
    cases = [
        one
        for one in reference("wilson_proportion")["cases"]
        if one["confidence"] == confidence and one["n"] > 0
    ]
    assert cases
    found = judged(SHARE, [(one["x"], one["n"]) for one in cases])
    for side, name in (("low", "lower"), ("high", "upper")):
        assert found[f"{side}{suffix}"].to_list() == pytest.approx([one[name] for one in cases])


@pytest.mark.parametrize(("suffix", "name"), [("", "95"), ("_998", "998")])
def test_limits_of_rates_are_those_published_in_the_unit_of_the_value(suffix, name):
    cases = reference("rate_byars_exact")["rates"]
    found = judged(RATE, [(one["x"], one["n"]) for one in cases])
    for side, bound in (("low", "lower"), ("high", "upper")):
        in_hundreds = [one[f"{bound}{name}"] * 100 / one["multiplier"] for one in cases]
        assert found[f"{side}{suffix}"].to_list() == pytest.approx(in_hundreds)


@pytest.mark.parametrize("metric_id", [SHARE, LOW, RANGE])
def test_outcomes_follow_the_polarity_as_fingertips_publishes(metric_id):
    polarity = metrics()[metric_id].polarity
    for case in reference("benchmark_rag_fingertips")["single_ci"]:
        row = counted(metric_id, [(1, 100)]).with_columns(
            pl.lit(value=False).alias("is_small"),
            *(
                pl.lit(case[side]).alias(f"{name}{suffix}")
                for name, side in (("low", "lower"), ("high", "upper"))
                for suffix in ("", "_998")
            ),
            pl.lit(float(case["value"])).alias("value"),
            pl.lit(None, pl.Float64).alias("floor"),
            *(pl.lit(float(case["benchmark"])).alias(name) for name in ("target", "benchmark")),
        )
        found = compared(row, [metrics()[metric_id]])
        for goal in ("benchmark", "target"):
            assert found[f"outcome_{goal}"].item() == case[polarity]
            assert found[f"outcome_{goal}_998"].item() == case[polarity]


def test_some_differences_are_news_at_95_and_chance_at_998():
    # Wilson's limits of 470 of 500: 91.6 to 95.8 at 95 per cent, 89.9 to 96.5 at 99.8.
    found = judged(SHARE, [(470, 500), (450, 500)], benchmark=0.96)
    assert found["outcome_benchmark"].to_list() == ["worse", "worse"]
    assert found["outcome_benchmark_998"].to_list() == ["similar", "worse"]


def test_a_small_sample_is_not_compared():
    found = judged(SHARE, [(0, 29), (0, 30)], benchmark=0.96, target=0.96)
    assert found["is_small"].to_list() == [True, False]
    for name in ("outcome_benchmark", "outcome_target", "outcome_benchmark_998"):
        assert found[name].to_list() == ["not_compared", "worse"]


def test_a_range_is_left_on_either_side():
    rows = [(1000, 1000), (2500, 1000), (4000, 1000)]
    found = judged(RANGE, rows, target=3.0, floor=2.0)
    assert found["outcome_target"].to_list() == ["lower", "similar", "higher"]
    turned = judged(RANGE, rows, target=2.0, floor=3.0)
    assert turned["outcome_target"].to_list() == found["outcome_target"].to_list()


def test_without_goals_nothing_is_compared():
    found = judged(SHARE, [(10, 500)])
    assert found["outcome_target"].item() == found["outcome_benchmark"].item() == "not_compared"


def ranks(metric_id, rows, groups=None):
    metric = metrics()[metric_id]
    values = judged(metric_id, rows).with_columns(
        pl.Series("peer_group", groups or [""] * len(rows)),
        pl.lit(value=False).alias("is_provisional"),
    )
    return ranked(values, [metric])


def test_ranks_are_taken_on_unrounded_values_and_ties_share_the_better_one():
    found = ranks(SHARE, [(9431, 10000), (94311, 100000), (9431, 10000), (9, 10000)])
    assert found["rank"].to_list() == [2, 1, 2, 4]
    assert ranks(LOW, [(10, 100), (20, 100)])["rank"].to_list() == [1, 2]


def test_unlike_peers_are_never_ranked_together():
    found = ranks(SHARE, [(90, 100), (80, 100), (70, 100)], groups=["城区", "农村", "城区"])
    assert found["rank"].to_list() == [1, 1, 2]
    assert found["peers"].to_list() == [2, 1, 2]


def test_no_judgement_means_no_rank():
    assert ranks(RANGE, [(90, 100), (80, 100)])["rank"].null_count() == 2


def test_a_change_is_said_only_where_its_interval_leaves_out_nought():
    metric = metrics()[SHARE]
    now, then = (
        measured(counted(SHARE, rows), [metric])
        for rows in ([(950, 1000), (95, 100), (95, 100)], [(900, 1000), (90, 100), (0, 0)])
    )
    found = changes(now, then, [metric])
    assert found["outcome_change"].to_list() == ["better", "similar", "not_compared"]
    assert found["change"].to_list()[:2] == pytest.approx([0.05, 0.05])
