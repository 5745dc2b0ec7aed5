"""Workbooks that are refused: damaged, hostile, or something else under their name."""

import pytest

from tests.reading.workbooks import (
    HEADER,
    MAIN,
    package,
    row,
    sheet_data,
    text,
    unzipped,
    written,
    zipped,
)

NAME = "patrols.xlsx"


def one_sheet(*rows: str, **parts: str) -> bytes:
    return package({"台账": sheet_data(*rows)}, **parts)


def test_too_many_columns_are_refused(refusal):
    names = [*HEADER, *(f"c{number}" for number in range(197))]
    expected = ("too_many_columns", {"found": 201, "most": 200})
    assert refusal(written([names, ["P1"]]), NAME) == expected


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', "<!DOCTYPE x>"),
        ('<!DOCTYPE foo [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "<!DOCTYPE foo>"),
    ],
)
@pytest.mark.parametrize(
    "place", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
def test_entities_are_refused_wherever_they_stand(refusal, part, found, place):
    strings = f'<sst xmlns="{MAIN}"><si><t>x</t></si></sst>'
    plain = one_sheet(row(2, text("A2", "P1")), xl__sharedStrings=strings)
    files = unzipped(plain)
    files[place] = part.encode() + files[place]
    assert refusal(zipped(files), NAME) == ("damaged_workbook", {"found": found})


def test_a_bomb_is_weighed_before_it_is_unpacked(refusal):
    bomb = b'<worksheet xmlns="x"><sheetData>' + b" " * (64 << 20) + b"</sheetData></worksheet>"
    content = package({"a": ""}, xl__worksheets__other=bomb)
    reason, details = refusal(content, NAME)
    assert reason == "oversized_workbook"
    assert details["found"].startswith("xl/worksheets/other.xml: 1")


def test_too_many_parts_are_refused(refusal):
    parts = {f"xl__more__part{number}": "<a/>" for number in range(200)}
    assert refusal(package({"a": ""}, **parts), NAME) == (
        "oversized_workbook",
        {"found": "204 > 200"},
    )


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/x", "C:\\x", "a/../../x", "..\\x"])
def test_parts_that_would_leave_their_folder_are_refused(refusal, name):
    files = unzipped(written([HEADER]))
    assert refusal(zipped({**files, name: b"x"}), NAME)[0] == "damaged_workbook"


def test_an_encrypted_part_is_refused(refusal):
    content = bytearray(written([HEADER]))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refusal(bytes(content), NAME)[0] == "encrypted_workbook"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_workbook_cut_off_is_refused(refusal, share):
    content = written([HEADER, *[("P1", "G1")] * 500])
    assert refusal(content[: int(len(content) * share)], NAME)[0] == "damaged_workbook"


def test_a_workbook_with_a_flipped_byte_is_refused_or_read_as_it_was(refusal, deliver):
    content = bytearray(written([HEADER, *[(f"P{number}", "G1") for number in range(500)]]))
    at = content.index(b"xl/worksheets/sheet1.xml") + 80
    content[at] ^= 0xFF
    assert refusal(bytes(content), NAME)[0] == "damaged_workbook"


@pytest.mark.parametrize("missing", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_missing_part_is_damage(refusal, missing):
    files = unzipped(written([HEADER]))
    del files[missing]
    assert refusal(zipped(files), NAME)[0] == "damaged_workbook"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"patrol_id,grid_code\n", "CSV"),
        (b"<html><table></table></html>", "HTML"),
        (b"PAR1", "Parquet"),
        (b'{"a": 1}', "JSON"),
    ],
)
def test_another_format_under_the_name_of_a_workbook_is_refused(refusal, content, found):
    assert refusal(content, NAME) == ("misnamed_file", {"extension": ".xlsx", "found": found})


def test_an_archive_that_is_no_workbook_is_refused(refusal):
    assert refusal(zipped({"notes.txt": "x"}), NAME) == ("unknown_format", {"found": "ZIP"})
    binary = zipped({"[Content_Types].xml": "x", "xl/workbook.bin": "x"})
    assert refusal(binary, NAME) == ("unknown_format", {"found": "XLSB"})


def test_rows_out_of_order_are_damage(refusal):
    content = one_sheet(row(3, text("A3", "P1")), row(2, text("A2", "P1")))
    assert refusal(content, NAME)[0] == "damaged_workbook"
