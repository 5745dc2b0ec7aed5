"""What was planted in the demonstration district is found, and nothing more is claimed of it."""

import polars as pl
import pytest

from warehouse.periods import Period, PeriodKind

pytestmark = pytest.mark.slow

YEAR = Period.parse("2020")
LONGCHI, CHENGQIAO, JINNIUHU = "320116007", "320116008", "320116009"
HENGLIANG, LONGPAO, MAAN = "320116010", "320116011", "320116012"
YESHAN, ZHUZHEN = "320116013", "320116110"


def streets(reader, metric_id, period=YEAR):
    """Give the streets' rows by code."""
    rows = reader.values(metric_id, level="street", period=period)
    return {row["area_code"]: row for row in rows.iter_rows(named=True)}


@pytest.mark.parametrize("metric_id", ["sv_satisfaction", "sv_patrol_aware"])
def test_the_truly_better_street_is_told_apart_from_every_other(planted, metric_id):
    rows = streets(planted, metric_id)
    best = rows.pop(JINNIUHU)
    assert (best["rank"], best["rank_low"], best["rank_high"], best["band"]) == (1, 1, 1, 1)
    assert best["outcome_benchmark"] == best["outcome_benchmark_998"] == "better"
    assert all(row["band"] != 1 for row in rows.values())


def test_the_equal_pair_is_not_told_apart(planted):
    rows = streets(planted, "sv_satisfaction")
    one, other = rows[HENGLIANG], rows[LONGPAO]
    assert one["band"] == other["band"]
    assert one["rank_low"] <= other["rank"] <= one["rank_high"]
    assert other["rank_low"] <= one["rank"] <= other["rank_high"]


def test_the_truly_worse_street_is_not_called_good(planted):
    row = streets(planted, "sv_satisfaction")[CHENGQIAO]
    assert row["outcome_benchmark"] in {"worse", "similar"}
    assert row["rank_high"] == 8


@pytest.mark.parametrize(
    "metric_id", ["ev_stuck_street", "ev_on_time_close", "ev_dispatch_on_time", "ev_whistle"]
)
def test_the_street_where_matters_stall_is_found_at_every_step(planted, metric_id):
    rows = streets(planted, metric_id)
    worst = rows.pop(ZHUZHEN)
    ranked = [row for row in rows.values() if row["rank"] is not None]
    assert worst["outcome_benchmark_998"] == "worse"
    assert worst["rank_low"] == worst["rank_high"] == len(ranked) + 1
    assert all(row["outcome_benchmark_998"] != "worse" for row in rows.values())


def test_matters_did_not_stall_there_before(planted):
    before = streets(planted, "ev_on_time_close", Period.parse("2019"))
    assert before[ZHUZHEN]["outcome_benchmark_998"] == "similar"
    moved = planted.changes(
        ["ev_on_time_close"], level="street", period=YEAR, then=Period.parse("2019")
    )
    worse = moved.filter(pl.col("outcome_change") == "worse")["area_code"].to_list()
    assert ZHUZHEN in worse


def test_turnover_rises_in_the_street_where_pay_changed(planted):
    rows = streets(planted, "tm_turnover")
    assert {code for code, row in rows.items() if row["outcome_benchmark_998"] == "worse"} == {MAAN}
    before = streets(planted, "tm_turnover", Period.parse("2018"))
    assert {row["outcome_benchmark_998"] for row in before.values()} == {"similar"}
    moved = planted.changes(["tm_turnover"], level="street", period=YEAR, then=Period.parse("2018"))
    assert moved.filter(pl.col("outcome_change") == "worse")["area_code"].to_list() == [MAAN]


def test_off_list_errands_fill_the_time_of_one_street(planted):
    rows = streets(planted, "dl_offlist")
    many = rows.pop(LONGCHI)
    assert many["value"] > 2 * max(row["value"] for row in rows.values())
    assert many["rank"] == 9


def test_a_street_with_few_answers_is_shown_and_neither_ranked_nor_coloured(planted):
    for metric_id in ("sv_security", "sv_satisfaction", "sv_patrol_aware", "sv_know_worker"):
        row = streets(planted, metric_id)[YESHAN]
        assert row["is_small"]
        assert row["rank"] is None
        assert row["outcome_benchmark"] == row["outcome_target"] == "not_compared"


def test_few_answers_of_one_quarter_carry_no_value(planted):
    row = streets(planted, "sv_satisfaction", Period.parse("2020-Q4"))[YESHAN]
    assert (row["value"], row["withheld"]) == (None, "below_minimum")
    assert streets(planted, "sv_neff", Period.parse("2020-Q4"))[YESHAN]["value"] < 32


def test_awareness_rises_over_the_years_that_were_asked_alike(planted):
    moved = planted.changes(
        ["sv_patrol_aware"], level="district", period=YEAR, then=Period.parse("2019")
    )
    assert moved.select("outcome_change", "is_break").row(0) == ("better", False)


def test_no_change_is_claimed_across_the_change_of_mode(planted):
    asked = ["sv_security", "sv_satisfaction", "sv_patrol_aware", "sv_know_worker"]
    moved = planted.changes(
        asked, level="street", period=Period.parse("2019"), then=Period.parse("2018")
    )
    assert moved["is_break"].all()
    assert set(moved["outcome_change"]) == {"not_compared"}
    waves = planted.survey_waves().filter("is_break")["wave"].to_list()
    assert waves == ["2019-Q1"]


def quarters(reader, metric_id):
    rows = reader.series([metric_id], level="district", kind=PeriodKind.QUARTER)
    return {row["period"]: row for row in rows.iter_rows(named=True)}


def test_the_epidemic_shows_in_patrols_and_visits(patrolled):
    patrols = quarters(patrolled, "pt_frequency")
    shock = patrols.pop("2020-Q1")
    assert shock["low_998"] > 1.3 * max(row["high_998"] for row in patrols.values())
    visits = patrolled.changes(
        ["pt_household"], level="district", period=YEAR, then=Period.parse("2019")
    )
    assert visits["outcome_change"].item() == "worse"


def test_the_epidemic_shows_in_satisfaction(planted):
    shock = Period.parse("2020-Q1")
    for then, now, said in (("2019-Q4", shock.label, "worse"), (shock.label, "2020-Q3", "better")):
        moved = planted.changes(
            ["sv_satisfaction"],
            level="district",
            period=Period.parse(now),
            then=Period.parse(then),
        )
        assert moved["outcome_change"].item() == said
