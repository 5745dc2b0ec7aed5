"""What a metric's page says is what its rows say, in both languages."""

from dataclasses import replace

import polars as pl
import pytest

from dashboard.charts.change import steps
from dashboard.charts.spec import Tone
from dashboard.scenes import SCENES, Desk
from dashboard.scenes.compare import comparable
from dashboard.scenes.courses import Subject
from dashboard.scenes.splits import split_of
from dashboard.stories import change as change_story
from dashboard.stories import control as control_story
from dashboard.stories import metric as story
from dashboard.stories import outlook as outlook_story
from dashboard.text import LANGUAGES
from dashboard.view import View
from tests.dashboard.boards import says
from tests.dashboard.test_stories_compare import numbers_in
from warehouse.access import WHOLE_DISTRICT
from warehouse.catalog import metrics
from warehouse.connection import open_current
from warehouse.courses.episodes import episodes
from warehouse.periods import Period, PeriodKind
from warehouse.reader import Reader

KEPT: dict[tuple, pl.DataFrame] = {}
ZHUZHEN, MAAN = "320116110", "320116012"
SHOWN = [metric.metric_id for metric in comparable()]
VIEWS = ({}, {"period": "2020-Q1"}, {"area": ZHUZHEN}, {"against": "before", "period": "2020-02"})


@pytest.fixture(scope="module")
def reader(demonstration):
    return Reader(open_current(demonstration.data_dir))


class KeptDesk(Desk):
    """A desk that asks nothing twice, as that of the pages."""

    def ask(self, question, *arguments):
        key = (question, arguments)
        if key not in KEPT:
            KEPT[key] = super().ask(question, *arguments)
        return KEPT[key]


@pytest.fixture(params=LANGUAGES, scope="module")
def desk(request, reader):
    return KeptDesk(reader, request.param, WHOLE_DISTRICT)


def subject_of(desk, metric_id, **view):
    seen = View(lang=desk.language, metric=metric_id, **view)
    return Subject.of(desk, seen, metrics()[metric_id])


def scene_of(desk, metric_id, **view):
    return SCENES["metric"](desk, View(lang=desk.language, metric=metric_id, **view))


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_parts_of_every_change_add_up_to_it(desk, view):
    found = 0
    for metric_id in SHOWN:
        subject = subject_of(desk, metric_id, **view)
        first = split_of(subject, "")
        for dimension in first.offered:
            data = split_of(subject, dimension).data
            change = subject.own["value"] - subject.own["value_then"]
            assert data.parts["part"].sum() == pytest.approx(change, abs=1e-9)
            assert sum(one.part for one in steps(data, desk.words)) == pytest.approx(
                change, abs=1e-9
            )
            found += 1
    assert found > 20


@pytest.mark.parametrize("metric_id", SHOWN)
def test_every_chart_says_what_its_rows_say(desk, metric_id):
    subject = subject_of(desk, metric_id)
    scene = scene_of(desk, metric_id)
    rows, found = subject.course.rows, episodes(subject.course.rows)
    assert [one.value for one in scene.control.points] == rows["value"].to_list()
    assert {at for at, one in enumerate(scene.control.points) if one.word} == {
        at for one in found for at in range(one.first, one.last + 1)
    }
    assert len(scene.signals) == min(len(found), control_story.MOST_TOLD)
    assert scene.headline == scene.headline.strip()
    for one in scene.charts:
        assert one.face.title
        assert "  " not in one.face.title


def test_the_title_counts_stretches_and_dates_the_last(desk):
    said = desk.words
    for metric_id in SHOWN:
        subject = subject_of(desk, metric_id)
        title = control_story.control_title(subject.course, subject.metric, said)
        found = episodes(subject.course.rows)
        count = subject.course.rows["value"].drop_nulls().len()
        nothing = says(title, "course.nothing_special", said, count=count)
        assert nothing == (not found and not subject.course.is_still)
        if found:
            now = found[-1].last == subject.course.rows.height - 1
            assert says(title, "course.still_now", said) == now


def test_limits_that_were_left_promise_nothing(desk):
    subject = subject_of(desk, "ev_on_time_close", area=ZHUZHEN)
    notes = control_story.control_notes(subject.course, subject.metric, desk.words)
    assert desk.words("course.assurance_moved") in notes
    assert desk.words("course.assurance_passes") not in notes


def test_another_way_of_asking_begins_limits_anew_and_says_why(desk):
    subject = subject_of(desk, "sv_satisfaction")
    assert subject.course.rows["baseline"].to_list() == [0] * 4 + [1] * 8
    notes = control_story.control_notes(subject.course, subject.metric, desk.words)
    assert any(
        says(note, "course.restarted", desk.words, reason=desk.words("survey.break_phone"))
        for note in notes
    )
    assert subject.course.rows["is_trial"].all()


def test_what_happened_at_the_time_is_named_and_nothing_else(desk):
    subject = subject_of(desk, "pt_frequency")
    (only,) = episodes(subject.course.rows)
    near = control_story.during(only, subject.course.rows, subject.happened)
    (when, said) = control_story.signals(subject.course, subject.happened, desk.words)[0]
    assert when.startswith("2020-01")
    assert near.height == 1
    assert near[f"label_{desk.language}"].item() in said.note
    assert said.tone is Tone.PLAIN


