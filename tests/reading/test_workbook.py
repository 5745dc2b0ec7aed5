"""Workbooks: what Excel and other programs write, and what somebody might send."""

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter

from pipelines.reading.delivery import Wishes, open_delivery
from tests.reading.reading import recognise
from tests.reading.workbooks import (
    HEADER,
    MAIN,
    header,
    package,
    row,
    sheet_data,
    styles,
    text,
    unzipped,
    written,
    zipped,
)

NAME = "patrols.xlsx"
GOOD = ("P1", "G1", None, None)


@pytest.fixture
def read(deliver):
    def read(content: bytes, name: str = NAME, **more):
        return deliver(content, name, **more)

    return read


def one_sheet(*rows: str, after: str = "", **parts: str) -> bytes:
    return package({"台账": sheet_data(*rows) + after}, **parts)


def test_a_plain_workbook_is_read_as_a_person_would_type_it(read):
    moment = dt.datetime(2020, 3, 2, 8, 5, 9)
    rows = [
        HEADER,
        ("P1", "320116001001001", moment, 3),
        (" P2 ", "001", dt.datetime(2020, 3, 2), 2.5),
        ("P3", "路灯\n坏了", "2020年3月1日", True),
        ("P4", 320116001001, None, 0.1),
    ]
    outcome = read(written(rows))
    assert outcome.header == HEADER
    assert outcome.rows == [
        ("P1", "320116001001001", "2020-03-02 08:05:09", "3"),
        ("P2", "001", "2020-03-02", "2.5"),
        ("P3", "路灯\n坏了", "2020年3月1日", "true"),
        ("P4", "320116001001", None, "0.1"),
    ]
    assert outcome.lines == [2, 3, 4, 5]
    assert outcome.notes == {}
    assert (outcome.about.sheet, outcome.about.serial_epoch) == ("台账", "1900")


def test_a_workbook_of_another_library_is_read_too(read):
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(("P1", "路灯 & <坏>", dt.datetime(2020, 3, 2, 8), 3))
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).rows == [("P1", "路灯 & <坏>", "2020-03-02 08:00:00", "3")]


def test_names_of_elements_may_have_a_prefix(read):
    plain = one_sheet(row(2, text("A2", "P1"), text("B2", "G1")))
    files = unzipped(plain)
    part = files["xl/worksheets/sheet1.xml"]
    part = part.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
    files["xl/worksheets/sheet1.xml"] = part.replace(b"xmlns=", b"xmlns:x=")
    assert read(zipped(files)).rows == [GOOD]


def test_rows_and_cells_need_not_say_where_they_are(read):
    cells = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER)
    values = '<c><v>1</v></c><c/><c t="str"><v>T</v></c>'
    outcome = read(package({"a": f"<sheetData><row>{cells}</row><row>{values}</row></sheetData>"}))
    assert outcome.rows == [("1", None, "T", None)]
    assert outcome.lines == [2]


def test_texts_kept_apart_come_without_their_readings(read):
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>P1</t></si>'
        "<si><r><t>路</t></r><r><t>灯_x000D_\n</t></r><rPh><t>ludeng</t></rPh></si></sst>"
    )
    cells = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
    outcome = read(one_sheet(row(2, cells), xl__sharedStrings=strings))
    assert outcome.rows == [("P1", "路灯\n", None, None)]


