"""The what-if finds the grids that were redrawn because of their size, and nothing odd."""

import datetime as dt

import polars as pl
import pytest

from pipelines.demo import Scenario
from pipelines.demo.plan import read_plan
from warehouse.adjustment import Change, adjustments, comprehensive, norms_of, spread_of
from warehouse.periods import Period, PeriodKind

pytestmark = pytest.mark.slow

REDRAWN = """
select lineage.predecessor_code, lineage.grid_code, lineage.changed_on,
    count(*) over (partition by lineage.predecessor_code) as parts,
    count(*) over (partition by lineage.grid_code) as origins
from marts.bridge_grid_lineage as lineage
"""
DAYS = read_plan(Scenario.DEFAULT, scale=1.0)["dates"]["redrawn"]


def drafted(reader, period: Period):
    grids = comprehensive(reader.grids.register(period), norms_of(reader.grids.norms()))
    return adjustments(grids, reader.grids.neighbours(period))


def quarter_before(day: dt.date) -> Period:
    return Period(day.replace(day=1), PeriodKind.MONTH).within(PeriodKind.QUARTER).before


@pytest.fixture(scope="module", params=DAYS, ids=str)
def case(request, planted, planted_warehouse):
    redrawn = planted_warehouse.ask(REDRAWN).filter(pl.col("changed_on") == request.param)
    return drafted(planted, quarter_before(request.param)), redrawn


def test_grids_that_were_split_for_their_size_are_candidates_before(case):
    plan, redrawn = case
    split = set(redrawn.filter(pl.col("parts") > 1)["predecessor_code"])
    large = {
        one.code for one in plan.before if one.code in split and one.households > one.norm.high
    }
    assert len(large) >= 4
    found = {one.grid.code for one in plan.candidates if one.change is Change.SPLIT}
    # A large one beside a very small one may mend both at once.
    donors = {one.partner.code for one in plan.candidates if one.change is Change.HAND_OVER}
    assert large <= found | donors
    assert len(large - found) <= 1


def test_grids_that_were_merged_for_their_size_are_candidates_before(case):
    plan, redrawn = case
    merged = set(redrawn.filter(pl.col("origins") > 1)["predecessor_code"])
    small = {
        one.code for one in plan.before if one.code in merged and one.households < one.norm.low
    }
    assert len(small) >= 4
    joined = {
        each.code
        for one in plan.candidates
        if one.change in {Change.MERGE, Change.HAND_OVER}
        for each in one.grids
    }
    assert small <= joined


def test_once_redrawn_they_are_candidates_no_more(planted, case):
    plan, redrawn = case
    made = set(redrawn.filter(pl.col("parts") > 1)["grid_code"])
    (day,) = redrawn["changed_on"].unique()
    after = drafted(planted, Period(day, PeriodKind.MONTH).within(PeriodKind.QUARTER))
    again = {
        one.grid.code
        for one in after.candidates
        if one.change is Change.SPLIT and one.grid.code in made
    }
    # What was cut in halves and is still too large was planted so.
    assert all(one.households > one.norm.high for one in after.before if one.code in again)
    assert len(again) < len(made) / 4
    assert len(plan.candidates) > len(after.candidates)


@pytest.mark.parametrize("period", ["2018", "2019", "2020"])
def test_where_nothing_was_planted_the_plan_still_makes_sense(null, period):
    plan = drafted(null, Period.parse(period))
    before, after = spread_of(plan.before), spread_of(plan.after)
    assert sum(one.households for one in plan.after) == sum(one.households for one in plan.before)
    assert len(plan.candidates) < 0.15 * before.grids
    assert after.outside <= before.outside
    assert after.variation <= before.variation
    assert all(one.grid.street == one.partner.street for one in plan.candidates if one.partner)


def test_the_planted_net_is_more_even_afterwards(planted):
    plan = drafted(planted, Period.parse("2020"))
    before, after = spread_of(plan.before), spread_of(plan.after)
    assert (before.grids, len(plan.left_outside) < 10) == (826, True)
    assert after.variation < before.variation
    assert after.outside < before.outside / 4
