"""What a reader does: by keyboard, in another language, back again, down to the rows."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.text import words
from tests.browser.visits import NAMES, PHONE, WIDE
from warehouse.catalog import metrics

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ZH, EN = words("zh"), words("en")
VIEW = {"metric": "pt_on_time", "period": "2020-Q3", "against": "target"}
LIVE = ("=", "+", "-", "@", "\t", "\r")
METRICS = metrics()
MOST_STEPS = 15


def test_another_language_keeps_the_view(window):
    reader = window().open("compare", **VIEW)
    before = reader.title
    reader.page.get_by_role("radio", name="EN", exact=True).click()
    reader.no_longer_says(before)
    reader.now_at("compare", **VIEW, lang="en")
    assert METRICS["pt_on_time"].label["en"].lower() in reader.title.lower()
    reader.page.get_by_role("radio", name="中", exact=True).click()
    reader.now_says(before)
    reader.now_at("compare", **VIEW)


def test_going_to_another_page_keeps_the_view_and_back_returns(window):
    reader = window().open("compare", lang="en", period="2019")
    before = reader.title
    reader.page.get_by_role("link", name=EN("page.survey"), exact=True).first.click()
    reader.no_longer_says(before)
    reader.now_at("survey", lang="en", period="2019")
    reader.page.go_back()
    reader.now_says(before)
    reader.now_at("compare", lang="en", period="2019")


def test_a_period_can_be_chosen_and_back_undoes_it(window):
    reader = window().open(NAMES[0])
    before = reader.title
    reader.page.get_by_role("button", name="2020 年").first.click()
    reader.page.get_by_text("2019 年", exact=True).click()
    reader.no_longer_says(before)
    reader.now_at(NAMES[0], period="2019")
    reader.page.go_back()
    reader.now_says(before)
    reader.now_at(NAMES[0])


def test_every_page_can_be_reached_by_keyboard(window):
    reader = window().open(NAMES[0])
    reached = {}
    for _ in range(MOST_STEPS):
        reader.page.keyboard.press("Tab")
        reached[reader.measured("focused")] = reader.measured("focusRing")
    pages = {ZH(f"page.{name}") for name in NAMES}
    assert pages <= reached.keys()
    assert {name for name in pages if not reached[name]} == set()


def test_a_page_opens_by_keyboard(window):
    reader = window().open(NAMES[0])
    before = reader.title
    for _ in range(MOST_STEPS):
        reader.page.keyboard.press("Tab")
        if reader.measured("focused") == ZH("page.compare"):
            break
    reader.page.keyboard.press("Enter")
    reader.no_longer_says(before).now_at("compare")


def test_what_lies_behind_a_number_is_two_clicks_away(window):
    reader = window().open(NAMES[0], lang="en")
    metric = METRICS["sv_satisfaction"]
    reader.page.get_by_role("button", name=EN("trace.title")).click()
    reader.page.get_by_role("button", name=metric.label["en"], exact=True).click()
    reader.dialog.get_by_text(metric.definition["en"]).first.wait_for()
    reader.now_at(NAMES[0], lang="en", trace=metric.metric_id)
    for key in ("trace.estimated", "trace.definition", "trace.model"):
        reader.dialog.get_by_text(EN(key), exact=True).first.wait_for()
    # The list it was chosen from is gone; it would lie on the dialog.
    reader.page.get_by_text(EN("trace.choose")).wait_for(state="hidden")
    reader.page.keyboard.press("Escape")
    reader.dialog.wait_for(state="detached")
    reader.now_at(NAMES[0], lang="en")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_link_opens_the_rows_behind_a_number(window, size):
    reader = window(size=size).open("compare", trace="ev_on_time_close")
    dialog, metric = reader.dialog, METRICS["ev_on_time_close"]
    dialog.get_by_text(metric.definition["zh"]).first.wait_for()
    expect(dialog.get_by_text("÷").first).to_be_visible()
    dialog.get_by_text(ZH("trace.delivered"), exact=True).first.wait_for()
    rows = dialog.locator(f'table[aria-label="{ZH("trace.delivered")}"] tbody tr')
    rows.nth(1).wait_for()
    assert ".csv" in rows.first.inner_text() or ".parquet" in rows.first.inner_text()
    assert reader.measured("sidewaysRoom") <= 1


@pytest.mark.parametrize("said", [ZH, EN], ids=["zh", "en"])
def test_quarantined_rows_can_be_downloaded_and_opened_safely(window, said):
    reader = window().open("data", lang=said.language)
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=said("data.download")).click()
    assert waiting.value.suggested_filename == said("data.download_name")
    body = Path(waiting.value.path()).read_bytes()
    assert body.startswith(codecs.BOM_UTF8)
    header, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert len(rows) > 10
    assert {len(row) for row in rows} == {len(header)}
    assert [cell for row in rows for cell in row if cell.startswith(LIVE)] == []


def test_an_exception_leads_to_the_streets(window):
    reader = window().open(NAMES[0], lang="en")
    before = reader.title
    reader.page.locator(".exc a").first.click()
    reader.no_longer_says(before)
    reader.page.wait_for_url("**/compare?*", wait_until="commit")
    assert reader.view["lang"] == "en"
    assert reader.view["against"] == "target"
    assert METRICS[reader.view["metric"]].label["en"].lower() in reader.title.lower()
