"""Control charts and parts of a change find what was planted, and not more than was stated."""

import numpy as np
import polars as pl
import pytest

from dashboard.scenes import Desk
from dashboard.scenes.courses import Subject
from dashboard.scenes.splits import split_of
from dashboard.view import View
from tests.truth.test_null import COUNTED
from warehouse.access import WHOLE_DISTRICT
from warehouse.catalog import metrics
from warehouse.courses.episodes import episodes
from warehouse.courses.limits import with_limits
from warehouse.periods import PeriodKind

pytestmark = pytest.mark.slow

MAAN, ZHUZHEN = "320116012", "320116110"
EVENTS = "2020-01"
# As docs/methods.md#course states it, and by how much single courses of 36 months differ.
STATED, SPREAD = 0.094, 0.13


def subject_of(reader, metric_id, **view):
    desk = Desk(reader, "zh", WHOLE_DISTRICT)
    return Subject.of(desk, View(metric=metric_id, **view), metrics()[metric_id])


def stretches(reader, metric_id, **view):
    course = subject_of(reader, metric_id, **view).course
    return [(course.rows["period"][one.since], one) for one in episodes(course.rows)]


@pytest.mark.parametrize("metric_id", ["ev_on_time_close", "ev_dispatch_on_time"])
def test_the_stall_is_dated_to_its_first_month_and_lasts(planted, metric_id):
    begun, last = stretches(planted, metric_id, area=ZHUZHEN)[-1]
    assert begun == EVENTS
    assert last.direction == -1
    assert last.last - last.since == 11


@pytest.mark.parametrize("metric_id", ["ev_on_time_close", "ev_dispatch_on_time"])
def test_the_change_of_the_district_is_that_of_the_street_that_stalls(planted, metric_id):
    subject = subject_of(planted, metric_id)
    parts = split_of(subject, "category").data.parts
    change = subject.own["value"] - subject.own["value_then"]
    assert parts["part"].sum() == pytest.approx(change, abs=1e-9)
    rates = parts.filter(pl.col("factor") == "rate").group_by("area_code").agg(pl.sum("part"))
    worst = rates.sort("part").row(0, named=True)
    assert worst["area_code"] == ZHUZHEN
    assert 0.7 < worst["part"] / change < 1.3
    mixes = parts.filter(pl.col("factor") != "rate")["part"]
    assert abs(mixes.sum()) < 0.1 * abs(change)


def test_turnover_leaves_its_limits_where_pay_changed_and_nowhere_else(planted):
    courses, _ = subject_of(planted, "tm_turnover").street_courses
    special = {
        code
        for code, course in courses.items()
        if any(one.last == course.rows.height - 1 for one in episodes(course.rows))
    }
    assert special == {MAAN}


def test_the_epidemic_is_three_months_of_patrols(patrolled):
    ((begun, only),) = [
        one for one in stretches(patrolled, "pt_frequency") if one[1].rule == "outside"
    ]
    assert begun in {EVENTS, "2020-02"}
    assert only.direction > 0
    # What clearly leaves the limits ends in March; a weaker month may follow it.
    assert only.since + only.count - 1 == 26


def test_in_a_null_district_no_more_is_special_than_was_stated(null):
    marked = []
    for metric_id in COUNTED:
        metric = metrics()[metric_id]
        rows = null.series([metric_id], level="street", kind=PeriodKind.MONTH)
        for _, street in rows.group_by("area_code", maintain_order=True):
            course = with_limits(street, metric, target=None, restarts={})
            if course.rows["centre"].drop_nulls().len():
                marked.append(float((course.rows["direction"] != 0).mean()))
    assert len(marked) > 60
    assert np.mean(marked) < STATED + 3 * SPREAD / len(marked) ** 0.5
