"""Nothing on a slide is cut off, covers another text or is too small to read."""

import io
import itertools

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.exports.deck import deck
from dashboard.text import LANGUAGES
from tests.exports.briefings import briefing
from tests.exports.desks import whole_briefing
from tests.exports.slide_reading import (
    POINT,
    Place,
    everything,
    lines,
    place_of,
    table_height,
    texts,
    written,
)

SMALLEST_PT, SMALLEST_TABLE_PT = 9.0, 10.0
MOST_TITLE_LINES = 2
LEAST_ALT = 10
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@pytest.fixture(scope="module", params=LANGUAGES)
def presentations(request, demonstration):
    """The small briefing, and every chart of every page for the nine streets."""
    made = (briefing(request.param), whole_briefing(demonstration.data_dir, request.param))
    return [Presentation(io.BytesIO(deck(one))) for one in made]


@pytest.fixture(scope="module")
def slides(presentations):
    return [slide for one in presentations for slide in one.slides]


def said(slide) -> str:
    return slide.shapes.title.text_frame.text


def test_every_shape_lies_inside_its_slide(presentations):
    for opened in presentations:
        for slide in opened.slides:
            for one in everything(slide.shapes):
                assert one.left >= 0, (said(slide), one.name)
                assert one.top >= 0, (said(slide), one.name)
                assert one.left + one.width <= opened.slide_width, (said(slide), one.name)
                assert one.top + one.height <= opened.slide_height, (said(slide), one.name)


def test_every_text_fits_its_frame(slides):
    for slide in slides:
        for one in texts(slide):
            text, frame = written(one), place_of(one)
            assert text.bottom - text.top <= frame.bottom - frame.top + 1, (said(slide), one.name)
            assert text.right - text.left <= frame.right - frame.left + 1, (said(slide), one.name)


def test_no_text_stands_on_another(slides):
    for slide in slides:
        found = [written(one) for one in texts(slide)]
        for first, second in itertools.combinations(found, 2):
            assert not first.overlaps(second), (said(slide), first, second)


def test_no_text_stands_on_a_chart_or_a_table(slides):
    for slide in slides:
        for one in slide.shapes:
            if one.has_chart or one.has_table:
                taken = place_of(one)
                for text in texts(slide):
                    assert not written(text).overlaps(taken), (said(slide), one.name, text.name)


def test_tables_grow_no_further_than_their_place(slides):
    for slide in slides:
        rule = next((one.top for one in slide.shapes if one.name == "rule"), None)
        for one in slide.shapes:
            if one.has_table:
                assert one.top / POINT + table_height(one.table) <= rule / POINT, said(slide)


def test_everything_is_large_enough_to_read(slides):
    for slide in slides:
        for run in slide.element.iter(qn("a:rPr")):
            is_cell = any(one.tag == qn("a:tc") for one in run.iterancestors())
            least = SMALLEST_TABLE_PT if is_cell else SMALLEST_PT
            assert int(run.get("sz")) >= least * 100, said(slide)


def test_a_title_takes_two_lines_at_most(slides):
    for slide in slides:
        shape = slide.shapes.title
        font = shape.text_frame.paragraphs[0].runs[0].font
        room = shape.width / POINT
        assert len(lines(said(slide), font.size.pt, room, is_bold=True)) <= MOST_TITLE_LINES


def test_what_carries_meaning_is_described_and_the_rest_is_decorative(slides):
    for slide in slides:
        for one in everything(slide.shapes):
            properties = one.element.xpath(".//p:cNvPr")[0]
            is_group = one.element.tag == qn("p:grpSp")
            if one.has_chart or one.has_table or is_group or one.element.tag == qn("p:pic"):
                assert len(properties.get("descr", "")) >= LEAST_ALT, (said(slide), one.name)
            elif not one.element.xpath('.//p:cNvSpPr[@txBox="1"]') and not one.is_placeholder:
                marks = [mark.get("val") for mark in properties.iter(DECORATIVE)]
                assert marks == ["1"] or properties.get("descr"), (said(slide), one.name)


def test_a_text_on_another_would_be_seen():
    first, second = Place("a", 0, 0, 10, 10), Place("b", 5, 5, 15, 15)
    assert first.overlaps(second)
    assert not first.overlaps(Place("c", 10, 0, 20, 10))
