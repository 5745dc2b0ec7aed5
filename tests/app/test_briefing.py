"""The page of briefings: what is written is printed, kept, and found again."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.exports.recipe import Item
from dashboard.text import LANGUAGES, words
from tests.app.pages import Pages, problems, shown

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


class Desk:
    """One session on the page, driven by what widgets are called."""

    def __init__(self, app: AppTest, language: str) -> None:
        self.app, self.language = app, language
        self.words = words(language)

    def click(self, name: str) -> "Desk":
        self.app.button(key=f"{name}.{self.language}").click().run()
        assert problems(self.app) == []
        return self

    def write(self, field: str, text: str) -> "Desk":
        self.app.text_input(key=f"imprint.{field}.{self.language}").set_value(text).run()
        assert problems(self.app) == []
        return self

    def held(self, field: str) -> str:
        return str(self.app.text_input(key=f"imprint.{field}.{self.language}").value)

    def take(self, *items: Item) -> "Desk":
        self.app.session_state["basket"] = items
        self.app.run()
        assert problems(self.app) == []
        return self

    @property
    def basket(self) -> list[str]:
        return [item.chart_id for item in self.app.session_state["basket"]]


@pytest.fixture(params=LANGUAGES)
def desk(request, pages, demonstration, tmp_path, monkeypatch) -> Desk:
    """The page over a copy of the demonstration's version: what is saved here is seen here only."""
    for folder in ("warehouse", "lake", "loads"):
        (tmp_path / folder).symlink_to(demonstration.data_dir.root / folder)
    own = Pages.over(tmp_path, monkeypatch)
    return Desk(own.open("briefing", lang=request.param), request.param)


def saved(desk: Desk, folder) -> dict:
    return json.loads((folder / "briefings" / "月报.json").read_text(encoding="utf-8"))


def test_who_gets_it_is_kept_with_a_saved_briefing(desk, tmp_path):
    desk.take(PLACES)
    for field, text in {**LISTS, **SIGNED}.items():
        desk.write(field, text)
    desk.app.text_input(key=f"save.name.{desk.language}").set_value("月报")
    desk.click("save")
    kept = saved(desk, tmp_path)
    assert kept["distribution"] == {**LISTS, "copies": 120}
    for field in (*LISTS, *SIGNED):
        desk.write(field, "")
    desk.click("saved.load")
    assert {field: desk.held(field) for field in (*LISTS, *SIGNED)} == {**LISTS, **SIGNED}
    # Who signs is not taken for who prepared it.
    assert desk.held("prepared") == ""


def test_a_number_of_copies_that_is_none_is_said(desk):
    desk.take(PLACES).write("copies", "many")
    field = desk.words("briefing.copies")
    assert desk.words("briefing.no_number", field=field) in shown(desk.app)
