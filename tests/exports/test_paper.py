"""The PDF of a briefing: readable by everybody, the same bytes, nothing read as code."""

import dataclasses
import datetime as dt
import re
from html import escape

import pytest

from dashboard.exports.briefing import Briefing, Imprint
from dashboard.exports.fonts import MissingFontError, typeface
from dashboard.exports.paper import paper, set_in
from dashboard.exports.paper.contents import WIDTH
from dashboard.exports.picture import bare_svg
from dashboard.exports.verify import stamp_of
from tests.exports.briefings import HOSTILE, briefing
from tests.exports.pdf_reading import Pdf

# What would be code, a link, or markup to the program that sets the page.
CODE = ("#panic()", "$x$", "*b*", "= head", "@ref", "<label>", '#import "x"', "\\u{41}")
LEAST_POINTS = 8
POINTS_PER_PIXEL = 0.75
# Charts of a small briefing that are drawn, not set as text.
PICTURES = 7


@pytest.fixture
def printed(made) -> bytes:
    return paper(made)


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_file_says_what_it_is(made, printed, tmp_path):
    plain = printed.decode("utf-8", "ignore")
    assert f'<rdf:li xml:lang="x-default">{made.title}<' in plain
    assert escape(made.imprint.organisation, quote=False) in plain
    assert "<xmp:CreateDate>2021-01-08T00:00:00Z<" in plain
    file = tmp_path / "briefing.pdf"
    file.write_bytes(printed)
    assert stamp_of(file) == made.stamp


def test_the_file_can_be_read_aloud(made, printed):
    pdf = Pdf(printed)
    assert b"true" in pdf.names("Marked")
    assert b"<pdfuaid:part>1<" in printed
    assert pdf.names("Lang")[0].startswith(f"({made.words.language}".encode())
    tags = pdf.names("S") + re.findall(rb"/S/(\w+)", printed)
    assert {b"H1", b"Table", b"TH", b"TD", b"Figure"} <= set(tags)
    assert len(re.findall(rb"/Alt", printed)) >= PICTURES


def test_pages_are_a4_and_upright(printed):
    boxes = re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert boxes
    assert all((float(x), float(y)) == pytest.approx((595.28, 841.89), abs=0.01) for x, y in boxes)


def test_every_font_is_inside_the_file(printed):
    fonts = Pdf(printed).fonts
    assert fonts
    assert all(b"/FontFile" in one for one in fonts)


def test_no_text_is_too_small(made, printed):
    assert min(size for _, size in Pdf(printed).words()) >= LEAST_POINTS
    for part in made.parts:
        drawing, _ = bare_svg(part.chart, width=WIDTH, words=made.words)
        sizes = re.findall(r"font-size[:=]\s*\"?([\d.]+)", drawing.decode())
        assert all(float(one) * POINTS_PER_PIXEL >= LEAST_POINTS for one in sizes)


def test_titles_notes_sources_and_texts_are_there(made, printed):
    text = Pdf(printed).text()
    for part in made.parts:
        assert flat(part.title) in text
        assert flat(part.chart.face.provenance.version) in text
    for one in (*made.summary, made.imprint.mark, made.stamp, *HOSTILE):
        assert flat(one) in text


def test_nothing_is_read_as_code(made):
    texts = tuple(f"{one} 甲" for one in CODE)
    imprint = dataclasses.replace(made.imprint, organisation=CODE[0], mark=CODE[1])
    named = dataclasses.replace(made, title=CODE[0], summary=texts, imprint=imprint)
    text = Pdf(paper(named)).text()
    assert all(flat(one) in text for one in texts)


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_the_watermark_says_that_numbers_are_invented(is_demonstration):
    made = briefing("en", is_demonstration=is_demonstration)
    assert ("DEMONSTRATION" in Pdf(paper(made)).text()) is is_demonstration


def test_a_stale_title_is_marked(made):
    first = dataclasses.replace(made.parts[0], title="95.1", warning="STALE 95.1")
    changed = dataclasses.replace(made, parts=(first, *made.parts[1:]))
    assert "▼STALE95.1" in Pdf(paper(changed)).text()


def test_an_empty_briefing_has_a_page(made):
    imprint = Imprint(organisation="", issued_on=dt.date(2021, 1, 8))
    empty = Briefing(made.title, "", (), (), imprint, made.words)
    assert flat(made.title) in Pdf(paper(empty)).text()


def test_the_same_briefing_gives_the_same_bytes(made, printed):
    assert paper(made) == printed
    assert paper(briefing(made.words.language, shift=0.01)) != printed


def test_a_family_that_is_not_there_is_an_error(made):
    face = dataclasses.replace(typeface(made.words), family="No Such Family")
    with pytest.raises(MissingFontError, match="no such family"):
        set_in(made, face)
