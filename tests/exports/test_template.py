"""An office's template is looked at, and charts stand where it wants them."""

import io
import zipfile

import pytest
from pptx import Presentation

from dashboard.exports.deck import deck
from dashboard.exports.document import document
from dashboard.exports.office.safety import UnsafeFileError
from dashboard.exports.refresh import refresh
from dashboard.exports.template import check

BODY = 1
# What a broken transfer or another program may leave: part of an archive and what it holds.
BROKEN = (
    ("ppt/presentation.xml", b"<a"),
    ("ppt/_rels/presentation.xml.rels", None),
    ("ppt/slides/slide2.xml", None),
    ("ppt/slides/slide2.xml", b"<x/>"),
    ("[Content_Types].xml", b'<Types xmlns="http://example.invalid/types"/>'),
)


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


def replaced(package: bytes, part: str, change) -> bytes:
    """Change one part of an archive, or take it away where ``change`` gives nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as held, zipfile.ZipFile(made, "w") as written:
        for name in held.namelist():
            content = change(held.read(name)) if name == part else held.read(name)
            if content is not None:
                written.writestr(name, content)
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


def test_an_offices_potx_is_a_template_too(made, template):
    """PowerPoint saves templates so; the library reads only slides."""
    types = "[Content_Types].xml"
    potx = replaced(
        template,
        types,
        lambda held: held.replace(b"presentation.main+xml", b"template.main+xml"),
    )
    assert check(potx, made.words).bindings == ("dots", "nothing")
    opened = Presentation(io.BytesIO(deck(made, template=potx)))
    assert len(opened.slides) == len(made.parts) + 2


@pytest.mark.parametrize("damage", BROKEN, ids=lambda one: one[0])
def test_a_broken_presentation_is_refused_in_words(made, damage):
    name, content = damage
    package = replaced(deck(made), name, lambda _: content)
    found = check(package, made.words)
    assert (found.is_usable, found.lines) == (False, (made.words("export.fault.not_slides"),))
    with pytest.raises(UnsafeFileError, match="not_slides"):
        deck(made, template=package)
    with pytest.raises(UnsafeFileError, match="not_slides"):
        refresh(package, made)


def test_a_document_under_another_name_is_no_template(made):
    found = check(document(made, layout="bulletin"), made.words)
    assert found.lines == (made.words("export.fault.not_slides"),)


def test_a_file_of_60_mb_is_too_large(made):
    found = check(bytes(60 * 2**20), made.words)
    assert found.lines == (made.words("export.fault.too_large"),)


def test_a_template_without_a_title_is_refused(made):
    opened = Presentation()
    for layout in opened.slide_layouts:
        for one in list(layout.placeholders):
            one.element.getparent().remove(one.element)
    found = check(saved(opened), made.words)
    assert found.lines == (made.words("export.fault.no_title"),)
