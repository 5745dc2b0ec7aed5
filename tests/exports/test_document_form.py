"""The form of Word documents: the page of GB/T 9704, and what either layout has around the text."""

import dataclasses

import pytest

from dashboard.exports.distribution import Distribution
from dashboard.exports.document import LAYOUTS, document
from dashboard.format import day
from dashboard.theme import MASTHEAD
from tests.exports.briefings import briefing
from tests.exports.document_reading import Docx, named

TWIPS_PER_MM = 1440 / 25.4
LINES, CHARACTERS = 22, 28
# As the standard rounds: the page has room for 22 lines, not for 23.
POINT = 20


@pytest.fixture(params=LAYOUTS)
def layout(request) -> str:
    return request.param


@pytest.fixture
def read(made, layout) -> Docx:
    return Docx(document(made, layout=layout))


def texts(part) -> str:
    return "".join(one.text or "" for one in part.iter(named("w:t")))


def test_the_page_is_a4_with_the_margins_of_the_standard(read):
    size, margins = read.attributes("w:pgSz"), read.attributes("w:pgMar")
    found = [int(size["w"]), int(size["h"])]
    found += [int(margins[side]) for side in ("top", "bottom", "left", "right")]
    millimetres = [twips / TWIPS_PER_MM for twips in found]
    assert millimetres == pytest.approx([210, 297, 37, 35, 28, 26], abs=0.05)


def test_a_page_holds_22_lines_of_28_characters(read):
    size, margins = read.attributes("w:pgSz"), read.attributes("w:pgMar")
    height = int(size["h"]) - int(margins["top"]) - int(margins["bottom"])
    width = int(size["w"]) - int(margins["left"]) - int(margins["right"])
    grid = read.attributes("w:docGrid")
    assert (grid["type"], grid["linePitch"]) == ("lines", "579")
    assert height // int(grid["linePitch"]) == LINES
    body = read.style("BodyText")
    spacing = next(body.find(named("w:pPr")).iter(named("w:spacing")))
    assert spacing.get(named("w:lineRule")) == "exact"
    assert spacing.get(named("w:line")) == grid["linePitch"]
    letters = body.find(named("w:rPr"))
    points = int(letters.find(named("w:sz")).get(named("w:val"))) / 2
    tracking = letters.find(named("w:spacing"))
    closer = 0 if tracking is None else int(tracking.get(named("w:val")))
    assert points == 16
    if closer:
        assert width // (points * POINT + closer) == CHARACTERS


def test_chinese_text_is_moved_closer_and_english_is_not():
    found = {}
    for language in ("zh", "en"):
        read = Docx(document(briefing(language), layout="official"))
        found[language] = read.style("BodyText").find(f"{named('w:rPr')}/{named('w:spacing')}")
    assert found["zh"].get(named("w:val")) == "-5"
    assert found["en"] is None


def test_small_text_does_not_stand_on_the_grid(read):
    for style in read.part("word/styles.xml").iter(named("w:style")):
        size = int(next(style.iter(named("w:sz"))).get(named("w:val"))) / 2
        snap = next(style.iter(named("w:snapToGrid"))).get(named("w:val"))
        assert size >= 16 or snap == "0"


def test_page_numbers_stand_outside(read):
    settings = read.part("word/settings.xml")
    assert next(settings.iter(named("w:evenAndOddHeaders")), None) is not None
    relations = {one.get("Id"): one.get("Target") for one in read.part(RELATIONS)}
    sides = {}
    for reference in read.document.iter(named("w:footerReference")):
        footer = read.part(relations[reference.get(named("r:id"))].lstrip("/"))
        assert texts(footer) == "— 1 —"
        assert "PAGE" in "".join(footer.itertext())
        side = read.attributes("w:jc", within=footer)["val"]
        sides[reference.get(named("w:type"))] = side
    assert sides == {"default": "right", "even": "left"}


RELATIONS = "word/_rels/document.xml.rels"


def test_each_page_of_invented_numbers_says_so(read, made):
    for name in read.like(r"word/header\d\.xml"):
        shape = next(read.part(name).iter(named("v:textpath")))
        marks = [one.get("string") for one in read.part(name).iter(named("v:textpath"))]
        assert shape is not None
        assert made.watermark in marks


def test_true_numbers_carry_no_watermark(layout):
    for language in ("zh", "en"):
        plain = briefing(language, is_demonstration=False)
        read = Docx(document(plain, layout=layout))
        headers = read.like(r"word/header\d\.xml")
        assert headers
        assert [one for one in headers if b"textpath" in read.raw(one)] == []


