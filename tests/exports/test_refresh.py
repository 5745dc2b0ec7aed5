"""A deck that an office edited gets new numbers and keeps its edits."""

import io
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from dashboard.charts.spec import Tone
from dashboard.exports.deck import deck
from dashboard.exports.native import NativeChart
from dashboard.exports.office.safety import UnsafeFileError
from dashboard.exports.refresh import refresh
from dashboard.theme import LIGHT
from tests.exports.briefings import briefing

SHIFT = 1 / 1024
YELLOW = RGBColor(0xFF, 0xE0, 0x66)


def shapes(opened):
    return {
        shape.name: shape
        for slide in opened.slides
        for shape in slide.shapes
        if ":" in shape.name or shape.name == "review"
    }


def edited(made) -> bytes:
    opened = Presentation(io.BytesIO(deck(made)))
    chart = shapes(opened)["chart:slope"]
    chart.left, chart.width = Inches(2), Inches(8)
    slide = next(one for one in opened.slides if chart.element in list(one.shapes.element))
    slide.shapes.title.text_frame.text = "as the editor says"
    slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).name = "review"
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def test_numbers_change_and_edits_stay(made):
    later = briefing(made.words.language, shift=SHIFT)
    found = refresh(edited(made), later)
    opened = Presentation(io.BytesIO(found.content))
    now = shapes(opened)
    assert (found.unknown, found.reshaped) == ((), ())
    assert now["chart:slope"].left == Inches(2)
    assert "review" in now
    titles = [slide.shapes.title.text_frame.text for slide in opened.slides]
    assert "as the editor says" in titles
    for part in later.parts:
        for native in part.natives:
            if isinstance(native, NativeChart):
                chart = now[f"chart:{native.face.chart_id}"].chart
                drawn = [tuple(one.values) for plot in chart.plots for one in plot.series]
                assert drawn == [one.values for one in native.series]
    assert opened.core_properties.keywords == later.stamp


def test_what_the_briefing_does_not_hold_is_named_and_left(made):
    opened = Presentation(io.BytesIO(deck(made)))
    shapes(opened)["chart:dots"].name = "chart:other"
    written = io.BytesIO()
    opened.save(written)
    assert refresh(written.getvalue(), made).unknown == ("chart:other",)


def test_nothing_new_changes_no_text(made):
    found = refresh(deck(made), made)
    assert all(one.partition(":")[0] in {"chart", "table", "cards", "map"} for one in found.changed)


def test_a_file_that_is_no_presentation_is_refused(made):
    with pytest.raises(UnsafeFileError, match="not_slides"):
        refresh(b"no zip", made)


def saved(opened) -> bytes:
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def with_chart(made, chart_id, change):
    """Give a briefing in which one chart is another."""
    parts = tuple(
        replace(one, chart=change(one.chart)) if one.name == chart_id else one for one in made.parts
    )
    return replace(made, parts=parts)


def fill_of(cell) -> str:
    return str(cell.fill.fore_color.rgb)


def test_an_editor_s_colours_stay_on_the_cells_whose_claim_did_not_change(made):
    opened = Presentation(io.BytesIO(deck(made)))
    table = shapes(opened)["table:pillars"].table
    for row in (1, 2):
        table.cell(row, 1).fill.fore_color.rgb = YELLOW

    def turned(chart):
        first, second, *rest = chart.rows
        return replace(chart, rows=(first, replace(second, tone=Tone.BETTER), *rest))

    found = refresh(saved(opened), with_chart(made, "pillars", turned))
    now = shapes(Presentation(io.BytesIO(found.content)))["table:pillars"].table
    assert fill_of(now.cell(1, 1)) == str(YELLOW)
    assert fill_of(now.cell(2, 1)) == LIGHT.better_soft.removeprefix("#")


def test_a_deck_keeps_what_was_recoloured_and_gets_the_workbook_of_now(made):
    opened = Presentation(io.BytesIO(deck(made)))
    line = shapes(opened)["chart:samples"].chart.plots[0].series[0]
    line.format.fill.solid()
    line.format.fill.fore_color.rgb = YELLOW

    def grown(chart):
        return replace(chart, rows=tuple(replace(one, wide=one.wide + 7) for one in chart.rows))

    later = with_chart(made, "samples", grown)
    found = refresh(saved(opened), later)
    chart = shapes(Presentation(io.BytesIO(found.content)))["chart:samples"].chart
    series = chart.plots[0].series[0]
    wide = [row.wide + 7 for row in made.parts[7].chart.rows]
    assert str(series.format.fill.fore_color.rgb) == str(YELLOW)
    assert list(series.values) == wide
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert [row[1].value for row in list(book.worksheets[0])[1:]] == wide


def test_a_new_category_is_drawn_and_widens_the_axis(made):
    def longer(chart):
        return replace(chart, rows=(*chart.rows, replace(chart.rows[0], name="new", wide=9999.0)))

    found = refresh(deck(made), with_chart(made, "samples", longer))
    chart = shapes(Presentation(io.BytesIO(found.content)))["chart:samples"].chart
    assert list(chart.plots[0].categories)[-1] == "new"
    assert chart.plots[0].series[0].values[-1] == 9999.0
    assert chart.value_axis.maximum_scale >= 9999.0
    assert found.reshaped == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda chart: replace(chart, rows=chart.rows[1:]),
        lambda chart: replace(
            chart, rows=(replace(chart.rows[0], tone=Tone.WORSE), *chart.rows[1:])
        ),
    ],
    ids=["a series is gone", "a colour would claim something else"],
)
def test_what_colours_would_lie_about_is_named_and_left(made, change):
    found = refresh(deck(made), with_chart(made, "dots", change))
    opened = Presentation(io.BytesIO(found.content))
    now = shapes(opened)["chart:dots"].chart
    was = shapes(Presentation(io.BytesIO(deck(made))))["chart:dots"].chart
    assert found.reshaped == ("chart:dots",)
    assert etree.tostring(now.element) == etree.tostring(was.element)
