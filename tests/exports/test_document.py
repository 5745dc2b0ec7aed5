"""Word documents: charts that can be edited, tables that can be read, nothing that points away."""

import dataclasses
import re
import struct
import zlib

import pytest

from dashboard.exports.briefing import Briefing
from dashboard.exports.document import LAYOUTS, NotPngError, document
from dashboard.exports.native import NativeChart
from dashboard.exports.verify import stamp_of
from tests.exports.briefings import HOSTILE, briefing
from tests.exports.document_reading import HAN, Docx, cached_series, named

NUMBER = re.compile(r"\d+(?:\.\d+)?")
WIDEST_EMU = 156 * 36_000
FORMULA = "f"
RELATIONS = "word/_rels/document.xml.rels"


@pytest.fixture(params=LAYOUTS)
def layout(request) -> str:
    return request.param


@pytest.fixture
def read(made, layout) -> Docx:
    return Docx(document(made, layout=layout))


def charts_of(made: Briefing) -> list[NativeChart]:
    natives = (native for part in made.parts for native in part.natives)
    return [one for one in natives if isinstance(one, NativeChart)]


def with_part(made: Briefing, **changes: object) -> Briefing:
    first, *others = made.parts
    return dataclasses.replace(made, parts=(dataclasses.replace(first, **changes), *others))


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\xff" * width) * height))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


def test_the_same_briefing_gives_the_same_bytes(made, layout):
    assert document(made, layout=layout) == document(made, layout=layout)


def test_other_numbers_give_other_bytes(layout):
    one, other = briefing("zh"), briefing("zh", shift=0.01)
    assert document(one, layout=layout) != document(other, layout=layout)


def test_a_layout_nobody_wrote_is_an_error(made):
    with pytest.raises(KeyError, match="letter"):
        document(made, layout="letter")


def test_the_file_says_what_it_is(made, read):
    core = read.part("docProps/core.xml")
    said = {one.tag.rpartition("}")[2]: one.text for one in core}
    assert said["title"] == made.title
    assert said["creator"] == made.imprint.organisation
    assert said["keywords"] == made.stamp
    assert said["created"] == said["modified"] == "2021-01-08T00:00:00Z"
    assert said["language"].startswith(made.words.language)


def test_every_part_is_declared_and_reached(read):
    declared = {one.get("PartName") for one in read.part("[Content_Types].xml")} - {None}
    parts = [one for one in read.names if not one.endswith(".rels") and "[" not in one]
    assert declared == {f"/{one}" for one in parts}
    targets = [one.get("Target") for name in read.like(r".*\.rels") for one in read.part(name)]
    assert sorted(one.lstrip("/") for one in targets) == sorted(parts)


def test_the_document_has_every_part_the_standard_asks_for(read):
    kinds = {one.get("Type").rpartition("/")[2] for one in read.part(RELATIONS)}
    assert {"styles", "settings", "fontTable", "theme"} <= kinds


def test_the_stamp_can_be_read_back(made, layout, tmp_path):
    file = tmp_path / "briefing.docx"
    file.write_bytes(document(made, layout=layout))
    assert stamp_of(file) == made.stamp
    assert made.stamp in Docx(file.read_bytes()).text


def test_every_chart_can_be_edited(made, read):
    wanted = len(charts_of(made))
    parts = read.like(r"word/charts/chart\d+\.xml")
    assert len(parts) == len(read.workbooks()) == wanted
    assert len(list(read.document.iter(named("c:chart")))) == wanted
    assert [one for one in read.names if one.startswith("word/media/")] == []
    for part in parts:
        chart = read.part(part)
        link = chart.find(named("c:externalData")).get(named("r:id"))
        path, _, name = part.rpartition("/")
        relations = read.part(f"{path}/_rels/{name}.rels")
        assert [one.get("Id") for one in relations] == [link]
        assert relations[0].get("Target").lstrip("/") in read.names


