"""A recipe makes the same briefing each time, follows the calendar, and holds titles to numbers."""

import datetime as dt
import json
from dataclasses import fields, replace

import pytest

from dashboard import format as fmt
from dashboard.exports.compose import compose, standard
from dashboard.exports.distribution import Distribution
from dashboard.exports.recipe import Item, Recipe, RecipeError
from dashboard.scenes import SCENES, Desk
from dashboard.text import LANGUAGES
from dashboard.view import View
from warehouse.access import WHOLE_DISTRICT
from warehouse.connection import open_current
from warehouse.periods import Period
from warehouse.reader import Reader

DAY = dt.date(2021, 1, 8)


@pytest.fixture(scope="module")
def reader(demonstration):
    return Reader(open_current(demonstration.data_dir))


@pytest.fixture(params=LANGUAGES)
def desk(request, reader):
    return Desk(reader, request.param, WHOLE_DISTRICT)


def briefing(desk, recipe):
    return compose(desk, recipe, issued_on=DAY).briefing


def test_the_usual_briefing_holds_every_chart_of_every_page(desk):
    recipe = standard(desk)
    wanted = [
        chart.face.chart_id
        for scene in SCENES.values()
        for chart in scene(desk, View(lang=desk.language)).charts
    ]
    assert [item.chart_id for item in recipe.items] == wanted
    made = compose(desk, recipe, issued_on=DAY)
    assert made.missing == ()
    assert [part.chart.face.chart_id for part in made.briefing.parts] == wanted
    assert len({part.name for part in made.briefing.parts}) == len(wanted)


def test_a_briefing_made_twice_has_one_stamp(desk):
    recipe = standard(desk, period="2020-11")
    assert briefing(desk, recipe).stamp == briefing(desk, recipe).stamp
    assert briefing(desk, recipe).stamp != briefing(desk, standard(desk)).stamp


def test_a_recipe_survives_being_written_down(desk):
    item = replace(standard(desk).items[0], title="标题 94.9%", link={"area": "320116006"})
    lists = Distribution("区委", "各部门", "各街道", "区政府", "办公室", 120)
    recipe = Recipe("月报", (item,), "en", "办公室", "内部资料", 3, (("制表", "甲"),), lists)
    written = json.loads(json.dumps(recipe.as_document()))
    assert Recipe.from_document(written) == recipe
    assert briefing(desk, recipe).imprint.distribution == lists


def test_a_recipe_of_an_older_program_still_opens(desk):
    recipe = standard(desk)
    document = recipe.as_document()
    del document["distribution"]
    assert Recipe.from_document(document) == recipe


@pytest.mark.parametrize("document", [{}, {"items": 3}, {"items": [{"x": 1}], "signatures": []}])
def test_what_is_no_recipe_is_refused(document):
    with pytest.raises(RecipeError):
        Recipe.from_document(document)


def test_the_next_issue_is_the_period_after(desk):
    recipe = replace(standard(desk, period="2020-10"), issue_number=7)
    following = recipe.next_issue(latest=Period.parse("2020"))
    assert following.issue_number == 8
    assert {item.link["period"] for item in following.items} == {"2020-11"}
    made = compose(desk, following, issued_on=DAY)
    # Surveys have no months: a chart without a value is left out, and that is said.
    assert {reason for _, reason in made.missing} <= {desk.words("empty.chart")}
    assert all(
        part.chart.face.provenance.period in {"2020-11", "2020-Q4"} for part in made.briefing.parts
    )


def test_a_period_that_is_not_there_yet_is_said_and_not_replaced(desk):
    made = compose(desk, standard(desk).for_period("2021-01"), issued_on=DAY)
    assert made.briefing.parts == ()
    assert {reason for _, reason in made.missing} == {
        desk.words("export.no_period", period=fmt.period(Period.parse("2021-01"), desk.language))
    }


def test_an_area_that_is_not_there_is_said_and_not_replaced(desk):
    made = compose(desk, standard(desk).for_area("000000"), issued_on=DAY)
    assert made.briefing.parts == ()
    assert {reason for _, reason in made.missing} == {desk.words("export.no_area", code="000000")}


def test_a_chart_that_is_not_there_is_said(desk):
    recipe = Recipe("x", (Item("compare", "dots-nothing"), Item("nowhere", "map")))
    made = compose(desk, recipe, issued_on=DAY)
    assert [item.page for item, _ in made.missing] == ["compare", "nowhere"]


def test_an_edited_title_keeps_its_numbers_or_is_flagged(desk):
    item = next(one for one in standard(desk).items if one.chart_id.startswith("dots-"))
    chart = briefing(desk, Recipe("x", (item,))).parts[0].chart
    value = f"{chart.rows[0].value * 100:.1f}"

    def warning(title: str) -> str:
        return briefing(desk, Recipe("x", (replace(item, title=title),))).parts[0].warning

    assert warning("") == ""
    assert warning(f"Jinniuhu {value}%") == ""
    assert "12.3" in warning("Jinniuhu 12.3%")
    assert warning("No number at all") == ""


def test_the_next_issue_keeps_edited_titles_and_flags_them_until_they_are_written_anew(desk):
    standing = next(
        one for one in standard(desk, period="2019").items if one.chart_id.startswith("dots-")
    )
    edited = Recipe("x", (replace(standing, title="Jinniuhu leads", written_for="2019"),))
    then, now = (
        briefing(desk, edited),
        briefing(desk, edited.next_issue(latest=Period.parse("2020"))),
    )
    assert [part.warning for part in then.parts] == [""]
    (part,) = now.parts
    assert part.title == "Jinniuhu leads"
    assert part.warning == desk.words(
        "export.old_title", period=fmt.period(Period.parse("2019"), desk.language)
    )


def test_a_title_written_of_one_area_is_not_said_of_another(desk):
    item = replace(standard(desk).items[0], title="Luhe leads", link={"area": "320116006"})
    recipe = Recipe("x", (item,))
    assert recipe.for_area("320116006") == recipe
    assert recipe.for_area("320116007").items[0].title == ""


def test_a_pinned_briefing_knows_the_issue_after_it(desk):
    recipe = Recipe("x", (Item("compare", "map"), Item("survey", "waves", {"period": "2018"})))
    pinned = recipe.pinned(latest=Period.parse("2019"))
    assert [one.link["period"] for one in pinned.items] == ["2019", "2018"]
    following = pinned.next_issue(latest=Period.parse("2020"))
    assert [one.link["period"] for one in following.items] == ["2020", "2019"]


@pytest.mark.parametrize("mark", ["秘密", "机密★1年", "绝密"])
def test_nothing_is_exported_under_the_mark_of_a_secret(desk, mark):
    recipe = replace(standard(desk), mark=mark)
    assert briefing(desk, recipe).imprint.mark == ""
    assert briefing(desk, replace(recipe, mark="内部资料 注意保存")).imprint.mark


def test_a_chart_is_remembered_as_it_was_seen():
    """All that a view says is kept, but the language and a dialog that was open."""
    said = {one.name: "x" for one in fields(View)}
    view = View(**{**said, "lang": "en", "period": "2020-Q3", "against": "target", "trace": ""})
    assert Item.of("scorecard", "index", view).view("en") == view


def test_one_chart_in_two_views_has_two_names(desk):
    item = standard(desk).items[0]
    parts = briefing(desk, Recipe("x", (item, item.seen(area="320116006")))).parts
    assert len({part.name for part in parts}) == 2
    assert parts[0].chart != parts[1].chart
