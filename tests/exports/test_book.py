"""The workbook of a briefing: numbers as numbers, charts of its own cells, nothing that runs."""

import dataclasses
import io
import zipfile
from itertools import chain

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from dashboard.charts.spec import BulletTable, HeroRow, MapChart
from dashboard.exports.book import book
from dashboard.exports.book.numbers import format_of
from dashboard.exports.book.sheets import LONGEST_NAME, sheet_name
from dashboard.exports.native import NativeChart, excel_format
from dashboard.exports.picture import bare_png
from dashboard.exports.verify import stamp_of
from dashboard.format import NumberFormat
from tests.exports.briefings import briefing


@pytest.fixture
def data(made) -> bytes:
    return book(made)


@pytest.fixture
def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def drawn(made) -> list[NativeChart]:
    """Give the native charts in the order of the sheets."""
    natives = chain.from_iterable(part.natives for part in made.parts)
    return [one for one in natives if isinstance(one, NativeChart)]


def charts_of(opened) -> list:
    return [chart for sheet in opened for chart in sheet._charts]  # noqa: SLF001  no other way to them


def cells(opened, reference: str) -> list:
    """Give the values of cells that a chart refers to."""
    name, _, area = reference.rpartition("!")
    sheet = opened[name.strip("'").replace("''", "'")]
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    rows = sheet.iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in rows for value in row]


def close(found, wanted) -> bool:
    return found is wanted is None or found == pytest.approx(wanted, abs=1e-9)


def all_series(chart) -> list:
    parts = (chart, *(one for one in chart._charts if one is not chart))  # noqa: SLF001  combined
    return [one for part in parts for one in part.series]


def test_charts_hold_the_numbers_of_the_screen_in_their_cells(made, opened):
    natives, charts = drawn(made), charts_of(opened)
    assert len(charts) == len(natives)
    for native, chart in zip(natives, charts, strict=True):
        found = {
            cells(opened, one.tx.strRef.f)[0]: cells(opened, (one.val or one.yVal).numRef.f)
            for one in all_series(chart)
        }
        for series in native.series:
            values = found[series.name]
            assert all(close(*pair) for pair in zip(values, series.values, strict=True))


def test_intervals_are_error_bars_from_cells(made, opened):
    for native, chart in zip(drawn(made), charts_of(opened), strict=True):
        with_intervals = {one.name: one for one in native.series if one.lows}
        for drawn_one in all_series(chart):
            series = with_intervals.get(cells(opened, drawn_one.tx.strRef.f)[0])
            if series is None:
                assert drawn_one.errBars is None
                continue
            plus = cells(opened, drawn_one.errBars.plus.numRef.f)
            minus = cells(opened, drawn_one.errBars.minus.numRef.f)
            for row, value in enumerate(series.values):
                if value is not None:
                    assert close(value + plus[row], series.highs[row])
                    assert close(value - minus[row], series.lows[row])


def test_every_number_has_the_format_of_the_screen(made, opened):
    for native, chart in zip(drawn(made), charts_of(opened), strict=True):
        if native.is_rank:
            continue
        for one in all_series(chart):
            name, _, area = one.val.numRef.f.rpartition("!")
            first = opened[name.strip("'").replace("''", "'")][area.replace("$", "").split(":")[0]]
            assert first.number_format == excel_format(native.number)


