"""The page of grids: one profile by its code, limits that open, areas that keep to theirs."""

import pytest

from dashboard.text import LANGUAGES, words
from tests.app.pages import problems, shown
from warehouse.connection import open_current
from warehouse.periods import Period
from warehouse.reader import Reader

YEAR = Period.parse("2020")


@pytest.fixture(scope="module")
def register(demonstration):
    warehouse = open_current(demonstration.data_dir)
    rows = Reader(warehouse).grids.register(YEAR)
    warehouse.close()
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_opens_the_profile_of_a_grid(pages, register, language):
    row = register.row(0, named=True)
    app = pages.open("grids", lang=language, grid=row["area_code"], period="2020")
    assert problems(app) == []
    text = shown(app)
    assert row["area_code"] in text
    assert words(language)("grids.let_go") in text
    assert words(language)("grids.version_from") in text


@pytest.mark.parametrize("code", ["000000", "<b>", "320116"])
def test_a_grid_that_is_not_there_opens_nothing(pages, code):
    app = pages.open("grids", grid=code)
    assert problems(app) == []
    assert words("zh")("grids.let_go") not in shown(app)


def test_limits_that_allow_for_spread_never_put_more_grids_outside(pages):
    chance, spread = (
        shown(pages.open("grids", lang="en", limits=one)) for one in ("chance", "spread")
    )
    assert "Grids differ by" not in chance
    assert chance != spread


def test_a_street_shows_its_own_grids_alone(pages, register):
    street, other = register["street_code"].unique().sort().head(2)
    rows = {code: register.filter(register["street_code"] == code) for code in (street, other)}
    app = pages.open("grids", lang="en", area=street)
    assert problems(app) == []
    said = shown(app)
    # The list to choose from holds every grid; the map's hovers hold the street's.
    inside = [name for name in rows[street]["name_en"] if f"{name} " in said]
    assert inside


def test_a_what_if_can_be_kept_to_one_kind_of_change(pages):
    split = shown(pages.open("grids", lang="en", plan="split"))
    assert "to merge" not in split.split("Changes that could be made")[-1].split("\n")[0]
    assert problems(pages.open("grids", lang="en", plan="everything", reach="moon")) == []
