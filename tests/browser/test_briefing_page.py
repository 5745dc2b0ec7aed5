"""An editor at the briefing page: nothing is lost, titles are held to numbers, slides come back."""

import io
from pathlib import Path

import pytest
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
    reader.page.wait_for_function(
        f"count => document.querySelectorAll({TITLES!r}).length === count",
        arg=count,
    )
    return reader.settled()


def click(reader: Visit, name: str, *, position: int = 0) -> Visit:
    reader.page.get_by_role("button", name=ZH(name), exact=True).nth(position).click()
    return reader.settled()


def titles(reader: Visit) -> list[str]:
    found = reader.page.locator(TITLES)
    return [one.input_value() for one in found.all()]


def says(reader: Visit, text: str) -> Visit:
    reader.page.get_by_text(text).first.wait_for()
    return reader.settled()


def test_work_survives_a_reload_and_a_slip_of_the_hand(window):
    reader = filled(window())
    page = reader.page
    page.get_by_label(ZH("briefing.organisation")).fill(OFFICE)
    page.keyboard.press("Tab")
    reader.settled()
    before = titles(reader)
    click(reader, "briefing.out")
    holds(reader, 1)
    click(reader, "briefing.bring_back")
    holds(reader, 2)
    assert titles(reader) == before
    page.reload()
    holds(reader, 2)
    assert titles(reader) == before
    assert page.get_by_label(ZH("briefing.organisation")).input_value() == OFFICE
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
    page.get_by_role("button", name=ZH("briefing.save"), exact=True).click()
    page.get_by_role("button", name=ZH("briefing.next"), exact=True).click()
    says(reader, "2020 年")
    assert page.get_by_label(ZH("briefing.issue"), exact=True).input_value() == "8"
    assert titles(reader)[0] == "列第 77777 位"
    click(reader, "briefing.retitle")
    page.get_by_text(ZH("export.stale_title", numbers="77777")).wait_for(state="detached")
    assert "77777" not in titles(reader)[0]
    click(reader, "briefing.remove")
    says(reader, ZH("briefing.removed", name="浏览器月报"))
    assert page.get_by_text(ZH("briefing.nothing_saved")).is_visible()


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
    button = reader.page.get_by_role("button", name=ZH("briefing.down"), exact=True).first
    button.focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function(
        f"title => document.querySelector({TITLES!r}).value === title",
        arg=second,
    )
    assert titles(reader) == [second, first]