def test_nothing_of_the_data_runs(data, opened):
    kinds = {cell.data_type for sheet in opened for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert "e" not in kinds
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        links = [package.read(one) for one in package.namelist() if one.endswith(".rels")]
    assert not any(b'TargetMode="External"' in one for one in links)


def test_names_that_look_like_formulas_stand_as_they_are(made, opened):
    texts = {cell.value for sheet in opened for row in sheet.iter_rows() for cell in row}
    assert {"=1+1", "@x", "+1", "-2+3", "<b>x</b>", "a&b"} <= texts


def test_targets_colour_values_anew(made, opened):
    table = next(part.chart for part in made.parts if isinstance(part.chart, BulletTable))
    sheet = opened.worksheets[0]
    ruled = {
        str(area.sqref): [rule.formula[0] for rule in area.rules]
        for area in sheet.conditional_formatting
    }
    judged = [row for row in table.rows if row.target is not None]
    assert len(ruled) == len(judged)
    for place, rules in ruled.items():
        row = sheet[place].row
        assert sheet.cell(row, 6).value == pytest.approx(0.95)
        assert all(f"$F{row}" in rule for rule in rules)


def test_a_small_sample_is_never_coloured(made):
    part = next(part for part in made.parts if isinstance(part.chart, BulletTable))
    small = [row for row in part.chart.rows if row.target is None]
    table = dataclasses.replace(part.chart, rows=tuple(small))
    alone = dataclasses.replace(made, parts=(dataclasses.replace(part, chart=table),))
    sheet = openpyxl.load_workbook(io.BytesIO(book(alone))).worksheets[0]
    assert not list(sheet.conditional_formatting)


def test_headline_figures_are_numbers(made, opened):
    heroes = next(part.chart for part in made.parts if isinstance(part.chart, HeroRow)).heroes
    rows = list(opened.worksheets[0].iter_rows(max_col=4, values_only=True))
    for hero in heroes:
        assert (hero.name, hero.value, hero.low, hero.high) in rows


def test_a_map_is_a_table(made, opened):
    chart = next(part.chart for part in made.parts if isinstance(part.chart, MapChart))
    found = [row[:2] for sheet in opened for row in sheet.iter_rows(values_only=True)]
    for area in chart.areas:
        assert ((area.name, area.value) in found) is area.is_counted


def test_a_map_is_a_picture_beside_its_table(made):
    chart = next(part.chart for part in made.parts if isinstance(part.chart, MapChart))
    picture = bare_png(chart, width=590, scale=1, words=made.words)
    data = book(made, pictures={part.name: picture for part in made.parts})
    assert book(made, pictures={"map": picture}) == data
    opened = openpyxl.load_workbook(io.BytesIO(data))
    sheet = next(one for one in opened if one._images)  # noqa: SLF001  no other way to them
    assert sum(len(one._images) for one in opened) == 1  # noqa: SLF001
    anchor = sheet._images[0].anchor._from  # noqa: SLF001
    table = [cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.value is not None]
    assert anchor.col > max(cell.column for cell in table)
    said = {cell.value for row in sheet.iter_rows() for cell in row}
    assert made.words("export.map_picture") in said
    assert {area.name for area in chart.areas if area.is_counted} <= said
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        drawings = [package.read(one) for one in package.namelist() if "drawings/drawing" in one]
    described = [one for one in drawings if b"<xdr:pic>" in one]
    assert f'descr="{chart.face.alt}"'.encode() in described[0]


def test_sheets_are_set_up_for_reading_and_printing(made, opened):
    for sheet in opened:
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert int(sheet.page_setup.fitToWidth or 1) == 1
        assert int(sheet.page_setup.fitToHeight) == 0
        assert made.imprint.mark in sheet.oddFooter.center.text
    assert all(sheet.print_title_rows for sheet in opened.worksheets[1:])


def test_every_chart_says_what_it_shows(made, data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        drawings = [
            package.read(one).decode() for one in package.namelist() if "drawings/drawing" in one
        ]
    described = [one for one in drawings if 'descr="ALT ' in one]
    assert len(described) == len(drawn(made))


def test_the_last_sheet_says_where_numbers_come_from(made, opened):
    texts = {cell for row in opened.worksheets[-1].iter_rows(values_only=True) for cell in row}
    for part in made.parts:
        source = part.chart.face.provenance
        assert {part.title, source.definition, source.version, part.fingerprint} <= texts
    assert any(made.stamp in str(one) for one in texts)


def test_how_the_screen_draws_is_not_said_of_charts_that_draw_otherwise(made, opened):
    texts = [str(cell.value) for sheet in opened for row in sheet.iter_rows() for cell in row]
    face = made.parts[0].chart.face
    assert any(face.note in one for one in texts)
    assert not any(face.reading in one for one in texts)


def test_the_file_carries_its_stamp(made, data, opened, tmp_path):
    file = tmp_path / "briefing.xlsx"
    file.write_bytes(data)
    assert stamp_of(file) == made.stamp
    assert opened.properties.title == made.title


def test_every_sheet_is_listed_and_the_links_lead_there(opened):
    first = opened.worksheets[0]
    links = [cell.hyperlink for row in first.iter_rows() for cell in row if cell.hyperlink]
    places = [link.location.rpartition("!")[0] for link in links]
    names = [name.strip("'").replace("''", "'") for name in places]
    assert names == opened.sheetnames[1:]


def test_the_same_briefing_gives_the_same_bytes(made, data):
    assert book(made) == data
    assert book(briefing(made.words.language, shift=0.01)) != data


def test_an_empty_briefing_is_a_workbook(made):
    empty = dataclasses.replace(made, parts=(), summary=())
    assert len(openpyxl.load_workbook(io.BytesIO(book(empty))).sheetnames) == 2


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("a[b]:c*d?e/f\\g", "a b c d e f g"),
        ("'quoted'", "quoted"),
        ("", "-"),
        ("///", "-"),
        ("满意率：甲街道高于全区", "满意率：甲街道高于全区"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_names_are_what_office_programs_accept(wanted, name):
    assert sheet_name(wanted, ()) == name


def test_no_two_sheets_have_one_name():
    names: list[str] = []
    for _ in range(12):
        names.append(sheet_name("Y" * 40, names))
        names.append(sheet_name("y" * 40, names))
    assert len({one.lower() for one in names}) == len(names)
    assert all(len(one) <= LONGEST_NAME for one in names)


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [
        ("78.59%", 0.78594, NumberFormat(is_share=True, decimals=2)),
        ("99.1", 0.9911, NumberFormat(is_share=True, decimals=1)),
        ("1\u202f234", 1234.0, NumberFormat(is_share=False, decimals=0)),
        ("\u22121.5", -1.5, NumberFormat(is_share=False, decimals=1)),
        ("—", None, None),
        ("12", 0.5, None),
    ],
)
def test_the_format_of_a_number_is_read_from_the_screen(text, value, number):
    assert format_of(text, value) == number
