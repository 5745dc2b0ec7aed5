"""Tables too wide for a page of text go on below, and no number of theirs is broken."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dashboard.exports.document import document
from dashboard.exports.native import Cell, NativeTable
from dashboard.exports.stacked import NUMBER, SIDES, letters, stacked
from dashboard.text import LANGUAGES
from tests.exports.briefings import briefing
from tests.exports.desks import whole_briefing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBERS = ("99.4", "▲ 100.0 ↗", "第 1 (1–6)", "#9 (4–9)", "1,234", "77.51–79.63", "—", "")
TEXTS = st.sampled_from([*NUMBERS, "难分", "cannot be told apart"])
# Twips of a Han character in a cell: 10 points.
HAN_TWIPS = 200


@st.composite
def tables(draw):
    columns = draw(st.integers(2, 24))
    rows = draw(st.lists(st.lists(TEXTS, min_size=columns, max_size=columns), max_size=6))
    heads = draw(
        st.lists(
            st.sampled_from(["数", "安全感", "Satisfaction"]), min_size=columns, max_size=columns
        )
    )
    made = tuple(tuple(Cell(text) for text in row) for row in rows)
    return NativeTable(briefing("zh").parts[1].chart.face, tuple(heads), made)


@given(tables())
def test_every_column_stands_once_beside_the_names(whole):
    pieces = stacked(whole, 44.0)
    assert {one.columns[0] for one in pieces} == {whole.columns[0]}
    assert [title for one in pieces for title in one.columns[1:]] == list(whole.columns[1:])
    for place, row in enumerate(whole.rows):
        assert [cell for one in pieces for cell in one.rows[place][1:]] == list(row[1:])
        assert {one.rows[place][0] for one in pieces} == {row[0]}


@given(tables(), st.floats(22.0, 120.0))
def test_no_number_is_wider_than_its_column_can_be(whole, room):
    pieces = stacked(whole, room)
    for one in pieces:
        needed = sum(
            max(
                (letters(row[at].text) for row in one.rows if NUMBER.fullmatch(row[at].text)),
                default=0.0,
            )
            + SIDES
            for at in range(1, len(one.columns))
        )
        assert needed <= room
    assert stacked(whole, float("inf")) == [whole]


@pytest.mark.parametrize("number", [one for one in NUMBERS if len(one) > 1])
def test_a_number_with_its_marks_stands_on_one_line(number):
    rows = ((Cell("a"), *[Cell(number)] * 16),)
    whole = NativeTable(briefing("zh").parts[1].chart.face, ("街", *["数"] * 16), rows)
    for one in stacked(whole, 30.0):
        assert (len(one.columns) - 1) * (letters(number) + SIDES) <= 30.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_every_table_of_a_document_stand_on_one_line(demonstration, language):
    made = document(whole_briefing(demonstration.data_dir, language), layout="bulletin")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    checked = 0
    for one in body.iter(f"{W}tbl"):
        widths = [int(each.get(f"{W}w")) for each in one.iter(f"{W}gridCol")]
        for row in one.iter(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            if len(cells) != len(widths):
                continue
            for width, cell in zip(widths[1:], cells[1:], strict=True):
                text = "".join(cell.itertext())
                if text and NUMBER.fullmatch(text) and any(map(str.isdigit, text)):
                    assert letters(text) * HAN_TWIPS <= width, text
                    checked += 1
    assert checked > 100
