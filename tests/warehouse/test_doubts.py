"""What is worth checking is found where it was put, and nowhere else."""

import datetime as dt

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

from tests.builders import reader, warehouse
from tests.warehouse.quiet_district import ASKED, CUTOFF, quiet, spoilt
from warehouse.access import AccessScope
from warehouse.build import create
from warehouse.catalog import Kind, metrics
from warehouse.model_files import model_named
from warehouse.periods import Period

QUARTER = Period.parse("2020-Q1")
OWN = "S1"


def of_own_street(row) -> bool:
    return row.get("grid_code", row.get("street_code", "")).startswith(OWN)


def always_on_time(row):
    """Every planned patrol of the street begins on time."""
    if not of_own_street(row):
        return {}
    day = row["started_at"][:10]
    return {"started_at": f"{day} 08:05:00", "ended_at": f"{day} 08:40:00"}


def month_end(row):
    """What was done from the 10th to the 20th is dated to the 30th."""
    for name in ("started_at", "visited_on"):
        said = str(row.get(name, ""))
        if said and of_own_street(row) and said[5:7] != "02" and "10" <= said[8:10] <= "20":
            return {name: f"{said[:8]}30{said[10:]}", "ended_at": None, "planned_at": None}
    return {}


def closed_at_month_end(row):
    said = row["closed_at"]
    if not of_own_street(row) or said[5:7] != "01" or said[8:10] > "25":
        return {}
    return {"closed_at": f"{said[:8]}30{said[10:]}"}


def far_away(row):
    """Ten times a member of the first street is in the fourth, five minutes after a round."""
    day = row["started_at"][:10]
    if not (row["grid_code"] == "S4G1" and "2020-02-10" <= day < "2020-02-20"):
        return {}
    return {
        "member_code": "MS11",
        "started_at": f"{day} 08:45:00",
        "ended_at": f"{day} 09:10:00",
    }


def all_alike(row):
    """In one sampling unit most give the same answers."""
    number = int(row["response_id"].partition("-")[2])
    if row["psu"] != "S1P0" or number % ASKED >= ASKED - 4:
        return {}
    return {"security": 5, "satisfaction": 4, "patrol_aware": "yes", "knows_worker": "no"}


def terminated_instead(row):
    """A year on, what would be late is terminated, and some more."""
    number = int(row["matter_id"].partition("-")[2])
    if not of_own_street(row) or row["reported_at"] < "2020" or number % 5:
        return {}
    return {"status": "terminated"}


def doubts_of(rows, **wanted):
    found = reader(rows, cutoff=CUTOFF).doubts(**wanted)
    return found.filter("is_doubtful")


def test_a_quiet_district_is_compared_and_nothing_stands_out():
    found = reader(quiet(), cutoff=CUTOFF).doubts()
    assert not found["is_doubtful"].any()
    assert set(found["check_id"]) == {
        "full_scores",
        "identical_answers",
        "month_end",
        "terminations",
        "travel",
    }
    assert set(found["area_code"]) == {"S1", "S2", "S3", "S4"}


@pytest.mark.parametrize(
    ("source", "spoil", "check", "subject", "street"),
    [
        ("patrols", always_on_time, "full_scores", "pt_on_time", "S1"),
        ("patrols", month_end, "month_end", "patrols", "S1"),
        ("household_visits", month_end, "month_end", "household_visits", "S1"),
        ("matters", closed_at_month_end, "month_end", "matters", "S1"),
        ("patrols", far_away, "travel", "patrols", "S4"),
        ("survey_responses", all_alike, "identical_answers", "survey_responses", "S1"),
        ("matters", terminated_instead, "terminations", "matters", "S1"),
    ],
)
def test_what_was_spoilt_is_the_only_thing_that_stands_out(source, spoil, check, subject, street):
    found = doubts_of(spoilt(source, spoil), period=QUARTER)
    assert found.select("check_id", "subject", "area_code").rows() == [(check, subject, street)]
    (row,) = found.iter_rows(named=True)
    assert row["observed_count"] > row["expected_count"]
    assert row["chance"] <= row["allowed_chance"] <= row["quarter_chance"]


def terminated_while_late(row):
    """More is terminated, but what is late stays late."""
    number = int(row["matter_id"].partition("-")[2])
    if not of_own_street(row) or row["reported_at"] < "2020" or number % 5 != 1:
        return {}
    return {"status": "terminated"}


