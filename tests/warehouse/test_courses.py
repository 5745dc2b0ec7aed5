"""The course of a metric: limits, stretches, outlook."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from warehouse.catalog import metrics
from warehouse.courses.episodes import episodes
from warehouse.courses.festival import NEW_YEARS, is_festival
from warehouse.courses.limits import restarting, with_limits
from warehouse.courses.outlook import YearValue, outlook, year_value
from warehouse.periods import Period, PeriodKind
from warehouse.statistics import Assurance

CLOSED = metrics()["ev_on_time_close"]
ASKED = metrics()["sv_satisfaction"]
TURNOVER = metrics()["tm_turnover"]
HOMES = metrics()["pb_homes"]
SEEDS = 300
# As docs/methods.md#course states it for points, and a margin for counts that are no normals.
STATED, MARGIN = 0.09, 0.02


def months(count: int, *, first: str = "2018-01") -> list[Period]:
    found = [Period.parse(first)]
    while len(found) < count:
        found.append(found[-1].after)
    return found


def series(values, *, whole: float = 400.0, periods: list[Period] | None = None) -> pl.DataFrame:
    periods = periods or months(len(values))
    return pl.DataFrame(
        {
            "period": [one.label for one in periods],
            "period_kind": [str(one.kind) for one in periods],
            "period_start": [one.start for one in periods],
            "value": values,
            "numerator": [None if one is None else one * whole for one in values],
            "denominator": [whole] * len(values),
            "effective_n": [whole] * len(values),
        },
        schema_overrides={"value": pl.Float64, "numerator": pl.Float64},
    )


def noisy(count: int, *, seed: int = 1, level: float = 0.95, whole: int = 400) -> list[float]:
    drawn = np.random.default_rng(seed).binomial(whole, level, size=count) / whole
    return [float(one) for one in drawn]


def limited(values, metric=CLOSED, *, target=None, restarts=None, **more):
    return with_limits(series(values, **more), metric, target=target, restarts=restarts or {})


def test_limits_of_the_first_year_hold_for_all_months_after_it():
    values = noisy(36)
    early = limited(values[:12]).rows
    late = limited([*values[:12], *(0.5 + one % 2 / 64 for one in range(24))]).rows
    for name in ("centre", "low_limit", "high_limit"):
        assert late[name].unique().to_list() == pytest.approx([early[name][0]])
    assert late["direction"].to_list()[12:] == [-1] * 24
    assert not late["is_trial"].any()


def test_limits_of_less_than_a_year_are_on_trial():
    assert limited(noisy(11)).rows["is_trial"].all()
    assert limited(noisy(12), metric=ASKED).rows["is_trial"].all()


def test_limits_begin_anew_where_a_reason_is_recorded():
    values = [*noisy(18), *noisy(18, level=0.8, seed=2)]
    course = limited(values, restarts={dt.date(2019, 7, 1): "asked by phone"})
    assert course.reasons == ("asked by phone",)
    assert course.rows["baseline"].to_list() == [0] * 18 + [1] * 18
    low, high = course.rows["centre"].unique().sort()
    assert (low, high) == pytest.approx((0.8, 0.95), abs=0.02)
    assert not (course.rows["rule"] == "outside").any()


def test_a_reason_before_or_after_the_course_changes_nothing():
    days = {dt.date(2017, 1, 1): "before", dt.date(2018, 1, 1): "at", dt.date(2030, 1, 1): "after"}
    assert limited(noisy(24), restarts=days).reasons == ()


def test_only_annotations_that_say_so_begin_limits_anew():
    happened = pl.DataFrame(
        {
            "label_zh": ["网格调整", "统计口径变更，重算界限", "口径变更"],
            "label_en": ["Grids redrawn", "New rules", "New rules: Limits anew"],
        }
    )
    assert restarting(happened)["label_zh"].to_list() == ["统计口径变更，重算界限", "口径变更"]


def test_a_register_that_stands_still_has_no_limits_and_no_signals():
    course = limited([13.0] * 15 + [14.0] * 21, metric=HOMES)
    assert course.is_still
    assert course.rows["centre"].null_count() == 36
    assert episodes(course.rows) == []


def test_rolling_years_have_wider_limits_and_no_runs():
    steady = np.convolve(np.random.default_rng(3).normal(0.1, 0.02, size=59), np.ones(12) / 12)
    values = [float(one) for one in steady[11:47]]
    plain, rolling = limited(values).rows, limited(values, metric=TURNOVER).rows
    reach = [rows["high_limit"][0] - rows["centre"][0] for rows in (plain, rolling)]
    assert reach[1] == pytest.approx(reach[0] * 12**0.5)
    assert set(rolling["rule"]) <= {"outside", "common_cause"}
    assert (rolling["direction"] != 0).sum() < (plain["direction"] != 0).sum()


def test_what_each_festival_brings_is_no_special_cause():
    values = noisy(36, whole=4000)
    for at, one in enumerate(months(36)):
        if is_festival(one):
            values[at] = 0.85
    rows = limited(values).rows
    assert rows.filter("is_seasonal")["period"].to_list() == ["2018-02", "2019-02", "2020-01"]
    assert not any(rows["is_seasonal"][one.first] for one in episodes(rows))
    values[1] = 0.99
    assert not limited(values).rows["is_seasonal"].any()


def test_there_is_one_festival_a_year_and_it_lies_in_its_season():
    assert len({day.year for day in NEW_YEARS}) == len(NEW_YEARS)
    assert all((1, 20) < (day.month, day.day) < (2, 22) for day in NEW_YEARS)
    spans = [(later - day).days for day, later in pairwise(NEW_YEARS)]
    # A lunar year has twelve or thirteen moons.
    assert set(spans) <= {354, 355, 383, 384, 385}


def test_a_slow_slide_and_the_fall_after_it_are_two_stretches():
    values = [0.95, 0.952] * 6 + [0.9505] * 8 + [0.8] * 4
    first, second = episodes(limited(values).rows)
    assert (first.first, first.last, first.rule) == (12, 19, "shift")
    assert (second.first, second.last, second.count) == (20, 23, 4)


def test_a_stretch_is_dated_by_its_strongest_points():
    (only,) = episodes(limited([0.95, 0.952] * 6 + [0.9505] * 3 + [0.8] * 5).rows)
    assert (only.first, only.since, only.last) == (12, 15, 19)


def test_months_without_a_count_keep_their_place():
    held = series(noisy(24)).filter(~pl.col("period").is_in(["2018-05", "2019-01"]))
    rows = with_limits(held, CLOSED, target=None, restarts={}).rows
    assert rows["period"].to_list() == [one.label for one in months(24)]
    assert rows.filter(pl.col("value").is_null())["period"].to_list() == ["2018-05", "2019-01"]
    assert with_limits(held.clear(), CLOSED, target=None, restarts={}).rows.height == 0


def test_assurance_is_of_the_target():
    values = noisy(36, whole=4000)
    assert limited(values, target=0.5).assurance is Assurance.PASSES
    assert limited(values, target=0.95).assurance is Assurance.HIT_OR_MISS
    assert limited(values, target=0.999).assurance is Assurance.FAILS


def test_where_nothing_happens_no_more_is_special_than_was_stated():
    marked = [
        (limited(noisy(36, seed=seed)).rows["direction"] != 0).mean() for seed in range(SEEDS)
    ]
    assert abs(float(np.mean(marked)) - STATED) < MARGIN


def test_stretches_hold_every_special_point_once():
    for seed in range(40):
        rows = limited(noisy(36, seed=seed)).rows
        inside = [at for one in episodes(rows) for at in range(one.first, one.last + 1)]
        way = rows["direction"].to_list()
        special = [
            at for at, is_usual in enumerate(rows["is_seasonal"]) if way[at] and not is_usual
        ]
        assert inside == special


def years_of(rows: pl.DataFrame, *, how: YearValue) -> pl.DataFrame:
    grouped = rows.group_by(pl.col("period").str.head(4).alias("period"), maintain_order=True)
    if how is YearValue.LAST:
        return grouped.agg(pl.last("numerator"), pl.last("denominator"), pl.last("value"))
    found = grouped.agg(pl.sum("numerator"), pl.sum("denominator"))
    away = 0.0 if how is YearValue.SUM else 1.0
    return found.with_columns(
        pl.col("numerator") + away, (pl.col("numerator") / pl.col("denominator")).alias("value")
    )


@pytest.mark.parametrize("how", YearValue)
def test_what_a_year_is_made_of_is_read_from_whole_years(how):
    rows = series(noisy(30))
    assert year_value(rows, years_of(rows, how=how)) is how
    assert year_value(rows.head(11), years_of(rows, how=how)) is YearValue.OWN


def test_a_forecast_runs_to_the_end_of_the_year_after_the_period():
    rows = series(noisy(36))
    years = years_of(rows, how=YearValue.SUM)
    for end, first, count in (("2020-Q3", "2020-10", 3), ("2020", "2021-01", 12)):
        found = outlook(rows, years, CLOSED, end=Period.parse(end), target=0.95)
        assert found["period"][0] == first
        assert found.height == count + 1
        assert found["period"][-1] == first[:4]
        bands = found.select("low_95", "low_80", "middle", "high_80", "high_95").rows()
        assert all(list(row) == sorted(row) for row in bands)
        assert found["reached"].null_count() == count
        assert found["forecast_count"].min() > 0


def test_what_is_over_counts_for_the_year():
    rows = series([*noisy(24), *(0.99 for _ in range(12))])
    years = years_of(rows.head(24), how=YearValue.SUM)
    early, late = (
        outlook(rows, years, CLOSED, end=Period.parse(end), target=0.95).row(-1, named=True)
        for end in ("2020-01", "2020-11")
    )
    assert late["high_95"] - late["low_95"] < early["high_95"] - early["low_95"]
    assert late["middle"] == pytest.approx(0.99, abs=0.005)
    assert late["reached"] > 0.99


def test_medians_and_short_courses_are_not_forecast():
    rows = series(noisy(36))
    years = years_of(rows, how=YearValue.SUM)
    median = metrics()["ev_median_days"]
    assert not outlook(rows, years, median, end=Period.parse("2020"), target=None).height
    assert not outlook(rows, years, CLOSED, end=Period.parse("2018-H1"), target=None).height


def test_a_rate_is_forecast_in_its_own_unit():
    rows = series([13.0 + one for one in noisy(36)]).with_columns(
        numerator=pl.col("value") / 100 * pl.col("denominator")
    )
    years = years_of(rows, how=YearValue.LAST)
    found = outlook(rows, years, HOMES, end=Period.parse("2020"), target=13.0)
    assert found["middle"].is_between(12, 16).all()
    assert found.row(-1, named=True)["reached"] > 0.5


def test_no_judgement_gives_no_probability():
    rows = series(noisy(36))
    years = years_of(rows, how=YearValue.SUM)
    neutral = replace(CLOSED, polarity=metrics()["gb_dedicated"].polarity)
    found = outlook(rows, years, neutral, end=Period.parse("2020"), target=0.9)
    assert found["reached"].null_count() == found.height
    assert PeriodKind.MONTH in {Period.parse(one).kind for one in found["period"]}