NUMBERS = [
    ("43892.336805555555", "yyyy-mm-dd hh:mm", "2020-03-02 08:05:00"),
    ("43892", "yyyy/m/d", "2020-03-02"),
    ("43892", 14, "2020-03-02"),
    ("43892.5", 22, "2020-03-02 12:00:00"),
    ("43892", 31, "2020-03-02"),
    ("43892", 58, "2020-03-02"),
    ("43892", "[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "2020-03-02"),
    ("43892", "mmm", "2020-03-02"),
    ("0.5", "h:mm:ss", "12:00:00"),
    ("43892.5", "mm:ss", "2020-03-02 12:00:00"),
    ("1.5", "[h]:mm:ss", "36:00:00"),
    ("60", 14, "1900-02-28"),
    ("-1", 14, "1899-12-29"),
    ("43892.33", 0, "43892.33"),
    ("43892", "General", "43892"),
    ("43892", "0.00_);[Red]\\(0.00\\)", "43892"),
    ("43892", "#,##0&quot;days&quot;", "43892"),
    ("0.9904", "0.00%", "0.9904"),
    ("320116001001001", "0", "320116001001001"),
    ("3.20116001001001E+17", "0", "3.20116001001001E+17"),
    ("320116006001001024", "@", "3.20116006001001E+17"),
    ("1E-7", 0, "0.0000001"),
    ("-0.5", 0, "-0.5"),
    ("1E3", 0, "1000"),
]


def test_a_number_says_what_its_format_means(read):
    rows = [
        row(at, f'<c r="A{at}" s="{at - 1}"><v>{stored}</v></c>')
        for at, (stored, *_) in enumerate(NUMBERS, start=2)
    ]
    formats = styles(*(format_code for _, format_code, _ in NUMBERS))
    outcome = read(one_sheet(*rows, xl__styles=formats))
    assert [cells[0] for cells in outcome.rows] == [shown for *_, shown in NUMBERS]


def test_percentages_stay_numbers_and_are_noted(read):
    cells = '<c r="A2" s="1"><v>0.5</v></c><c r="B2" s="2"><v>1</v></c><c r="C2"><v>50</v></c>'
    outcome = read(one_sheet(row(2, cells), xl__styles=styles("0.0%", 9)))
    assert outcome.rows == [("0.5", "1", "50", None)]
    assert outcome.notes == {"percent_format": 2}


def test_days_may_be_counted_from_1904(read):
    rows = [HEADER, ("P1", "G1", dt.datetime(2020, 3, 2, 8), 0)]
    outcome = read(written(rows, date_1904=True))
    assert outcome.rows == [("P1", "G1", "2020-03-02 08:00:00", "0")]
    assert outcome.about.serial_epoch == "1904"


BROKEN = [
    ('<c r="B2"><f>SUM(A1:A9)</f></c>', "formula_without_value", "B2"),
    ('<c r="B2"><f>SUM(A1:A9)</f><v/></c>', "formula_without_value", "B2"),
    ('<c r="B2" t="e"><v>#N/A</v></c>', "error_cell", "B2 #N/A"),
    ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "error_cell", "B2 #DIV/0!"),
    ('<c r="B2" s="1"><v>99999999</v></c>', "error_cell", "B2 99999999"),
    ('<c r="F2"><v>1</v></c>', "too_many_cells", "6/4"),
]


def test_a_cell_that_cannot_be_read_breaks_its_row(read):
    rows = [
        row(at, text(f"A{at}", "P0"), cell.replace('2"', f'{at}"', 1))
        for at, (cell, *_) in enumerate(BROKEN, start=2)
    ]
    good = row(20, text("A20", "P1"), text("B20", "G1"))
    outcome = read(one_sheet(*rows, good, xl__styles=styles("yyyy-mm-dd")))
    assert outcome.broken == [
        (at, reason, found.replace("B2", f"B{at}"))
        for at, (_, reason, found) in enumerate(BROKEN, start=2)
    ]
    assert all(raw.startswith("P0,") for raw in outcome.raw)
    assert outcome.rows == [GOOD]


def test_a_formula_that_gave_an_empty_text_is_an_empty_cell(read):
    cell = '<c r="B2" t="str"><f>IF(1,"","")</f><v></v></c><c r="C2"><f>1+1</f><v>2</v></c>'
    assert read(one_sheet(row(2, text("A2", "P1"), cell))).rows == [("P1", None, "2", None)]


def test_formulas_saved_without_their_results_are_not_taken_for_empty_cells(read):
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(("P1", "=A1", None, 1))
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).broken == [(2, "formula_without_value", "B2")]


def test_rows_inside_merged_cells_are_kept_apart(read):
    merged = "<mergeCells>" + "".join(
        f'<mergeCell ref="{place}"/>' for place in ("A1:D1", "A4:A6", "B8:C8", "A9", "A20:D40")
    )
    rows = [
        row(number, text(f"A{number}", "P1"), text(f"B{number}", "G1")) for number in range(3, 10)
    ]
    titled = f"<sheetData>{row(1, text('A1', '台账'))}{header(2)}{''.join(rows)}</sheetData>"
    outcome = read(package({"a": titled + merged + "</mergeCells>"}))
    assert [line for line, *_ in outcome.broken] == [5, 6, 8]
    assert {reason for _, reason, _ in outcome.broken} == {"merged_cells"}
    assert outcome.lines == [3, 4, 7, 9]
    assert outcome.notes == {"title_rows": 1}


