"""What is planted can be found, and where nothing is planted there is nothing to find."""

import polars as pl
import pytest
from scipy.stats import chi2_contingency, chisquare

from pipelines.demo.plan import Scenario, read_plan
from pipelines.demo.survey_truth import ITEMS, true_shares

NOT_BY_CHANCE = 1e-4
GOOD = {
    "security": [4, 5],
    "satisfaction": [4, 5],
    "patrol_aware": ["yes"],
    "knows_worker": ["yes"],
}


def pattern(deliveries, name):
    return next(one for one in deliveries.truth["patterns"] if one["id"] == name)


def of_streets(deliveries, part, whole):
    """Give the counts of every street as (with, without)."""
    rows = deliveries.truth["streets_2020"]
    return [(row[part], row[whole] - row[part]) for row in rows]


def test_every_planted_pattern_is_accounted_for(planted):
    for one in planted.truth["patterns"]:
        assert one["realised"] or one["id"] == "asked_by_phone"
        assert {"areas", "from", "to", "planted", "zh", "en", "metrics"} <= one.keys()


def test_the_null_scenario_plants_only_labels(null):
    assert {one["id"] for one in null.truth["patterns"]} == {
        "redrawn_net",
        "too_few_answers",
        "asked_by_phone",
    }


def test_matters_stall_in_one_street(planted):
    found = pattern(planted, "stalled_at_street")["realised"]
    stuck, on_time = found["stuck_at_the_end"], found["closed_on_time"]
    assert stuck["share_here"] > 0.4
    assert stuck["share_elsewhere"] < 0.15
    assert on_time["share_here"] < 0.85
    assert on_time["share_elsewhere"] > 0.9


def test_the_epidemic_moves_patrols_and_visits_apart(planted):
    found = pattern(planted, "epidemic")["realised"]
    assert found["patrols"][1] > 1.4 * found["patrols_in_a_quiet_month"]
    assert found["visits"][1] < 0.4 * found["visits_in_a_quiet_month"]
    waves = found["true_satisfaction_by_wave"]
    assert waves["2020-Q1"] < min(waves["2019-Q4"], waves["2020-Q2"]) - 0.01


def test_errands_are_many_in_one_street(planted):
    found = pattern(planted, "off_list_errands")["realised"]
    assert found["share_here"] > 0.12
    assert found["share_elsewhere"] < 0.08


def test_members_leave_one_street_more_often(planted):
    found = pattern(planted, "leaving_after_pay_change")
    assert found["planted"]["yearly_leaving"] > 2 * 0.14
    years = found["realised"]
    assert years["2020"]["share_elsewhere"] < 0.25


def test_one_street_is_truly_better_by_more_than_its_sample_blurs():
    plan = read_plan(Scenario.DEFAULT, scale=1.0)
    truth = true_shares(plan).filter(pl.col("wave").str.starts_with("2020"))
    answers = dict(zip(plan.streets, plan.by_street("answers") * 4, strict=True))
    for item in ("satisfaction", "patrol_aware"):
        means = dict(
            truth.filter(pl.col("item") == item)
            .group_by("street_code")
            .agg(pl.col("share").mean())
            .iter_rows()
        )
        best = means.pop("320116009")
        means.pop("320116013")  # too few answers to be ranked
        for code, share in means.items():
            # Weights cost about 1.25 here, communities a little more.
            variance = sum(
                1.3 * p * (1 - p) / n
                for p, n in ((best, answers["320116009"]), (share, answers[code]))
            )
            # 3.2: simultaneous 95 % over all pairs; 2.6 more for a power of 99.5 %.
            assert (best - share) / variance**0.5 > 3.2 + 2.6, (item, code)


def test_two_streets_are_truly_equal():
    plan = read_plan(Scenario.DEFAULT, scale=1.0)
    truth = true_shares(plan).filter(pl.col("item") == "satisfaction")
    one, other = (
        truth.filter(pl.col("street_code") == code)["share"] for code in ("320116010", "320116011")
    )
    assert one.to_list() == other.to_list()


