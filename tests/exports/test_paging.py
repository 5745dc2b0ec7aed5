"""Tables too large for one slide go on to the next, in a size that can be read."""

import io
from dataclasses import replace

import pytest
from pptx import Presentation

from dashboard.exports.briefing import Briefing
from dashboard.exports.deck import deck
from dashboard.exports.deck.paging import SIZES_PT, pages, piece_named, setting_of, whole_id
from dashboard.exports.native import Cell, NativeTable
from dashboard.exports.refresh import refresh
from dashboard.text import LANGUAGES
from tests.exports.briefings import briefing

ROOM = {"width_pt": 873.0, "height_pt": 331.0}
READABLE_PT = 10.0


def table(*, rows: int, columns: int, text: str = "98.76%") -> NativeTable:
    face = briefing("zh").parts[1].chart.face
    cells = tuple(
        (Cell(f"area {row}"), *(Cell(f"{text} {row}.{one}") for one in range(1, columns)))
        for row in range(rows)
    )
    return NativeTable(face, tuple(f"column {one}" for one in range(columns)), cells)


def with_rows(made: Briefing, count: int) -> Briefing:
    """Give a briefing of one table with so many rows."""
    part = made.parts[1]
    rows = tuple(
        replace(part.chart.rows[0], key=f"m{row}", name=f"row {row}") for row in range(count)
    )
    return replace(made, parts=(replace(part, chart=replace(part.chart, rows=rows)),))


def tables_of(package: bytes):
    slides = Presentation(io.BytesIO(package)).slides
    return [one for slide in slides for one in slide.shapes if one.has_table]


@pytest.mark.parametrize(("rows", "columns"), [(3, 4), (12, 5), (40, 6), (9, 17), (40, 24)])
def test_every_cell_stands_on_one_slide_beside_its_row_s_name(rows, columns):
    whole = table(rows=rows, columns=columns)
    pieces = pages(whole, **ROOM)
    found = [cell.text for one in pieces for row in one.rows for cell in row[1:]]
    assert sorted(found) == sorted(cell.text for row in whole.rows for cell in row[1:])
    names = {row[0].text for row in whole.rows}
    assert all(row[0].text in names for one in pieces for row in one.rows)
    for one in pieces:
        setting = setting_of(one, **ROOM)
        assert setting.across * setting.down == 1
        assert setting.size_pt >= READABLE_PT
        assert sum(setting.widths_pt) <= ROOM["width_pt"]


def test_what_fits_stays_whole_and_large():
    small = table(rows=5, columns=4)
    assert pages(small, **ROOM) == [small]
    assert setting_of(small, **ROOM).size_pt == SIZES_PT[0]


def test_a_word_too_long_for_any_slide_is_still_shown():
    wide = table(rows=2, columns=2, text="x" * 400)
    assert pages(wide, **ROOM) == [wide]


def test_pieces_are_found_again_by_their_names():
    whole = table(rows=40, columns=24)
    for one in pages(whole, **ROOM):
        assert whole_id(one.face.chart_id) == whole.face.chart_id
        assert piece_named(whole, one.face.chart_id) == one
        assert piece_named(table(rows=41, columns=24), one.face.chart_id) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_table_is_parted_over_slides_and_refreshed_there(language):
    made = with_rows(briefing(language), 30)
    first = deck(made)
    assert len(tables_of(first)) > 1
    later = replace(made, parts=with_rows(briefing(language, shift=1 / 64), 30).parts)
    found = refresh(first, later)
    assert (found.unknown, found.reshaped) == ((), ())
    shown = [one.table.cell(1, 1).text for one in tables_of(found.content)]
    assert set(shown) == {later.parts[0].chart.rows[0].value_text}


def test_a_parted_table_with_other_rows_is_named_and_left():
    made = with_rows(briefing("zh"), 30)
    found = refresh(deck(made), with_rows(briefing("zh"), 31))
    assert len(found.reshaped) == len(tables_of(deck(made)))
