"""The last sheet: what every number means and where it comes from."""

from dashboard.exports.book.sheets import ROW_POINTS, Sheets
from dashboard.exports.briefing import Briefing, Part, footnote
from dashboard.text import Words

WIDTHS = (24, 18, 100)


def write_about(sheets: Sheets, briefing: Briefing) -> tuple[str, str]:
    """Write definitions, filters, version and stamp; give the sheet's name and title."""
    words = briefing.words
    sheet = sheets.add(
        words("export.about_sheet"),
        title=words("export.about_sheet"),
        note=words("export.document.trace", stamp=briefing.stamp),
    )
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    heads = (words("export.about_title"), "", words("export.about_note"))
    sheets.heads(sheet, 2, heads)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    row = 3
    for part in briefing.parts:
        title = part.title
        for label, text in _facts(part, words):
            for column, cell in enumerate((title, label, text)):
                sheet.write_string(row, column, cell, sheets.styles.wrapped)
            sheet.set_row(row, ROW_POINTS * max(_lines(title, WIDTHS[0]), _lines(text, WIDTHS[2])))
            row, title = row + 1, ""
    sheet.print_area(0, 0, row - 1, len(WIDTHS) - 1)
    return str(sheet.get_name()), words("export.about_sheet")


def _lines(text: str, width: int) -> int:
    """Estimate into how many lines a column breaks a text; Chinese is twice as wide."""
    return max(1, -(-len(text.encode("gbk", "replace")) * 11 // (width * 10)))


def _facts(part: Part, words: Words) -> list[tuple[str, str]]:
    source = part.chart.face.provenance
    filters = words("export.join").join(f"{name} = {one}" for name, one in source.filters)
    facts = (
        ("note", part.chart.face.note),
        ("definition", source.definition),
        ("footnote", footnote(source, words)),
        ("filters", filters),
        ("data_version", source.version),
        ("fingerprint", part.fingerprint),
        ("warning", part.warning),
    )
    return [(words(f"export.about_{name}"), text) for name, text in facts if text]
