"""Slides hold the numbers of the screen, as charts that can be edited."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.exports.deck import deck
from dashboard.exports.native import NativeCards, NativeChart, NativeTable
from dashboard.exports.office import chart_files
from dashboard.text import words
from tests.exports.briefings import briefing
from tests.exports.chart_reading import charts, named, natives

HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture
def slides(made):
    return list(Presentation(io.BytesIO(deck(made))).slides)


def test_everything_is_native_and_named(made, slides):
    for one in natives(made):
        kind = {NativeChart: "chart", NativeTable: "table", NativeCards: "cards"}
        name = f"{kind.get(type(one), 'map')}:{one.face.chart_id}"
        shape = named(slides)[name]
        assert shape.element.xpath(".//p:cNvPr")[0].get("descr") == one.face.alt
        assert shape.has_chart == isinstance(one, NativeChart)


def test_axis_numbers_are_positive(made, slides):
    for _, shape in charts(made, slides):
        ids = shape.chart.element.iter(qn("c:axId"), qn("c:crossAx"))
        assert all(int(one.get("val")) > 0 for one in ids)


def test_every_chinese_text_names_its_font(slides):
    for slide in slides:
        for run in slide.element.iter(qn("a:r")):
            if HAN.search(run.findtext(qn("a:t"))):
                assert run.find(f"{qn('a:rPr')}/{qn('a:ea')}") is not None
        for shape in slide.shapes:
            if shape.has_chart:
                defaults = list(shape.chart.element.iter(qn("a:defRPr")))
                assert defaults
                assert all(one.find(qn("a:ea")) is not None for one in defaults)


def test_every_slide_has_title_mark_and_nothing_outside(made, slides):
    opened = Presentation(io.BytesIO(deck(made)))
    for slide in slides:
        assert slide.shapes.title.text_frame.text
        assert made.imprint.mark in [
            one.text_frame.text for one in slide.shapes if one.name == "mark"
        ]
        for one in slide.shapes:
            assert min(one.left, one.top) >= 0
            assert one.left + one.width <= opened.slide_width
            assert one.top + one.height <= opened.slide_height


def test_notes_and_footnotes_say_where_numbers_come_from(made, slides):
    for part, slide in zip(made.parts, slides[2:], strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert part.fingerprint in notes
        assert part.chart.face.provenance.definition in notes
        foot = next(one.text_frame.text for one in slide.shapes if one.name == "footnote")
        assert made.version in foot
        assert "Wilson" in foot


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_a_watermark_stands_behind_invented_numbers_only(is_demonstration):
    made = briefing("zh", is_demonstration=is_demonstration)
    master = Presentation(io.BytesIO(deck(made))).slide_master
    assert ("watermark" in [one.name for one in master.shapes]) is is_demonstration


def test_a_deck_is_the_same_bytes_again_and_links_nowhere(made):
    first = deck(made)
    assert deck(made) == first
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in opened.namelist():
            assert "vba" not in name.lower()
            if name.endswith(".rels"):
                modes = [one.get("TargetMode") for one in etree.fromstring(opened.read(name))]
                assert "External" not in modes


def test_properties_carry_the_stamp(made):
    properties = Presentation(io.BytesIO(deck(made))).core_properties
    assert properties.keywords == made.stamp
    assert properties.author == made.imprint.organisation
    assert properties.created.date() == made.imprint.issued_on


def test_a_legend_stands_only_where_it_tells_marks_apart():
    chart = next(one for one in natives(briefing("zh")) if one.face.chart_id == "dots")
    ranges = tuple(replace(chart.series[0], name=name) for name in ("1–2", "3–4"))
    for series, is_needed in ((chart.series, True), (ranges, False)):
        made = chart_files(
            replace(chart, series=series), size_pt=12.0, words=words("zh"), fingerprint="x"
        )
        assert (b"<c:legend>" in made.chart_xml) is is_needed


def test_a_legend_names_both_sides_of_a_limit_once():
    chart = next(one for one in natives(briefing("zh")) if one.face.chart_id == "dots")
    twice = replace(chart, series=(*chart.series, chart.series[-1]))
    made = chart_files(twice, size_pt=12.0, words=words("zh"), fingerprint="x")
    left_out = etree.fromstring(made.chart_xml).findall(f".//{qn('c:legendEntry')}/{qn('c:idx')}")
    assert [one.get("val") for one in left_out] == [str(len(chart.series))]
