"""Make workbooks: plain ones with XlsxWriter, and out-of-the-way ones part by part."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

HEADER = ("patrol_id", "grid_code", "started_at", "findings")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def written(rows: Sequence[Sequence[Any]], **options: Any) -> bytes:
    """Write rows with XlsxWriter, strings as strings and dates as dates."""
    out = io.BytesIO()
    usual = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd hh:mm:ss",
    }
    with xlsxwriter.Workbook(out, {**usual, **options}) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def package(
    sheets: Mapping[str, str],
    *,
    states: Mapping[str, str] | None = None,
    book: str = "",
    **parts: str | bytes,
) -> bytes:
    """Put a workbook together from the inside of each ``worksheet`` element.

    Args:
        sheets: name → XML.
        states: name → ``hidden`` or ``veryHidden``.
        book: XML to stand before ``sheets`` in the workbook's part.
        parts: further parts, with ``__`` for ``/``; the suffix ``.xml`` is added.
    """
    listed, relations, files = "", "", {}
    for number, (name, inside) in enumerate(sheets.items(), start=1):
        state = (states or {}).get(name, "visible")
        listed += f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="r{number}"/>'
        relations += (
            f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        files[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}">{inside}</worksheet>'
        )
    files["[Content_Types].xml"] = "<Types/>"
    files["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{book}<sheets>{listed}</sheets></workbook>'
    )
    files["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    )
    files |= {f"{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Put ``files`` into an archive, compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Take an archive apart."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text(place: str, value: str) -> str:
    """Make a cell that holds a text."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def row(number: int, *cells: str, about: str = "") -> str:
    """Make a row of cells."""
    return f'<row r="{number}" {about}>{"".join(cells)}</row>'


def header(number: int = 1) -> str:
    """Make the row with the names of ``HEADER``."""
    return row(number, *(text(f"{'ABCD'[at]}{number}", name) for at, name in enumerate(HEADER)))


def sheet_data(*rows: str) -> str:
    """Put rows below the usual header."""
    return f"<sheetData>{header()}{''.join(rows)}</sheetData>"


def styles(*formats: str | int) -> str:
    """Make styles: number 1 has the first format, a code or a built-in number, and so on."""
    codes = [one for one in formats if isinstance(one, str)]
    spelled = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(codes)
    )
    numbers = [one if isinstance(one, int) else 164 + codes.index(one) for one in formats]
    used = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *numbers))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{spelled}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{used}</cellXfs>'
        '<dxfs><dxf><numFmt numFmtId="200" formatCode="0"/></dxf></dxfs></styleSheet>'
    )
