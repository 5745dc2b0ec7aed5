"""Every page opens, in both languages, at every level, on any link."""

import re

import pytest

from dashboard.text import LANGUAGES, words
from tests.app.pages import NAMES, elements, html, problems, shown, texts
from warehouse.catalog import LEVELS, Kind, metrics
from warehouse.connection import open_current
from warehouse.reader import Reader

ABOUT_A_PERIOD = ["overview", "compare", "metric", "rankings", "survey"]
HEAD = re.compile(r"<h1>(.*?)</h1>")
HAN = re.compile(r"[\u3400-\u9fff]")
PERIODS = ["2020", "2020-H1", "2020-Q1", "2020-02", "2018", "2018-01"]
COMPARED = [
    metric.metric_id
    for metric in metrics().values()
    if "street" in metric.levels and metric.kind is not Kind.SAMPLE
]
NONSENSE = [
    {"area": "000000"},
    {"area": "320116'; drop table"},
    {"period": "1899"},
    {"period": "0000"},
    {"period": "2020-Q9"},
    {"metric": "no_such_metric"},
    {"trace": "no_such_metric"},
    {"peers": "nobody"},
    {"against": "everything"},
    {"lang": "xx"},
    {"area": "<script>alert(1)</script>"},
]


@pytest.fixture(scope="session")
def codes(demonstration) -> dict[str, str]:
    """One area of every level, the last of each."""
    warehouse = open_current(demonstration.data_dir)
    rows = Reader(warehouse).areas.rows
    warehouse.close()
    counted = rows.filter(rows["is_counted"]).sort("area_code")
    return {level: counted.filter(counted["level"] == level)["area_code"][-1] for level in LEVELS}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens(pages, codes, name, language, level):
    app = pages.open(name, lang=language, area=codes[level])
    assert problems(app) == []
    (title,) = HEAD.findall(html(app))
    assert bool(HAN.search(title)) == (language == "zh")
    assert app.query_params["area"] == codes[level]


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", ABOUT_A_PERIOD)
def test_every_length_of_period_can_be_shown(pages, name, period):
    for language in LANGUAGES:
        assert problems(pages.open(name, lang=language, period=period)) == []


@pytest.mark.parametrize("link", NONSENSE, ids=str)
def test_a_link_that_makes_no_sense_shows_the_usual_page(pages, link):
    for name in NAMES:
        app = pages.open(name, **link)
        assert problems(app) == []
        assert HEAD.findall(html(app))


@pytest.mark.parametrize("metric_id", COMPARED)
def test_every_metric_can_be_compared(pages, metric_id):
    for language, against in zip(LANGUAGES, ("district", "target"), strict=True):
        app = pages.open("compare", lang=language, metric=metric_id, against=against)
        assert problems(app) == []


@pytest.mark.parametrize("metric_id", COMPARED)
def test_the_course_of_every_metric_can_be_shown(pages, codes, metric_id):
    for language, level in zip(LANGUAGES, ("district", "community"), strict=True):
        app = pages.open("metric", lang=language, metric=metric_id, area=codes[level])
        assert problems(app) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_demonstration_data_is_marked_on_every_page(pages, name, language):
    page = shown(pages.open(name, lang=language))
    assert words(language)("bar.demonstration") in page
    assert words(language)("foot.demonstration") in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_without_data_a_page_says_how_to_get_some(empty_pages, name, language):
    app = empty_pages.open(name, lang=language)
    assert problems(app) == []
    assert words(language)("empty.title") in shown(app)
    assert "python -m pipelines load" in shown(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_alike_streets_are_not_put_in_order(null_pages, language):
    app = null_pages.open("compare", lang=language)
    assert problems(app) == []
    (title,) = HEAD.findall(html(app))
    said = words(language).blanks("compare.none_apart")
    for piece in re.split(r"\{\w+\}", said):
        assert piece.strip(" ") in title
    assert words(language)("verdict.above") not in texts(app)
    assert words(language)("verdict.below") not in texts(app)


@pytest.mark.parametrize("name", ["overview", "compare", "metric", "survey", "rankings"])
def test_every_figure_of_a_page_speaks(pages, name):
    app = pages.open(name, lang="en")
    alternatives = [one.proto.alt for one in elements(app) if one.type == "plotly_chart"]
    assert alternatives
    assert all(len(alt) > 20 for alt in alternatives), alternatives


def test_no_two_pages_say_the_same(pages):
    titles = {name: HEAD.findall(html(pages.open(name)))[0] for name in NAMES}
    assert len(set(titles.values())) == len(NAMES)
