"""Grids that were split, merged, moved, closed and opened are followed, and nothing is lost."""

import datetime as dt

import polars as pl
import pytest

from pipelines.demo import Scenario
from pipelines.demo.plan import read_plan
from warehouse.periods import Period, PeriodKind

pytestmark = pytest.mark.slow

LINEAGE = """
select changed_on, count(distinct grid_code) as made, count(*) as pairs
from marts.bridge_grid_lineage
group by all
order by all
"""


@pytest.fixture(scope="module")
def plan():
    return read_plan(Scenario.DEFAULT, scale=1.0)


def test_every_split_and_merger_is_known_by_its_predecessors(planted_warehouse, plan):
    grids = plan["grids"]
    expected = [
        (
            day,
            2 * split["into_two"] + 3 * split["into_three"] + merged,
            2 * split["into_two"] + 3 * split["into_three"] + 2 * merged,
        )
        for day, split, merged in zip(
            plan["dates"]["redrawn"], grids["splits"], grids["merges"], strict=True
        )
    ]
    assert planted_warehouse.ask(LINEAGE).rows() == expected


def test_grids_change_in_number_on_those_days_and_no_other(planted, plan):
    line = planted.series(["gb_dedicated"], level="district", kind=PeriodKind.MONTH)
    counts = dict(line.select("period_start", "denominator").iter_rows())
    changed = [
        month
        for month, before in zip(sorted(counts)[1:], sorted(counts), strict=False)
        if counts[month] != counts[before]
    ]
    assert changed == [day.replace(day=1) for day in plan["dates"]["redrawn"]]
    assert counts[dt.date(2020, 12, 1)] == 995


def test_streets_add_up_to_the_district_through_every_change(planted):
    for metric_id in ("gb_dedicated", "pt_self_found", "ev_on_time_close"):
        of_streets, whole = (
            planted.series([metric_id], level=level, kind=PeriodKind.MONTH)
            .group_by("period_start")
            .agg(pl.col("numerator", "denominator").sum())
            .sort("period_start")
            for level in ("street", "district")
        )
        assert of_streets.equals(whole)


def test_households_of_redrawn_grids_stay_on_the_list_and_in_the_count(patrolled):
    listed = patrolled.series(["pb_key_visits"], level="district", kind=PeriodKind.QUARTER)
    counts = listed.sort("period_start")["denominator"]
    # No quarter loses the households of grids that were redrawn in it.
    assert (counts.diff().drop_nulls().abs() < 0.05 * counts.max()).all()
    of_grids = patrolled.beside("pb_branch", level="district", period=Period.parse("2020"))
    assert of_grids["withheld"].null_count() == of_grids.height


def test_only_stray_rows_match_no_grid(planted):
    rows = planted.unmatched()
    matters = planted.freshness().filter(pl.col("source") == "matters")["row_count"].item()
    lost = rows.filter(pl.col("source") == "matters")["row_count"].sum()
    assert lost < 0.001 * matters
    assert not rows.filter(pl.col("reason") == "date_out_of_reach").height
