"""An editor at the briefing page: nothing is lost, titles are held to numbers, slides come back."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pptx import Presentation
from pptx.util import Inches

from dashboard.text import words
from tests.browser.visits import PHONE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ZH = words("zh")
CHARTS = (("rankings", "city-sv_security"), ("survey", "samples"))
TITLES = '[class*="st-key-part-title"] input'
CHOOSE = '[data-testid="stFileUploaderDropzone"] button p'
LOOK = "found => [getComputedStyle(found).fontSize, getComputedStyle(found, '::after').content]"
OFFICE = "区委政法委办公室"


def filled(reader: Visit) -> Visit:
    """Take two charts from their pages and go to the briefing page."""
    for name, chart_id in CHARTS:
        reader.open(name, period="2019")
        reader.page.locator(f"[class*='st-key-add-{chart_id}'] button").first.click()
        reader.page.get_by_role("button", name=ZH("basket.taken")).first.wait_for()
        reader.settled()
    return holds(reader.open("briefing"), 2)


def holds(reader: Visit, count: int) -> Visit:
    expect(reader.page.locator(TITLES)).to_have_count(count)
    return reader.settled()


def click(reader: Visit, name: str) -> None:
    """Press a button; what it does is not done yet."""
    reader.page.get_by_role("button", name=ZH(name), exact=True).first.click()


def titles(reader: Visit) -> list[str]:
    found = reader.page.locator(TITLES).all()
    for one in found:
        expect(one).not_to_have_value("")
    return [one.input_value() for one in found]


def titled(reader: Visit, wanted: list[str]) -> None:
    """Wait until the charts of the briefing have these titles, in this order."""
    for position, title in enumerate(wanted):
        expect(reader.page.locator(TITLES).nth(position)).to_have_value(title)
    holds(reader, len(wanted))


def says(reader: Visit, text: str) -> Visit:
    reader.page.get_by_text(text).first.wait_for()
    return reader.settled()


def test_work_survives_a_reload_and_a_slip_of_the_hand(window):
    reader = filled(window())
    page = reader.page
    page.get_by_label(ZH("briefing.organisation")).fill(OFFICE)
    page.keyboard.press("Tab")
    before = titles(reader)
    click(reader, "briefing.out")
    holds(reader, 1)
    click(reader, "briefing.bring_back")
    titled(reader, before)
    page.reload()
    titled(reader, before)
    expect(page.get_by_label(ZH("briefing.organisation"))).to_have_value(OFFICE)
    # Another browser has another draft.
    other = window(size=PHONE).open("briefing")
    other.now_says(ZH("briefing.empty"))


def test_a_saved_briefing_moves_on_and_its_titles_are_held_to_the_numbers(window):
    reader = filled(window())
    page = reader.page
    page.locator(TITLES).first.fill("列第 77777 位")
    page.keyboard.press("Enter")
    says(reader, ZH("export.stale_title", numbers="77777"))
    page.get_by_label(ZH("briefing.issue"), exact=True).fill("7")
    page.get_by_label(ZH("briefing.save_as"), exact=True).fill("浏览器月报")
    click(reader, "briefing.save")
    click(reader, "briefing.next")
    says(reader, "2020 年")
    expect(page.get_by_label(ZH("briefing.issue"), exact=True)).to_have_value("8")
    expect(page.locator(TITLES).first).to_have_value("列第 77777 位")
    click(reader, "briefing.retitle")
    page.get_by_text(ZH("export.stale_title", numbers="77777")).wait_for(state="detached")
    expect(page.locator(TITLES).first).not_to_have_value(re.compile("77777"))
    click(reader, "briefing.remove")
    says(reader, ZH("briefing.removed", name="浏览器月报"))
    expect(page.get_by_text(ZH("briefing.nothing_saved"))).to_be_visible()


def test_slides_come_back_with_the_editors_box_and_other_files_are_told_apart(window):
    reader = filled(window())
    page = reader.page
    with page.expect_download() as download:
        page.get_by_role("button", name=ZH("briefing.kind_pptx"), exact=True).click()
    opened = Presentation(download.value.path())
    opened.slides[2].shapes.add_textbox(0, 0, Inches(1), Inches(1)).name = "review"
    # Streamlit's own word, in English, is not seen.
    assert page.locator(CHOOSE).last.evaluate(LOOK) == ["0px", f'"{ZH("briefing.file")}"']
    upload(reader, "edited.pptx", saved(opened))
    says(reader, ZH("briefing.changed", count=2))
    with page.expect_download() as refreshed:
        page.get_by_role("button", name=ZH("briefing.refresh_get"), exact=True).click()
    shapes = {
        shape.name
        for slide in Presentation(Path(refreshed.value.path())).slides
        for shape in slide.shapes
    }
    assert {"review", *(f"chart:{chart_id}" for _, chart_id in CHARTS)} <= shapes
    upload(reader, "foreign.pptx", saved(Presentation()))
    says(reader, ZH("briefing.foreign"))
    upload(reader, "document.pptx", b"PK no presentation")
    says(reader, ZH("export.fault.not_slides"))


def upload(reader: Visit, name: str, content: bytes) -> None:
    reader.page.locator("[class*='st-key-file-refresh'] input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def saved(presentation) -> bytes:
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def test_charts_are_put_in_order_by_keyboard(window):
    reader = filled(window())
    first, second = titles(reader)
    reader.page.get_by_role("button", name=ZH("briefing.down"), exact=True).first.focus()
    reader.page.keyboard.press("Enter")
    titled(reader, [second, first])