def test_the_mark_stands_first(read, made, layout):
    assert read.paragraphs("Mark") == [made.imprint.mark]
    assert texts(next(read.document.iter(named("w:p")))) == made.imprint.mark
    bare = dataclasses.replace(made.imprint, mark="", issue_number=None, signatures=())
    without = Docx(document(dataclasses.replace(made, imprint=bare), layout=layout))
    assert without.paragraphs("Mark") == without.paragraphs("Issue") == []
    assert without.paragraphs("Signed") == without.paragraphs("EndBlock") == []


EVERYBODY = Distribution("A", "B", "C", "=D", "E & F", 120)


def distributed(made, **changes):
    imprint = dataclasses.replace(made.imprint, **changes)
    return dataclasses.replace(made, imprint=imprint)


def test_a_bulletin_ends_with_who_gets_it_and_how_many_are_printed(made):
    read = Docx(document(distributed(made, distribution=EVERYBODY), layout="bulletin"))
    said = read.paragraphs("Entry")
    assert [one[-1] for one in said] == ["A", "B", "C"]
    assert said[0].startswith("报：" if made.words.language == "zh" else "Reported to:")
    assert "120" in read.paragraphs("Copies")[0]
    assert "=D" not in read.text


def test_an_official_document_ends_with_the_record_of_printing(made):
    read = Docx(document(distributed(made, distribution=EVERYBODY), layout="official"))
    assert read.paragraphs("RecordFirst")[0].endswith("=D")
    printed = read.paragraphs("RecordNext")[0]
    assert "E & F" in printed
    assert day(made.imprint.issued_on, made.words.language) in printed
    last = list(read.document.find(named("w:body")).iter(named("w:p")))[-1]
    assert "120" in texts(last)
    for key, side, eighths in (("RecordFirst", "top", "8"), ("RecordEnd", "top", "8")):
        rule = next(read.style(key).iter(named(f"w:{side}")))
        assert rule.get(named("w:sz")) == eighths


def test_without_a_list_nothing_is_said_of_it(made, layout):
    read = Docx(document(made, layout=layout))
    assert read.paragraphs("Entry") == read.paragraphs("Copies") == []
    assert made.imprint.organisation in read.text
    nobody = Docx(document(distributed(made, organisation=""), layout=layout))
    assert nobody.paragraphs("RecordFirst") == nobody.paragraphs("RecordEnd") == []


def test_a_bulletin_has_a_masthead_in_red(made):
    read = Docx(document(made, layout="bulletin"))
    assert read.paragraphs("Masthead") == [made.title]
    assert read.paragraphs("Title") == [made.subtitle]
    assert "3" in read.paragraphs("Issue")[0]
    (issued,) = read.paragraphs("IssuedBy")
    assert issued.startswith(made.imprint.organisation)
    assert issued.endswith(day(made.imprint.issued_on, made.words.language))
    red = MASTHEAD.strip("#")
    assert read.attributes("w:color", within=read.style("Masthead"))["val"] == red
    assert read.attributes("w:bottom", within=read.style("IssuedBy"))["color"] == red
    assert "@x" in read.paragraphs("EndBlock")[0]


def test_an_official_document_is_signed_at_its_end(made):
    read = Docx(document(made, layout="official"))
    assert read.paragraphs("Masthead") == []
    assert read.paragraphs("Title") == [made.title]
    assert made.subtitle in read.paragraphs("Subtitle")[0]
    written = day(made.imprint.issued_on, made.words.language)
    assert read.paragraphs("Signature") == [made.imprint.organisation, written]
    assert "@x" in read.paragraphs("Signed")[0]
    title = read.style("Title")
    assert next(title.iter(named("w:rFonts"))).get(named("w:eastAsia")) == "方正小标宋简体"
    assert next(title.iter(named("w:sz"))).get(named("w:val")) == "44"


@pytest.mark.parametrize(
    ("title", "points"), [("简报", 48), ("网格治理绩效简报", 48), ("长" * 60, 26)]
)
def test_a_masthead_is_as_large_as_its_title_allows(title, points):
    made = dataclasses.replace(briefing("zh"), title=title)
    read = Docx(document(made, layout="bulletin"))
    masthead = next(
        one
        for one in read.document.iter(named("w:p"))
        if read.attributes("w:pStyle", within=one)["val"] == "Masthead"
    )
    assert int(read.attributes("w:sz", within=masthead)["val"]) == points * 2
