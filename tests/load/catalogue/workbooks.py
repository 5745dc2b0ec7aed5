"""Entries 90 to 110: what may be wrong with a workbook."""

import datetime as dt

from tests.load.catalogue.entry import AT, COLUMNS, Entry, accept, line, refuse
from tests.reading.workbooks import package, row, styles, text, unzipped, written, zipped

NAME = "patrols.xlsx"
CELLS = line().split(",")
FILLED = {at: cell for at, cell in zip("ABCDEFG", CELLS, strict=True) if cell}
WRITTEN = written([COLUMNS, CELLS])
BOMB = b'<worksheet xmlns="x"><sheetData>' + b" " * (64 << 20) + b"</sheetData></worksheet>"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def record(number: int = 2, *, about: str = "", **cells: str) -> str:
    """Write a row: plain text, or the XML of a cell by its letter."""
    plain = {at: text(f"{at}{number}", cell) for at, cell in FILLED.items()}
    plain["A"] = text(f"A{number}", f"P{number}")
    return row(number, *{**plain, **cells}.values(), about=about)


def sheet(*rows: str, above: str = "", behind: str = "") -> str:
    head = row(1, *(text(f"{at}1", name) for at, name in zip("ABCDEFG", COLUMNS, strict=True)))
    return f"{above}<sheetData>{head}{''.join(rows)}</sheetData>{behind}"


def book(*rows: str, **more: str) -> bytes:
    return package({"台账": sheet(*rows)}, **more)


def with_part(part: str, before: bytes) -> bytes:
    files = unzipped(WRITTEN)
    return zipped({**files, part: before + files[part]})


def quarantine(number: int, what: str, spoilt: str, reason: str, **parts: str) -> Entry:
    content = book(record(2), spoilt, **parts)
    return Entry(number, what, content, NAME, (1, 1, 0), frozenset({reason}))


def number_cell(at: str, value: str, style: int = 0) -> str:
    return f'<c r="{at}" s="{style}"><v>{value}</v></c>'


DATES = styles("yyyy-mm-dd hh:mm:ss")
MERGED = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'

WORKBOOKS = (
    quarantine(90, "a stray cell in the last corner",
               row(1_048_576, number_cell("XFD1048576", "1")), "too_many_cells"),
    refuse(91, "a bomb", package({"a": ""}, xl__worksheets__other=BOMB), "oversized_workbook",
           name=NAME),
    refuse(92, "a billion laughs", with_part("xl/worksheets/sheet1.xml", LAUGHS),
           "damaged_workbook", name=NAME),
    refuse(93, "an outside entity", with_part("xl/workbook.xml", OUTSIDE), "damaged_workbook",
           name=NAME),
    refuse(94, "a part that leaves its folder",
           zipped({**unzipped(WRITTEN), "../../etc/cron.d/x": b"x"}), "damaged_workbook",
           name=NAME),
    accept(95, "macros, which are not run",
           zipped({**unzipped(WRITTEN), "xl/vbaProject.bin": b"x"}), name="patrols.xlsm"),
    refuse(96, "encrypted, or an old xls", OLE, "encrypted_workbook", name=NAME),
    refuse(97, "cut off", WRITTEN[:900], "damaged_workbook", name=NAME),
    refuse(97, "nothing", b"", "empty_file", name=NAME),
    refuse(97, "CSV under its name", line().encode(), "misnamed_file", name=NAME),
    refuse(97, "HTML under its name", b"<html></html>", "misnamed_file", name=NAME),
    quarantine(98, "a formula without its result",
               record(3, B='<c r="B3"><f>SUM(A1:A9)</f></c>'), "formula_without_value"),
    quarantine(99, "an error", record(3, B='<c r="B3" t="e"><v>#N/A</v></c>'), "error_cell"),
    quarantine(100, "an 18-digit code kept as a number",
               record(3, B=number_cell("B3", "320116006001001024")), "lost_digits"),
    # A contract states its units; a number shown as a percentage is read by its value.
    accept(101, "a percentage by its format",
           book(record(2, G=number_cell("G2", "1", 1)), xl__styles=styles("0.00%")), name=NAME,
           asked="findings", held=(1,)),
    accept(102, "days counted from 1904",
           written([COLUMNS, [*CELLS[:2], dt.datetime(2020, 3, 2, 8), *CELLS[3:]]],
                   date_1904=True), name=NAME, asked="started_at", held=(AT,)),
    quarantine(103, "a day before all days", record(3, C=number_cell("C3", "-1", 1)),
               "out_of_bounds", xl__styles=DATES),
    quarantine(103, "a day after all days", record(3, C=number_cell("C3", "99999999", 1)),
               "error_cell", xl__styles=DATES),
    accept(104, "dates and texts of dates",
           book(record(2), record(3, C=number_cell("C3", "43892.25", 1)), xl__styles=DATES),
           name=NAME, account=(2, 0, 0), asked="started_at", held=("2020-03-02 06:00:00", AT)),
    Entry(105, "merged cells", package({"a": sheet(record(2), record(3), behind=MERGED)}), NAME,
          (1, 1, 0), frozenset({"merged_cells"})),
    Entry(106, "titles and a total",
          written([["巡查台账"], ["2020 年"], COLUMNS, CELLS, ["合计", *[None] * 5, 1]]), NAME,
          (1, 1, 0), frozenset({"total_row"})),
    accept(107, "hidden rows", book(record(2, about='hidden="1"')), name=NAME),
    accept(107, "a hidden sheet",
           package({"a": sheet(record(2)), "b": sheet(record(9))}, states={"b": "hidden"}),
           name=NAME, held=("P2",)),
    accept(108, "formatted blank rows", book(record(2), *(row(n, f'<c r="A{n}" s="0"/>')
           for n in range(3, 5_000))), name=NAME),
    refuse(109, "a sheet whose part is missing",
           zipped({k: v for k, v in unzipped(WRITTEN).items() if "sheet1" not in k}),
           "damaged_workbook", name=NAME),
    refuse(110, "several sheets with data",
           package({"一月": sheet(record(2)), "二月": sheet(record(3))}), "several_sheets",
           name=NAME),
)  # fmt: skip
