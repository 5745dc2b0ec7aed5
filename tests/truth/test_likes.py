"""Among streets of its kind what was planted stands out too, and nothing where nothing is."""

import pytest

from dashboard.charts.spec import ContextTable, DotChart
from dashboard.exports.native import NativeChart, NativeTable
from dashboard.exports.translate import native
from dashboard.scenes.desk import Desk
from dashboard.scenes.likes import likes
from dashboard.stories.likes import TOLD
from dashboard.text import words
from dashboard.view import View
from tests.dashboard.boards import says
from warehouse.access import WHOLE_DISTRICT, AccessScope
from warehouse.catalog import metrics
from warehouse.reader import Reader
from warehouse.statistics import Outcome

JINNIUHU, ZHUZHEN, MAAN = "320116009", "320116110", "320116012"
PLANTED = [
    (JINNIUHU, "sv_satisfaction", Outcome.BETTER),
    (ZHUZHEN, "ev_on_time_close", Outcome.WORSE),
    (MAAN, "tm_turnover", Outcome.WORSE),
]
CLAIMS = [one for one in TOLD if one not in {Outcome.SIMILAR, Outcome.NOT_COMPARED}]


def seen(reader, metric_id: str, language: str = "zh", **view: str):
    desk = Desk(reader, language, WHOLE_DISTRICT)
    return likes(desk, View(lang=language, **view), metrics()[metric_id])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("street", "metric_id", "outcome"), PLANTED)
def test_what_was_planted_stands_out_among_streets_of_its_kind(
    planted, language, street, metric_id, outcome
):
    scene = seen(planted, metric_id, language, area=street, period="2020")
    title = scene.dots.face.title
    assert says(title, f"likes.{outcome}", words(language))
    others = [one for one in CLAIMS if one is not outcome]
    assert not any(says(title, f"likes.{one}", words(language)) for one in others)
    assert [row.key for row in scene.dots.rows if row.is_own] == [street]
    assert len(scene.dots.rows) == 4


def test_the_streets_compared_are_the_nearest_of_the_table(planted):
    scene = seen(planted, "sv_satisfaction", area=ZHUZHEN)
    near = [row.key for row in scene.context.rows if row.is_near]
    assert {row.key for row in scene.dots.rows} == {ZHUZHEN, *near}
    assert near == [row.key for row in scene.context.rows[1:4]]
    assert scene.context.rows[0].key == ZHUZHEN
    assert scene.context.rows[-1].distance == pytest.approx(1)


def test_context_adds_up_to_the_essays_district(planted):
    rows = seen(planted, "sv_satisfaction", period="2020").context
    grids = [row.cells[-1].value for row in rows.rows]
    dedicated = [row.cells[-1].value * row.cells[-2].value for row in rows.rows]
    assert sum(grids) == 995
    assert sum(dedicated) == pytest.approx(169)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_charts_leave_the_screen_with_their_numbers(planted, language):
    scene = seen(planted, "sv_satisfaction", language)
    dots, context = scene.charts
    assert isinstance(dots, DotChart)
    assert isinstance(context, ContextTable)
    (drawn,), (table,) = native(dots), native(context)
    assert isinstance(drawn, NativeChart)
    assert isinstance(table, NativeTable)
    values = {value for one in drawn.series for value in one.values if value is not None}
    assert {row.value for row in dots.rows} <= values
    assert [[cell.value for cell in row[1:]] for row in table.rows] == [
        list(row[1:]) for row in context.table().rows
    ]


@pytest.mark.parametrize("metric_id", ["sv_satisfaction", "sv_security", "ev_on_time_close"])
def test_where_all_streets_are_equal_nothing_is_claimed(null, metric_id):
    for street in null.peers.context(null.periods("year")[-1])["area_code"]:
        title = seen(null, metric_id, area=street).dots.face.title
        assert not any(says(title, f"likes.{one}", words("zh")) for one in CLAIMS), title


def test_a_month_of_a_survey_is_seen_in_its_quarter(planted):
    scene = seen(planted, "sv_satisfaction", area=ZHUZHEN, period="2020-02")
    assert scene.dots.face.provenance.period == "2020-Q1"
    assert any(row.value is not None for row in scene.dots.rows)


def test_a_reader_of_one_street_is_told_of_no_other(planted_warehouse):
    scope = AccessScope(frozenset({ZHUZHEN}))
    reader = Reader(planted_warehouse, scope)
    desk = Desk(reader, "zh", scope)
    scene = likes(desk, View(area=ZHUZHEN), metrics()["sv_satisfaction"])
    assert scene.dots.is_empty
    assert [row.key for row in scene.context.rows] == [ZHUZHEN]
    assert scene.context.face.title == words("zh")("likes.nothing")
