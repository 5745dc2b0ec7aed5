"""A deck that an office edited gets new numbers and keeps its edits."""

import io

import pytest
from pptx import Presentation
from pptx.util import Inches

from dashboard.exports.deck import deck
from dashboard.exports.native import NativeChart
from dashboard.exports.office.safety import UnsafeFileError
from dashboard.exports.refresh import refresh
from tests.exports.briefings import briefing

SHIFT = 1 / 1024


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