def test_one_street_has_too_few_answers(planted):
    answers = pattern(planted, "too_few_answers")["realised"]["answers_2020"]
    assert answers["320116013"] < 200 < min(n for code, n in answers.items() if code[-2:] != "13")


def test_all_streets_are_truly_equal_in_the_null_scenario():
    truth = true_shares(read_plan(Scenario.NULL, scale=1.0))
    assert (truth.group_by("item").agg(pl.col("share").n_unique())["share"] == 1).all()


@pytest.mark.parametrize(
    ("part", "whole"), [("closed_on_time", "due"), ("stalled", "matters"), ("late", "planned")]
)
def test_null_shares_differ_by_chance_alone(null, part, whole):
    assert chi2_contingency(of_streets(null, part, whole)).pvalue > NOT_BY_CHANCE


@pytest.mark.parametrize("part", ["closed_on_time", "stalled"])
def test_the_same_test_finds_what_is_planted(planted, part):
    whole = {"closed_on_time": "due", "stalled": "matters"}[part]
    assert chi2_contingency(of_streets(planted, part, whole)).pvalue < NOT_BY_CHANCE


@pytest.mark.parametrize(("source", "at"), [("patrols", "started_at"), ("matters", "reported_at")])
def test_null_counts_follow_the_number_of_grids(null, source, at):
    day = pl.col(at).dt.truncate("1mo").cast(pl.Date).alias("month")
    street = pl.col("grid_code").str.slice(0, 9).alias("street")
    rows = null.typed(source).filter(pl.col("grid_code").is_not_null())
    counts = rows.group_by(day, street).len()
    months = counts.select("month").unique()
    grids = (
        null.typed("grids")
        .join(months, how="cross")
        .filter(
            (pl.col("valid_from") <= pl.col("month"))
            & (pl.col("valid_to").is_null() | (pl.col("valid_to") > pl.col("month")))
        )
        .group_by("month", street)
        .agg(pl.len().alias("grids"))
    )
    expected = (
        pl.col("len").sum().over("month") * pl.col("grids") / pl.col("grids").sum().over("month")
    )
    table = (
        counts.join(grids, on=["month", "street"])
        .with_columns(expected=expected)
        .group_by("street")
        .agg(pl.col("len", "expected").sum())
    )
    assert chisquare(table["len"], table["expected"]).pvalue > NOT_BY_CHANCE


@pytest.mark.parametrize("item", ITEMS)
def test_null_answers_differ_by_chance_alone(null, item):
    answers = null.typed("survey_responses").filter(pl.col(item).is_not_null())
    table = answers.group_by("street_code").agg(
        pl.col(item).is_in(GOOD[item]).sum().alias("good"), pl.len().alias("all")
    )
    counts = table.select("good", pl.col("all") - pl.col("good")).rows()
    assert chi2_contingency(counts).pvalue > NOT_BY_CHANCE


def test_null_disputes_and_errands_differ_by_chance_alone(null):
    street = pl.col("grid_code").str.slice(0, 9).alias("street")
    disputes = null.typed("mediations").filter(
        pl.col("grid_code").is_not_null() & pl.col("outcome").is_not_null()
    )
    tasks = null.typed("tasks")
    for rows, hit in ((disputes, pl.col("outcome") == "settled"), (tasks, pl.col("is_off_list"))):
        table = rows.group_by(street).agg(hit.sum().alias("hit"), pl.len().alias("all"))
        counts = table.select("hit", pl.col("all") - pl.col("hit")).rows()
        assert chi2_contingency(counts).pvalue > NOT_BY_CHANCE


def test_null_members_leave_everywhere_alike(null):
    rows = null.truth["streets_2020"]
    left = [(row["left"], max(row["headcount"] - row["left"], 0)) for row in rows]
    assert chi2_contingency(left).pvalue > NOT_BY_CHANCE