def test_charts_hold_the_numbers_of_the_briefing(made, read):
    drawn = [cached_series(read.part(one)) for one in read.like(r"word/charts/chart\d+\.xml")]
    for chart, series in zip(charts_of(made), drawn, strict=True):
        assert [name for name, _ in series] == [one.name for one in chart.series]
        for (_, found), wanted in zip(series, chart.series, strict=True):
            known = [value for value in wanted.values if value is not None]
            assert [one for one in found if one is not None] == pytest.approx(known, abs=1e-9)
            gaps = [value is None for value in wanted.values]
            assert [one is None for one in found] == gaps


def test_workbooks_hold_no_formula(read):
    books = read.workbooks()
    cells = [cell for book in books for sheet in book for row in sheet for cell in row]
    assert cells
    assert [cell.value for cell in cells if cell.data_type == FORMULA] == []
    assert {cell.value for cell in cells} >= set(HOSTILE)


def test_nothing_points_out_of_the_file(read):
    relations = read.like(r".*\.rels")
    assert relations
    for name in relations:
        for relation in read.part(name):
            assert relation.get("TargetMode") is None
            assert not relation.get("Target").startswith("http")
    assert [one for one in read.names if "vba" in one.lower()] == []


def test_every_run_with_han_names_its_east_asian_font(read):
    for name in ("word/document.xml", *read.like(r"word/(?:header|footer)\d\.xml")):
        for run in read.part(name).iter(named("w:r")):
            if HAN.search("".join(run.itertext())):
                fonts = run.find(f"{named('w:rPr')}/{named('w:rFonts')}")
                assert fonts is not None
                assert HAN.search(fonts.get(named("w:eastAsia")))


def test_headings_stand_in_the_order_of_the_parts(made, read):
    headings = read.paragraphs("Heading1")
    assert len(headings) == len(made.parts) + 1
    for heading, part in zip(headings[1:], made.parts, strict=True):
        assert heading.endswith(part.title)
    begun = [re.match(r"[^、.]+", one)[0] for one in headings[:3]]
    assert begun == (["一", "二", "三"] if made.words.language == "zh" else ["1", "2", "3"])


def test_headings_count_beyond_ten(made):
    many = dataclasses.replace(made, parts=made.parts * 3)
    headings = Docx(document(many, layout="official")).paragraphs("Heading1")
    wanted = {9: "十", 10: "十一", 19: "二十", 20: "二十一"}
    for place, numeral in wanted.items():
        said = numeral if made.words.language == "zh" else str(place + 1)
        assert re.match(r"[^、.]+", headings[place])[0] == said


def test_every_conclusion_is_there_with_its_numbers(made, layout):
    summary = ("安全感 98.75%，满意率 94.90%", "knows 90.77% of 11 387")
    read = Docx(document(dataclasses.replace(made, summary=summary), layout=layout))
    body = "\n".join(read.paragraphs("BodyText"))
    for sentence in summary:
        assert set(NUMBER.findall(sentence)) <= set(NUMBER.findall(body))
        assert sentence[1:] in body


def test_every_figure_has_a_source(made, read):
    notes = [*read.paragraphs("Note"), *read.paragraphs("LastNote")]
    assert len(notes) == len(made.parts)
    for note, part in zip(notes, made.parts, strict=True):
        provenance = part.chart.face.provenance
        wanted = (provenance.version, provenance.interval_method, provenance.cutoff_on, "900")
        assert all(one in note for one in wanted)
    # What a metric means is said once.
    definition = made.parts[0].chart.face.provenance.definition
    assert sum(definition in note for note in notes) == 1


def test_figures_are_named_and_told_to_those_who_cannot_see_them(made, read):
    drawings = list(read.document.iter(named("wp:docPr")))
    assert [one.get("name") for one in drawings] == [
        f"chart:{one.face.chart_id}" for one in charts_of(made)
    ]
    assert len({one.get("id") for one in drawings}) == len(drawings)
    assert all(len(one.get("descr")) > 10 and one.get("title") for one in drawings)
    for extent in read.document.iter(named("wp:extent")):
        assert int(extent.get("cx")) <= WIDEST_EMU
    captions = read.paragraphs("Caption")
    assert len(captions) == len(drawings)
    assert all(str(number) in caption for number, caption in enumerate(captions, start=1))