def test_more_terminations_alone_are_not_pointed_at():
    assert not doubts_of(spoilt("matters", terminated_while_late)).height


def test_a_far_patrol_long_after_is_believed():
    rows = spoilt("patrols", far_away)
    for row in rows["patrols"]:
        if row["member_code"] == "MS11" and row["grid_code"] == "S4G1":
            day = row["started_at"][:10]
            row |= {"started_at": f"{day} 15:00:00", "ended_at": f"{day} 15:30:00"}
    assert not doubts_of(rows).height


def test_a_burst_of_the_whole_district_is_a_burst_in_every_street():
    rows = quiet()
    for row in rows["household_visits"]:
        if "10" <= str(row["visited_on"])[8:] <= "20" and row["visited_on"].month != 2:
            row["visited_on"] = row["visited_on"].replace(day=30)
    assert doubts_of(rows)["area_code"].to_list() == ["S1", "S2", "S3", "S4"]


def test_a_metric_knows_the_doubts_that_touch_it():
    rows = spoilt("patrols", month_end)
    for metric_id in ("pt_frequency", "pt_coverage"):
        assert doubts_of(rows, metric_id=metric_id)["subject"].to_list() == ["patrols"]
    assert not doubts_of(rows, metric_id="pt_household").height
    assert not doubts_of(rows, period=Period.parse("2019")).height
    assert doubts_of(rows, period=Period.parse("2020-02")).height == 1


def test_a_reader_of_one_street_sees_its_comparisons_alone():
    rows = spoilt("patrols", month_end)
    own, other = (
        reader(rows, cutoff=CUTOFF, scope=AccessScope(frozenset({street}))).doubts()
        for street in ("S1", "S2")
    )
    assert set(own["area_code"]) == {"S1"}
    assert own["is_doubtful"].sum() == 1
    assert set(other["area_code"]) == {"S2"}
    assert not other["is_doubtful"].any()


def test_no_code_of_a_person_is_published():
    found = reader(spoilt("patrols", far_away), cutoff=CUTOFF).doubts()
    assert "member_code" not in found.columns
    assert not any("MS1" in str(cell) for row in found.rows() for cell in row)


def judged(tested: pl.DataFrame) -> pl.DataFrame:
    """Let the model judge comparisons as if the events had given them."""
    con = warehouse({}, until="intermediate.int_doubt_limits")
    con.execute(
        "create table marts.fct_full_scores as from (values ('', '', date '2020-01-01', "
        "0, 0, 0.0)) as t (metric_id, street_code, period_start, unit_count, full_count, "
        "expected_count)"
    )
    con.register("tested", tested)
    con.execute("create table intermediate.int_doubts_tested as from tested")
    model = model_named("marts.fct_doubts")
    create(con, model)
    return con.sql("select * from marts.fct_doubts order by subject::bigint").pl()


def test_the_bound_is_never_below_the_binomial_tail():
    cases = [
        (trials, share, observed)
        for trials in (1, 7, 60, 900)
        for share in (0.001, 0.2, 0.5, 0.97)
        for observed in sorted({0, 1, trials // 3, trials // 2, trials - 1, trials})
    ]
    trials, share, observed = (list(column) for column in zip(*cases, strict=True))
    found = judged(
        pl.DataFrame(
            {
                "check_id": "travel",
                "subject": [str(number) for number in range(len(cases))],
                "part": 1,
                "street_code": "S1",
                "period_start": dt.date(2020, 1, 1),
                "unit_code": "",
                "comparison_count": 1.0,
                "observed_count": observed,
                "trial_count": trials,
                "expected_share": share,
            }
        )
    )
    tail = binom.sf(np.array(observed) - 1, trials, share)
    assert found.height == len(cases)
    assert (found["chance"].to_numpy() >= tail * (1 - 1e-9)).all()
    np.testing.assert_allclose(found["allowed_chance"], 0.001 / len(cases))
    assert (found["is_doubtful"] == (found["chance"] <= found["allowed_chance"])).all()


def test_every_rule_touches_metrics_that_there_are():
    touched = warehouse({}, until="marts.bridge_doubts_metrics").sql(
        "select * from marts.bridge_doubts_metrics"
    )
    rows = touched.pl()
    assert set(rows["metric_id"]) <= set(metrics())
    scored = rows.filter(check_id="full_scores")
    assert scored["subject"].to_list() == scored["metric_id"].to_list()
    assert all(metrics()[one].kind is Kind.SHARE for one in scored["metric_id"])
