"""The page of briefings: what is written is printed, kept, and found again."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from dashboard import format as fmt
from dashboard.exports.compose import compose
from dashboard.exports.deck import deck
from dashboard.exports.formats import FORMATS
from dashboard.exports.recipe import Item, Recipe
from dashboard.scenes import Desk
from dashboard.text import LANGUAGES, words
from tests.app.pages import Pages, problems, shown
from tests.exports.briefings import briefing
from warehouse.access import WHOLE_DISTRICT
from warehouse.connection import open_current
from warehouse.periods import Period
from warehouse.reader import Reader

NAME = "月报"

LISTS = {
    "reported_to": "区委、区政府",
    "sent_to": "区各部门",
    "issued_to": "各街镇",
    "copied_to": "市委政法委",
    "printed_by": "区委政法委办公室",
    "copies": "120",
}
PLACES = Item("rankings", "city-sv_security", {"period": "2020"})
WAVES = Item("survey", "samples", {"period": "2020"})
SIGNED = {"issue": "7", "signed": "丙"}


class Session:
    """One session on the page, driven by what widgets are called."""

    def __init__(self, app: AppTest, language: str) -> None:
        self.app, self.language = app, language
        self.words = words(language)

    def click(self, name: str) -> "Session":
        self.app.button(key=f"{name}.{self.language}").click().run()
        assert problems(self.app) == []
        return self

    def write(self, field: str, text: str) -> "Session":
        self.app.text_input(key=f"imprint.{field}.{self.language}").set_value(text).run()
        assert problems(self.app) == []
        return self

    def held(self, field: str) -> str:
        return str(self.app.text_input(key=f"imprint.{field}.{self.language}").value)

    def take(self, *items: Item) -> "Session":
        self.app.session_state["basket"] = items
        self.app.run()
        assert problems(self.app) == []
        return self

    def save(self, name: str = NAME) -> "Session":
        self.app.text_input(key=f"save.name.{self.language}").set_value(name)
        return self.click("save")

    def retitle(self, position: int, title: str) -> "Session":
        self._title_field(position).set_value(title).run()
        assert problems(self.app) == []
        return self

    def title(self, position: int) -> str:
        return str(self._title_field(position).value)

    def _title_field(self, position: int) -> TextInput:
        item = self.basket[position]
        return self.app.text_input(key=f"part.title.{position}.{item.chart_id}.{self.language}")

    def upload(self, name: str, content: bytes) -> "Session":
        field = self.app.file_uploader(key=f"file.{name}.{self.language}")
        field.set_value(("slides.pptx", content, "application/octet-stream")).run()
        assert problems(self.app) == []
        return self

    @property
    def basket(self) -> list[Item]:
        return list(self.app.session_state["basket"])


@pytest.fixture(scope="module")
def reader(demonstration) -> Reader:
    return Reader(open_current(demonstration.data_dir))


@pytest.fixture(params=LANGUAGES)
def session(request, pages, demonstration, tmp_path, monkeypatch) -> Session:
    """The page over a copy of the demonstration's version: what is saved here is seen here only."""
    for folder in ("warehouse", "lake", "loads"):
        (tmp_path / folder).symlink_to(demonstration.data_dir.root / folder)
    own = Pages.over(tmp_path, monkeypatch)
    return Session(own.open("briefing", lang=request.param), request.param)


def kept(folder: Path, name: str = NAME) -> dict[str, Any]:
    return json.loads((folder / "briefings" / f"{name}.json").read_text(encoding="utf-8"))


def test_who_gets_it_is_kept_with_a_saved_briefing(session, tmp_path):
    session.take(PLACES)
    for field, text in {**LISTS, **SIGNED}.items():
        session.write(field, text)
    session.save()
    assert kept(tmp_path)["distribution"] == {**LISTS, "copies": 120}
    for field in (*LISTS, *SIGNED):
        session.write(field, "")
    session.click("saved.load")
    assert {field: session.held(field) for field in (*LISTS, *SIGNED)} == {**LISTS, **SIGNED}
    # Who signs is not taken for who prepared it.
    assert session.held("prepared") == ""


def test_a_number_of_copies_that_is_none_is_said(session):
    session.take(PLACES).write("copies", "many")
    field = session.words("briefing.copies")
    assert session.words("briefing.no_number", field=field) in shown(session.app)


def test_the_issue_after_is_of_the_period_after(session):
    session.take(PLACES.seen(period="2019"), WAVES.seen(period="2020-Q1")).write("issue", "7")
    session.save().take().click("saved.next")
    assert [item.link["period"] for item in session.basket] == ["2020", "2020-Q2"]
    assert session.held("issue") == "8"


def test_a_briefing_of_the_latest_year_is_kept_with_its_year(session, tmp_path):
    session.take(PLACES.seen(period="")).save()
    assert [item["link"]["period"] for item in kept(tmp_path)["items"]] == ["2020"]
    session.click("saved.next")
    # There is no data of 2021: that is said, and nothing else is shown in its place.
    period = fmt.period(Period.parse("2021"), session.language)
    assert session.words("export.no_period", period=period) in shown(session.app)
    assert PLACES.chart_id not in shown(session.app)


