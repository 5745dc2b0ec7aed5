"""Where all streets are truly equal, the analysis finds no difference between them."""

import polars as pl
import pytest
from scipy.stats import binom

from warehouse.catalog import Interval, metrics
from warehouse.periods import Period, PeriodKind

pytestmark = pytest.mark.slow

YEAR = Period.parse("2020")
SURVEY = [one.metric_id for one in metrics().values() if one.interval is Interval.SURVEY]
# Shares and rates of the loop, the net and the work that carry an interval and a judgement.
COUNTED = [
    "ev_accept_on_time",
    "ev_dispatch_on_time",
    "ev_response",
    "ev_on_time_close",
    "ev_resolution",
    "ev_revisit_satisfied",
    "ev_rework",
    "ev_whistle",
    "sz_mediation",
]
JUDGED = ("better", "worse")


@pytest.mark.parametrize("metric_id", [*SURVEY, *COUNTED])
def test_no_street_is_told_apart_for_action(null, metric_id):
    rows = null.values(metric_id, level="street", period=YEAR)
    assert not rows["outcome_benchmark_998"].is_in(JUDGED).any()


@pytest.mark.parametrize("metric_id", SURVEY)
def test_no_rank_is_sure_and_all_streets_share_a_band(null, metric_id):
    rows = null.values(metric_id, level="street", period=YEAR).drop_nulls("rank")
    assert rows.height >= 8
    assert rows["band"].unique().to_list() == [1]
    assert rows["rank_low"].unique().to_list() == [1]
    assert rows["rank_high"].unique().to_list() == [rows.height]


def test_no_more_tables_tell_any_street_apart_than_chance_allows(null):
    """Limits of a whole table hold with 95 per cent: one table of twenty may err."""
    boards = pl.concat(
        null.board([*SURVEY, *COUNTED], level="street", period=one)
        for one in null.periods(PeriodKind.QUARTER)
    )
    tables = (
        boards.drop_nulls("rank")
        .group_by("metric_id", "period_start")
        .agg((pl.col("band").max() > 1).alias("is_told_apart"))
    )
    assert tables.height > 100
    assert tables["is_told_apart"].sum() <= binom.ppf(0.999, tables.height, 0.05)


def test_over_all_quarters_as_many_stand_out_as_chance_allows(null):
    found = pl.concat(
        null.board([*SURVEY, *COUNTED], level="street", period=one)
        for one in null.periods(PeriodKind.QUARTER)
    )
    for suffix, rate in (("", 0.05), ("_998", 0.002)):
        said = found[f"outcome_benchmark{suffix}"]
        judged = int((said != "not_compared").sum())
        assert judged > 600
        # A street is part of the district it is held against: less stands out than without it.
        assert said.is_in(JUDGED).sum() <= binom.ppf(0.999, judged, rate)


def test_planted_and_null_differ_only_where_something_was_planted(null):
    turnover = null.values("tm_turnover", level="street", period=YEAR)
    assert not turnover["outcome_benchmark_998"].is_in(JUDGED).any()
    assert not null.values("ev_stuck_street", level="district", period=YEAR)["is_small"].all()