def test_a_mostly_single_part_is_named_with_its_number(desk):
    subject = subject_of(desk, "ev_on_time_close")
    data = split_of(subject, "category").data
    title = change_story.change_title(data, desk.words)
    zhuzhen = next(one for one in steps(data, desk.words) if one.key == ZHUZHEN)
    assert says(title, "course.mostly", desk.words, name=zhuzhen.name, part=zhuzhen.text)
    assert zhuzhen.tone is Tone.WORSE
    mix = sum(one.part for one in steps(data, desk.words) if one.is_mix) * 100
    assert any(abs(one - abs(mix)) < 0.0051 for one in numbers_in(title))


def test_nobody_is_named_where_parts_cancel_out(desk):
    subject = subject_of(desk, "ev_on_time_close")
    data = split_of(subject, "category").data
    mirrored = pl.concat(
        [data.parts, data.parts.with_columns(-pl.col("part"), pl.lit("x").alias("class"))]
    )
    title = change_story.change_title(replace(data, parts=mirrored), desk.words)
    assert not says(title, "course.mostly", desk.words)


@pytest.mark.parametrize("metric_id", ["tm_turnover", "ev_median_days", "sv_satisfaction"])
def test_why_a_change_has_no_parts_is_said(desk, metric_id):
    view = {"period": "2019"} if metric_id == "sv_satisfaction" else {"area": MAAN}
    scene = scene_of(desk, metric_id, **view)
    assert scene.change.is_empty
    assert scene.splits == ()
    reason = "asked_otherwise" if metric_id == "sv_satisfaction" else "no_parts"
    assert says(scene.change.face.title, f"course.unsplit_{reason}", desk.words)


@pytest.mark.parametrize(("share", "key"), [(0.995, "above_99"), (0.001, "below_1"), (0.5, "")])
def test_a_chance_is_no_finer_than_its_draws(desk, share, key):
    said = outlook_story.chance(share, desk.words)
    assert said == (desk.words(f"course.{key}") if key else "50%")


def test_the_back_test_is_printed_with_every_forecast(desk):
    for metric_id in SHOWN:
        subject = subject_of(desk, metric_id)
        notes = outlook_story.outlook_notes(
            subject.to_come,
            subject.metric,
            is_still=subject.course.is_still,
            is_carried=True,
            words=desk.words,
        )
        if not subject.to_come.height:
            assert len(notes) == 1
            continue
        row = subject.to_come.row(0, named=True)
        known = {"count": row["forecast_count"], "share_80": f"{row['covered_80'] * 100:.0f}%"}
        assert says(notes[0], "course.back_test", desk.words, **known)
        too_narrow = desk.words("course.too_narrow") in notes
        assert too_narrow == (row["covered_80"] < outlook_story.TOO_NARROW)


def test_the_chance_of_the_target_is_that_of_the_year(desk):
    for metric_id in SHOWN:
        subject = subject_of(desk, metric_id)
        title = story.headline(
            subject.own, subject.course, subject.to_come, subject.metric, desk.words
        )
        last = subject.to_come.row(-1, named=True) if subject.to_come.height else None
        is_told = last is not None and last["reached"] is not None
        is_told &= subject.own["target"] is not None
        assert says(title, "course.headline_chance", desk.words) == is_told
        if is_told:
            assert Period.parse(last["period"]).kind is PeriodKind.YEAR
            assert outlook_story.chance(last["reached"], desk.words) in title


def test_what_came_is_shown_beside_what_was_forecast(desk):
    scene = scene_of(desk, "ev_on_time_close", period="2020-Q3")
    subject = subject_of(desk, "ev_on_time_close")
    came = {row["period"]: row["value"] for row in subject.series.iter_rows(named=True)}
    assert [one.short for one in scene.forecast.ahead] == ["2020-10", "2020-11", "2020-12"]
    for one in scene.forecast.ahead:
        assert one.came == came[one.short]
    assert scene.forecast.known[-1].short == "2020-09"
    assert scene.control.points[-1].short == "2020-09"


def test_limits_of_shares_are_cut_for_drawing_only(desk):
    scene = scene_of(desk, "sv_security")
    raw = subject_of(desk, "sv_security").course.rows
    assert raw["high_limit"].max() > 0.99
    assert all(one.high is None or one.high <= 1 for one in scene.control.points)


def test_every_street_is_beside_the_others_and_the_own_one_is_marked(desk):
    scene = scene_of(desk, "ev_on_time_close", area=ZHUZHEN)
    assert len(scene.streets.courses) == 9
    assert [one.key for one in scene.streets.courses if one.is_own] == [ZHUZHEN]
    sizes = {len(one.values) for one in scene.streets.courses}
    assert sizes == {len(scene.streets.whole)} == {36}


def test_registers_are_neither_limited_nor_forecast_nor_split_by_what_they_count(desk):
    scene = scene_of(desk, "gb_dedicated")
    assert scene.forecast.is_empty
    assert scene.forecast_notes == [desk.words("course.no_register")]
    assert scene.control_notes == [desk.words("course.still_note")]
    assert scene.splits == ("area",)