def test_tables_repeat_their_header_and_tear_no_row(read):
    tables = list(read.document.iter(named("w:tbl")))
    # Headline figures, metrics against targets, the values of the map.
    assert len(tables) == len(read.paragraphs("TableCaption")) == 3
    for table in tables:
        rows = list(table.iter(named("w:tr")))
        assert all(next(row.iter(named("w:cantSplit")), None) is not None for row in rows)
        repeated = [next(row.iter(named("w:tblHeader")), None) is not None for row in rows]
        assert repeated == [True] + [False] * (len(rows) - 1)
        for tag in ("w:tblCaption", "w:tblDescription"):
            assert next(table.iter(named(tag))).get(named("w:val"))
        grid = [int(one.get(named("w:w"))) for one in table.iter(named("w:gridCol"))]
        for row in rows:
            cells = [int(one.get(named("w:w"))) for one in row.iter(named("w:tcW"))]
            assert sum(cells) == sum(grid)


def test_how_the_screen_draws_is_not_said_of_charts_that_draw_otherwise(made, read):
    assert made.parts[0].chart.face.note in read.text
    assert made.parts[0].chart.face.reading not in read.text


def test_a_map_is_told_in_words_and_numbers(made, read):
    chart = next(part.chart for part in made.parts if part.name == "map")
    text = read.text
    for area in chart.areas:
        assert area.name in text
        assert area.text in text
    assert chart.uncounted in "\n".join(read.paragraphs("BodyText")).lower()


def test_only_maps_become_pictures(made, layout):
    pictures = {part.name: png(800, 600) for part in made.parts}
    read = Docx(document(made, layout=layout, pictures=pictures))
    assert len([one for one in read.names if one.startswith("word/media/")]) == 1
    assert len(read.like(r"word/charts/chart\d+\.xml")) == len(charts_of(made))
    shown = [one for one in read.document.iter(named("wp:docPr")) if "picture" in one.get("name")]
    assert [one.get("name") for one in shown] == ["picture:map"]
    assert shown[0].get("descr")
    assert made.words("export.document.map_picture") in "\n".join(read.paragraphs("BodyText"))
    # The values stay beside it.
    assert len(list(read.document.iter(named("w:tbl")))) == 3


@pytest.mark.parametrize("data", [b"", b"GIF89a" + b"\0" * 40, png(1, 1)[:20]])
def test_a_picture_that_is_no_png_is_refused(made, data):
    with pytest.raises(NotPngError):
        document(made, layout="bulletin", pictures={"map": data})


def test_a_warning_hangs_on_its_heading(made, layout):
    read = Docx(document(with_part(made, warning="94.9 <b>"), layout=layout))
    comments = read.part("word/comments.xml")
    assert "".join(comments.itertext()) == "94.9 <b>"
    number = read.attributes("w:comment", within=comments)["id"]
    heading = next(
        one
        for one in read.document.iter(named("w:p"))
        if next(one.iter(named("w:commentReference")), None) is not None
    )
    assert made.parts[0].title in "".join(heading.itertext())
    assert read.attributes("w:commentReference", within=heading)["id"] == number


def test_without_a_warning_there_is_no_comment(read):
    assert "word/comments.xml" not in read.names


@pytest.mark.parametrize("text", ["a\x0bb\x00c", "a\nb\tc", "\ud800", "<w:p/>&amp;"])
def test_any_title_can_be_written(made, layout, text):
    named_so = with_part(dataclasses.replace(made, title=text), title=text)
    headings = Docx(document(named_so, layout=layout)).paragraphs("Heading1")
    printable = re.sub(r"[\x00-\x1f\ud800]+", " ", text)
    assert headings[1].endswith(printable)
