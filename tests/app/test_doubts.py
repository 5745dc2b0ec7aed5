"""Where nothing is worth checking, the pages say how much was compared."""

import pytest

from dashboard.stories import doubts
from dashboard.text import LANGUAGES, words
from tests.app.pages import problems, shown
from warehouse.connection import open_current
from warehouse.periods import Period
from warehouse.reader import Reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_page_says_that_nothing_stands_out(null_pages, null_demonstration, language):
    warehouse = open_current(null_demonstration.data_dir)
    rows = Reader(warehouse).doubts()
    warehouse.close()
    assert not doubts.standing_out(rows).height
    app = null_pages.open("data", lang=language)
    assert problems(app) == []
    page = shown(app)
    assert words(language)("doubts.title") in page
    assert doubts.summary(rows, words(language)) in page
    assert all(rule in page for _, rule in doubts.rules(rows, words(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialog_behind_a_number_says_it_of_its_metric(pages, demonstration, language):
    warehouse = open_current(demonstration.data_dir)
    rows = Reader(warehouse).doubts(metric_id="pt_on_time", period=Period.parse("2020"))
    warehouse.close()
    app = pages.open("data", lang=language, trace="pt_on_time", period="2020")
    assert problems(app) == []
    assert doubts.summary(rows, words(language)) in shown(app)
