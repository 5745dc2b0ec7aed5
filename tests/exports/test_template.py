"""An office's template is looked at, and charts stand where it wants them."""

import io
import zipfile

import pytest
from pptx import Presentation

from dashboard.exports.deck import deck
from dashboard.exports.office.safety import UnsafeFileError
from dashboard.exports.template import check

BODY = 1


@pytest.fixture
def template() -> bytes:
    """A template with places for two charts, one of which there is not."""
    opened = Presentation()
    opened.slides.add_slide(opened.slide_layouts[0])
    for layout, name in ((1, "CHART dots"), (2, "CHART nothing")):
        placeholders = opened.slide_layouts[layout].placeholders
        next(one for one in placeholders if one.placeholder_format.idx == BODY).name = name
    return saved(opened)


def saved(opened) -> bytes:
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def with_entry(package: bytes, name: str, content: str) -> bytes:
    made = io.BytesIO(package)
    with zipfile.ZipFile(made, "a") as opened:
        opened.writestr(name, content)
    return made.getvalue()


def test_bindings_are_found_and_unknown_ones_named(made, template):
    found = check(template, made.words, known=[part.name for part in made.parts])
    assert found.is_usable
    assert found.bindings == ("dots", "nothing")
    assert found.unknown == ("nothing",)
    assert all(found.lines)


def test_a_bound_chart_takes_the_place_of_its_placeholder(made, template):
    opened = Presentation(io.BytesIO(deck(made, template=template)))
    shapes = {one.name: one for slide in opened.slides for one in slide.shapes}
    layout = opened.slide_layouts[1]
    place = next(one for one in layout.placeholders if one.name == "CHART dots")
    chart = shapes["chart:dots"]
    assert (chart.left, chart.top) == (place.left, place.top)
    assert (chart.width, chart.height) == (place.width, place.height)
    # The sample slide is gone: cover, summary, one a part.
    assert len(opened.slides) == len(made.parts) + 2


def test_macros_links_and_other_files_are_refused(made, template):
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="t" Target="http://a" TargetMode="External"/></Relationships>'
    )
    bad = {
        "macros": with_entry(template, "ppt/vbaProject.bin", "x"),
        "links": with_entry(template, "ppt/_rels/other.xml.rels", link),
        "not_slides": b"no zip",
    }
    for fault, package in bad.items():
        found = check(package, made.words)
        assert (found.is_usable, found.lines) == (False, (made.words(f"export.fault.{fault}"),))
        with pytest.raises(UnsafeFileError, match=fault):
            deck(made, template=package)