def test_a_chart_that_is_no_longer_there_is_named_and_can_be_taken_out(session):
    gone = Item("nowhere", "map", {"area": "000000", "period": "nonsense"})
    session.take(PLACES, gone)
    assert session.words("export.no_page", page="nowhere") in shown(session.app)
    assert session.click("link.out.1").basket == [PLACES]


def test_what_was_deleted_or_replaced_comes_back(session, tmp_path):
    session.take(PLACES).save()
    first = kept(tmp_path)
    session.take(WAVES).save()
    assert kept(tmp_path) != first
    assert session.words("briefing.replaced", name=NAME) in shown(session.app)
    session.click("saved.back")
    assert kept(tmp_path) == first
    session.click("saved.remove")
    assert session.words("briefing.nothing_saved") in shown(session.app)
    session.click("saved.back")
    assert kept(tmp_path) == first
    assert session.words("briefing.removed", name=NAME) not in shown(session.app)


@pytest.mark.parametrize("name", ["", "a/b", "../x"])
def test_a_name_that_no_file_can_have_is_not_taken(session, tmp_path, name):
    session.take(PLACES).save(name)
    assert [one.value for one in session.app.toast] == [session.words("briefing.unnamed")]
    assert not (tmp_path / "briefings").exists()


def test_a_saved_file_that_is_none_is_said(session, tmp_path):
    session.take(PLACES).save()
    (tmp_path / "briefings" / f"{NAME}.json").write_text('{"items": 3}', encoding="utf-8")
    session.click("saved.load")
    assert [one.value for one in session.app.toast] == [
        session.words("briefing.unreadable", name=NAME)
    ]
    assert session.basket == [PLACES]


def test_charts_are_put_in_order_and_taken_out(session):
    session.take(PLACES, WAVES).click("link.down.0")
    assert session.basket == [WAVES, PLACES]
    session.click("link.up.1")
    assert session.basket == [PLACES, WAVES]
    session.click("link.out.0")
    assert session.basket == [WAVES]


def test_an_edited_title_is_held_to_its_chart_and_can_be_given_back(session):
    session.take(PLACES)
    computed = session.title(0)
    warning = session.words("export.stale_title", numbers="77777")
    assert warning in shown(session.retitle(0, "77777").app)
    session.click("link.retitle.0")
    assert session.title(0) == computed
    assert warning not in shown(session.app)
    # An emptied field is as good as the link.
    assert session.retitle(0, "x").retitle(0, " ").title(0) == computed


def test_a_title_written_for_another_period_is_flagged(session):
    session.take(PLACES.seen(period="2019")).retitle(0, "x").save().click("saved.next")
    assert session.title(0) == "x"
    then = fmt.period(Period.parse("2019"), session.language)
    assert session.words("export.old_title", period=then) in shown(session.app)


def test_without_a_font_nothing_is_offered_that_needs_one(session, tmp_path, monkeypatch):
    monkeypatch.setenv("EXPORT_FONT_DIR", str(tmp_path))
    session.take(PLACES)
    offered = {
        kind: not session.app.get("download_button")[position].proto.disabled
        for position, kind in enumerate(FORMATS)
    }
    assert {kind for kind, is_offered in offered.items() if not is_offered} == {"pdf", "png"}
    assert session.words("briefing.no_font") in shown(session.app)


def test_a_template_is_reported_on_in_words(session):
    session.take(PLACES)
    report = shown(session.upload("template", template(f"CHART {PLACES.chart_id}")).app)
    assert session.words("export.template_bindings", names=PLACES.chart_id) in report
    report = shown(session.upload("template", template("Content")).app)
    assert session.words("export.template_unbound") in report
    report = shown(session.upload("template", template("CHART nothing")).app)
    assert session.words("export.template_unknown", names="nothing") in report


@pytest.mark.parametrize("name", ["template", "refresh"])
def test_a_file_of_another_kind_is_one_sentence(session, name):
    session.take(PLACES)
    document = FORMATS["docx"].make(briefing(session.language))
    for content in (b"", b"no zip", template("Content")[:5000], document):
        report = shown(session.upload(name, content).app)
        assert session.words("export.fault.not_slides") in report


def test_slides_that_were_edited_get_the_numbers_of_now(session, reader):
    """The deck is of 2019, the basket of 2020."""
    then = Recipe("x", (WAVES.seen(period="2019"),), session.language)
    own = Desk(reader, session.language, WHOLE_DISTRICT)
    made = compose(own, then, issued_on=dt.date(2021, 1, 8)).briefing
    report = shown(session.take(WAVES).upload("refresh", deck(made)).app)
    assert session.words("briefing.changed", count=1) in report
    report = shown(session.upload("refresh", template("Content")).app)
    assert session.words("briefing.foreign") in report


def template(placeholder: str) -> bytes:
    """Give an office's template; the body of one layout is called ``placeholder``."""
    opened = Presentation()
    body = next(
        one
        for one in opened.slide_layouts[1].placeholders
        if one.placeholder_format.type == PP_PLACEHOLDER.OBJECT
    )
    body.name = placeholder
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()
