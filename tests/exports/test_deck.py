"""Slides hold the numbers of the screen, as charts that can be edited."""

import io
import re
import zipfile

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.charts.drawn import figure
from dashboard.charts.spec import DotChart
from dashboard.exports.deck import deck
from dashboard.exports.native import Mark, NativeCards, NativeChart, NativeTable
from dashboard.exports.office.workbook import beyond
from dashboard.theme import LIGHT
from tests.exports.briefings import briefing

HAN = re.compile(r"[\u3400-\u9fff]")
NEAR = 1e-9


@pytest.fixture
def slides(made):
    return list(Presentation(io.BytesIO(deck(made))).slides)


def named(slides):
    return {shape.name: shape for slide in slides for shape in slide.shapes if ":" in shape.name}


def natives(made):
    return [one for part in made.parts for one in part.natives]


def charts(made, slides):
    for one in natives(made):
        if isinstance(one, NativeChart):
            yield one, named(slides)[f"chart:{one.face.chart_id}"]


def chart_series(shape):
    found = shape.chart.element.iter(qn("c:ser"))
    return sorted(found, key=lambda one: int(one.find(qn("c:idx")).get("val")))


def cached(reference) -> dict[int, float]:
    points = reference.iter(qn("c:pt"))
    return {int(one.get("idx")): float(one.find(qn("c:v")).text) for one in points}


def known(values) -> dict[int, float]:
    return {place: one for place, one in enumerate(values) if one is not None}


def test_everything_is_native_and_named(made, slides):
    for one in natives(made):
        kind = {NativeChart: "chart", NativeTable: "table", NativeCards: "cards"}
        name = f"{kind.get(type(one), 'map')}:{one.face.chart_id}"
        shape = named(slides)[name]
        assert shape.element.xpath(".//p:cNvPr")[0].get("descr") == one.face.alt
        assert shape.has_chart == isinstance(one, NativeChart)


def test_values_and_intervals_are_those_of_the_specification(made, slides):
    for one, shape in charts(made, slides):
        for series, drawn in zip(one.series, chart_series(shape), strict=True):
            values = drawn.find(qn("c:val"))
            values = drawn.find(qn("c:yVal")) if values is None else values
            assert cached(values) == pytest.approx(known(series.values), abs=NEAR)
            bars = drawn.find(qn("c:errBars"))
            assert (bars is not None) == bool(series.lows)
            for end, lengths in zip(("plus", "minus"), beyond(series), strict=True):
                if bars is not None:
                    found = cached(bars.find(qn(f"c:{end}")))
                    assert found == pytest.approx(known(lengths), abs=NEAR)


def test_dots_stand_where_the_screen_draws_them(made, slides):
    part = next(one for one in made.parts if isinstance(one.chart, DotChart))
    traces = figure(part.chart, LIGHT).data
    screen = {x for trace in traces if trace.x is not None for x in trace.x if x is not None}
    for series in next(
        one for one, _ in charts(made, slides) if one.face.chart_id == "dots"
    ).series:
        if series.mark is Mark.DOT:
            for value in known(series.values).values():
                assert any(value == pytest.approx(one, abs=NEAR) for one in screen)


def test_every_reference_leads_to_the_cached_number(made, slides):
    for _, shape in charts(made, slides):
        book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
        assert len(book.sheetnames) == 2
        cells = [cell for sheet in book for row in sheet for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
        for reference in shape.chart.element.iter(qn("c:numRef")):
            sheet, _, place = reference.find(qn("c:f")).text.rpartition("!")
            column = book[sheet.strip("'")][place.replace("$", "")]
            values = [cell.value for row in column for cell in row]
            assert cached(reference) == pytest.approx(known(values), abs=NEAR)


def test_every_interval_lies_within_its_axis(made, slides):
    for one, shape in charts(made, slides):
        axis = list(shape.chart.element.iter(qn("c:valAx")))[-1]
        low, high = (float(next(axis.iter(qn(f"c:{end}"))).get("val")) for end in ("min", "max"))
        for series in one.series:
            for part in (series.values, series.lows, series.highs):
                assert all(low <= value <= high for value in known(part).values())


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