def test_two_titles_and_a_total_are_no_records(read):
    rows = [("巡查台账",), ("2020 年",), HEADER, ("P1", "G1"), ("合计", None, None, 1)]
    outcome = read(written(rows))
    assert outcome.rows == [GOOD]
    assert outcome.broken == [(5, "total_row", None)]
    assert outcome.notes == {"title_rows": 2}
    assert outcome.about.header_line == 3


def test_hidden_rows_are_read_and_noted(read):
    content = one_sheet(
        row(2, text("A2", "P1"), text("B2", "G1"), about='hidden="1"'),
        row(3, about='hidden="1"'),
    )
    outcome = read(content)
    assert outcome.rows == [GOOD]
    assert outcome.notes == {"hidden_rows": 1}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_never_read(read, refusal, state):
    sheets = {"a": sheet_data(row(2, text("A2", "P1"), text("B2", "G1"))), "b": sheet_data()}
    content = package(sheets, states={"b": state})
    assert read(content).about.sheet == "a"
    assert refusal(content, NAME, wishes=Wishes(sheet="b")) == (
        "missing_sheet",
        {"sheet": "b", "found": "a"},
    )


def test_several_sheets_with_data_need_a_name(read, refusal):
    filled = sheet_data(row(2, text("A2", "P1"), text("B2", "G1")))
    content = package({"一月": filled, "空": "<sheetData/>", "二月": filled})
    assert refusal(content, NAME) == ("several_sheets", {"found": "一月, 二月"})
    assert read(content, wishes=Wishes(sheet="二月")).about.sheet == "二月"
    assert refusal(content, NAME, wishes=Wishes(sheet="三月"))[0] == "missing_sheet"


def test_an_empty_workbook_is_refused(refusal):
    assert refusal(package({"a": "<sheetData/>"}), NAME) == ("empty_file", {})
    assert refusal(b"", NAME) == ("empty_file", {})


def test_a_header_alone_is_a_delivery_of_nothing(read):
    outcome = read(written([HEADER]))
    assert outcome.records == 0
    assert outcome.notes == {"header_only": 1}
    assert outcome.header == HEADER


def test_a_stated_header_row_is_used(read, refusal):
    content = written([("a", "b"), ("c", "d"), ("1", "2")])
    assert read(content, wishes=Wishes(header_line=2)).header == ("c", "d")
    assert refusal(content, NAME, wishes=Wishes(header_line=7)) == ("no_header", {"most": 10})
    assert refusal(content, NAME) == ("no_header", {"most": 10})


def test_blank_rows_within_count_and_those_behind_do_not(read):
    styled = [row(number, f'<c r="A{number}" s="1"/>') for number in (3, 4, *range(6, 5006))]
    rows = [row(2, text("A2", "P1"), text("B2", "G1")), *styled[:2]]
    rows += [row(5, text("A5", "P1"), text("B5", "G1")), *styled[2:]]
    outcome = read(one_sheet(*rows, xl__styles=styles("0")))
    assert outcome.lines == [2, 5]
    assert outcome.blank == 2
    assert outcome.records == 4


def test_a_stray_cell_at_the_far_corner_is_survived(read):
    content = one_sheet(
        row(2, text("A2", "P1"), text("B2", "G1")), row(1048576, '<c r="XFD1048576"><v>1</v></c>')
    )
    outcome = read(content)
    assert outcome.rows == [GOOD]
    assert outcome.broken == [(1048576, "too_many_cells", "16384/4")]


def test_macros_are_noted_and_not_run(read):
    files = unzipped(written([HEADER, ("P1", "G1")]))
    outcome = read(zipped({**files, "xl/vbaProject.bin": b"\xd0\xcf"}), "patrols.xlsm")
    assert outcome.rows == [GOOD]
    assert outcome.notes == {"macros_not_run": 1}


def test_a_large_sheet_comes_in_several_batches(tmp_path):
    out = tmp_path / NAME
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for number in range(1, 60_001):
            sheet.write_row(number, 0, (f"P{number}", "G1", None, number))
    batches = list(open_delivery(out, recognise=recognise).batches())
    assert len(batches) == 2
    assert sum(batch.records for batch in batches) == 60_000
    assert batches[1].rows["source_line"][-1] == 60_001
