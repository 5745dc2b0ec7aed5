"""An empty workbook for one kind of data: headers, drop-downs, and what belongs where."""

from pathlib import Path
from typing import Any

import xlsxwriter

from pipelines.column import EARLIEST, LATEST
from pipelines.contract import Kind
from pipelines.described import TIMES, Described, claims, described
from pipelines.source import Source
from warehouse.words import Words

ROWS = 10_000
WIDTH = 18
FORMATS = {Kind.CODE: "@", Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm:ss"}
HEADINGS = ("column", "code", "required", "kind", "values")


def write_template(source: Source, path: Path, words: Words) -> None:
    """Write the workbook; codes are text, so that no digit is lost in them."""
    columns = described(source, words)
    # A code that begins with = is a code.
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, plain) as book:
        sheet = book.add_worksheet(words("template.sheet"))
        sheet.freeze_panes(1, 0)
        heading = book.add_format({"bold": True, "bottom": 1})
        for number, column in enumerate(columns):
            star = "*" if column.field.required else ""
            form = {"num_format": FORMATS.get(column.field.kind, "General")}
            sheet.set_column(number, number, WIDTH, book.add_format(form))
            sheet.write_string(0, number, f"{column.title}{star}", heading)
            if rule := _validation(column):
                sheet.data_validation(1, number, ROWS, number, rule)
        about = book.add_worksheet(words("template.about"))
        about.set_column(0, len(HEADINGS), WIDTH)
        for line, cells in enumerate(_about(source, columns, words)):
            about.write_row(line, 0, cells, None if line else heading)


def _validation(column: Described) -> dict[str, Any] | None:
    """Say what a spreadsheet lets nobody type in."""
    if column.allowed:
        return {"validate": "list", "source": list(column.allowed)}
    if column.bounds:
        least, most = column.bounds
        what = "integer" if column.field.kind is Kind.COUNT else "decimal"
        return {"validate": what, "criteria": "between", "minimum": least, "maximum": most}
    if column.field.kind in TIMES:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": EARLIEST,
            "maximum": LATEST,
        }
    return None


def _about(source: Source, columns: list[Described], words: Words) -> list[tuple[str, ...]]:
    lines = [tuple(words(f"template.{name}") for name in HEADINGS)]
    for one in columns:
        required = words("template.yes") if one.field.required else words("template.no")
        lines.append((one.title, one.field.name, required, one.content, one.values))
    lines += [("",), (words("template.refused_when"),)]
    return lines + [(said,) for _, said in claims(source, words)]
