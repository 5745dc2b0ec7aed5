"""Charts go from pages into a briefing, and leave it as slides with the numbers of the pages."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from dashboard.exports import journal
from dashboard.exports.series import KINDS
from dashboard.text import words
from tests.browser.visits import WIDE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ZH = words("zh")
TAKEN = ZH("basket.taken")
STREETS = 9
WANTED = (
    ("compare", "dots-sv_satisfaction"),
    ("rankings", "city-sv_security"),
    ("survey", "samples"),
)
# The marks of a figure: their places across, as Plotly was given them.
MARKS = """(found) => JSON.stringify(found.data.filter(one => one.mode === 'markers')
    .flatMap(one => Array.from(one.x)))"""


def test_three_charts_of_three_pages_become_slides_with_the_same_numbers(window):
    reader = window(size=WIDE).open("compare")
    page = reader.page
    shown = []
    for name, chart_id in WANTED:
        if name != "compare":
            page.get_by_role("link", name=ZH(f"page.{name}"), exact=True).first.click()
        offer = page.locator(f"[class*='st-key-add-{chart_id}'] button").first
        offer.wait_for()
        if name != "survey":
            figure = page.locator(".js-plotly-plot").first
            figure.wait_for()
            shown.append(sorted(json.loads(figure.evaluate(MARKS))))
        offer.click()
        page.get_by_role("button", name=TAKEN).first.wait_for()
    page.get_by_role("link", name=ZH("page.briefing"), exact=True).first.click()
    page.get_by_role("heading", name=re.compile("三")).first.wait_for()
    page.get_by_role("button", name=ZH("briefing.up"), exact=True).nth(1).click()
    first = page.locator('[class*="st-key-part-title"] input').first
    expect(first).to_have_accessible_name(re.compile(ZH(f"page.{WANTED[1][0]}")))
    reader.settled()
    with page.expect_download() as download:
        page.get_by_role("button", name=ZH("briefing.kind_pptx"), exact=True).click()
    slides = Presentation(io.BytesIO(Path(download.value.path()).read_bytes())).slides
    charts = [
        (shape.name, shape.chart) for slide in slides for shape in slide.shapes if shape.has_chart
    ]
    # The second was moved up.
    assert [name for name, _ in charts] == [
        f"chart:{chart_id}" for chart_id in (WANTED[1][1], WANTED[0][1], WANTED[2][1])
    ]
    for values, (_, chart) in zip(shown, (charts[1], charts[0]), strict=True):
        found = sorted(
            value
            for series in chart.plots[0].series
            if len({one for one in series.values if one is not None}) != 1
            or sum(one is not None for one in series.values) == 1
            for value in series.values
            if value is not None
        )
        assert found == pytest.approx(values, abs=1e-9)


def test_every_street_gets_its_own_files_with_their_hashes(window, demonstration):
    reader = window(size=WIDE).open("survey")
    page = reader.page
    page.locator("[class*='st-key-add-samples'] button").first.click()
    page.get_by_role("button", name=TAKEN).first.wait_for()
    page.get_by_role("link", name=ZH("page.briefing"), exact=True).first.click()
    reader.now_at("briefing")
    with page.expect_download() as download:
        page.get_by_role("button", name=ZH("briefing.streets_get"), exact=True).click()
    with zipfile.ZipFile(Path(download.value.path())) as made:
        listed = json.loads(made.read("manifest.json"))
        assert {one["file"] for one in listed} == set(made.namelist()) - {"manifest.json"}
        for one in listed:
            assert one["sha256"] == hashlib.sha256(made.read(one["file"])).hexdigest()
    streets = {one["file"].partition("/")[0]: one["stamp"] for one in listed}
    assert len(streets) == STREETS
    assert len(listed) == STREETS * len(KINDS)
    # What was taken away can be vouched for.
    assert all(journal.found(demonstration.data_dir, stamp) for stamp in streets.values())
