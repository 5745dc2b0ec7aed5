"""The first sheet: sentences, headline figures, metrics against targets, what the others hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from dashboard.charts.spec import BulletRow, BulletTable, HeroRow, Tone
from dashboard.exports.book.numbers import format_of
from dashboard.exports.book.sheets import Sheets
from dashboard.exports.briefing import Briefing, footnote
from dashboard.exports.native import excel_format
from dashboard.format import NumberFormat
from dashboard.theme import LIGHT

WIDTHS = (46, 14, 12, 12, 12, 12, 22, 18, 24)
VALUE, LOW, HIGH, FLOOR, TARGET = 1, 2, 3, 4, 5
GOOD = {"font_color": LIGHT.better, "bg_color": LIGHT.better_soft}
BAD = {"font_color": LIGHT.worse, "bg_color": LIGHT.worse_soft}


@dataclass(slots=True)
class Summary:
    """The first sheet, written one block below the other."""

    sheets: Sheets
    sheet: Worksheet
    briefing: Briefing
    row: int = 3

    def line(self, text: str) -> None:
        """Write a sentence."""
        self.sheet.write_string(self.row, 0, text, self.sheets.styles.of())
        self.row += 1

    def section(self, title: str) -> None:
        """Begin a block."""
        self.row += 1
        self.sheet.write_string(self.row, 0, title, self.sheets.styles.section)
        self.row += 1

    def heads(self, titles: Sequence[str], *, number_count: int) -> None:
        """Write the titles of columns: a name, so many numbers, then words."""
        numbers = range(VALUE, VALUE + number_count)
        self.sheets.heads(self.sheet, self.row, titles, numbers=numbers)
        self.row += 1

    def numbers(self, numbers: Sequence[float | None], number: NumberFormat | None) -> None:
        """Write the numbers of a row."""
        style = self.sheets.styles.number(number)
        for column, value in enumerate(numbers, start=VALUE):
            self.sheets.write(self.sheet, self.row, column, value, style)

    def said(self, column: int, text: str, tone: Tone) -> None:
        """Write words by what they claim."""
        self.sheets.write(self.sheet, self.row, column, text, self.sheets.styles.said(tone))


def write_summary(sheets: Sheets, briefing: Briefing) -> Summary:
    """Write the first sheet; give it, so that its list of sheets can follow."""
    words = briefing.words
    title = briefing.title
    sheet = sheets.add(words("export.document.summary"), title=title, note=briefing.subtitle)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    writer = Summary(sheets, sheet, briefing)
    for text in (_imprint(briefing), briefing.watermark, *briefing.summary):
        if text:
            writer.line(text)
    for part in briefing.parts:
        if isinstance(part.chart, HeroRow):
            writer.section(part.title)
            _write_heroes(writer, part.chart)
        elif isinstance(part.chart, BulletTable):
            writer.section(part.title)
            _write_bullets(writer, part.chart)
    return writer


def write_list(summary: Summary, listed: Sequence[tuple[str, str]]) -> None:
    """List the other sheets, each leading there.

    Args:
        summary: the first sheet.
        listed: names of sheets and what they show.
    """
    summary.section(summary.briefing.words("export.sheets"))
    look = summary.sheets.styles.of(font_color=LIGHT.better, underline=1)
    for name, title in listed:
        place = name.replace("'", "''")
        summary.sheet.write_url(summary.row, 0, f"internal:'{place}'!A1", look, title)
        summary.row += 1


def _imprint(briefing: Briefing) -> str:
    imprint, words = briefing.imprint, briefing.words
    number = imprint.issue_number
    issue = "" if number is None else words("export.document.issue", number=number)
    parts = (imprint.organisation, issue, imprint.issued_on.isoformat(), imprint.mark)
    signatures = (
        words("export.document.signature", role=role, name=name)
        for role, name in imprint.signatures
    )
    return "  ·  ".join(one for one in (*parts, *signatures) if one)


def _write_heroes(writer: Summary, chart: HeroRow) -> None:
    words = writer.briefing.words
    writer.heads((*chart.headings, words("export.verdict")), number_count=3)
    for hero in chart.heroes:
        writer.sheet.write_string(writer.row, 0, hero.name, writer.sheets.styles.text)
        number = format_of(hero.number_text, hero.value)
        writer.numbers((hero.value, hero.low, hero.high), number)
        writer.said(4, hero.status.text or hero.reason, hero.status.tone)
        writer.row += 1
    _write_source(writer, chart)


def _write_bullets(writer: Summary, chart: BulletTable) -> None:
    words = writer.briefing.words
    pillar, floor, target, value, verdict, change, last = chart.columns
    ends = (words("export.low"), words("export.high"))
    writer.heads((pillar, value, *ends, floor, target, verdict, change, last), number_count=5)
    for row in chart.rows:
        styles = writer.sheets.styles
        writer.sheet.write_string(writer.row, 0, f"{row.group} · {row.name}", styles.text)
        number = format_of(row.value_text, row.value)
        writer.numbers((row.value, row.low, row.high, row.floor, row.target), number)
        _colour(writer, row, number)
        writer.said(TARGET + 1, row.verdict.text or row.reason, row.verdict.tone)
        writer.said(TARGET + 2, row.change.text, row.change.tone)
        writer.said(TARGET + 3, row.behind.text, row.behind.tone)
        writer.row += 1
    writer.line(words("export.recolours"))
    _write_source(writer, chart)


def _write_source(writer: Summary, chart: HeroRow | BulletTable) -> None:
    text = footnote(chart.face.provenance, writer.briefing.words)
    writer.sheet.write_string(writer.row, 0, text, writer.sheets.styles.note)
    writer.row += 1


def _colour(writer: Summary, row: BulletRow, number: NumberFormat | None) -> None:
    """Colour a value by the target beside it, so that another target colours it anew.

    The claim is that of the page: the whole interval lies beyond the target. A row that the page
    does not judge by this rule, such as a small sample, keeps plain ink.
    """
    if number is None or row.target is None or row.floor is None or _claim(row) is not row.tone:
        return
    at = {name: xl_rowcol_to_cell(writer.row, column, col_abs=True) for name, column in PLACES}
    low = f"IF(ISNUMBER({at['low']}),{at['low']},{at['value']})"
    high = f"IF(ISNUMBER({at['high']}),{at['high']},{at['value']})"
    above, below = f"{low}>{at['target']}", f"{high}<{at['target']}"
    better, worse = (above, below) if row.floor < row.target else (below, above)
    shown = excel_format(number)
    for rule, look, sign in ((better, GOOD, "▲"), (worse, BAD, "▼")):
        style = {**look, "bold": True, "num_format": f'"{sign} "{shown}'}
        writer.sheet.conditional_format(
            writer.row,
            VALUE,
            writer.row,
            VALUE,
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({at['target']}),{rule})",
                "format": writer.sheets.workbook.add_format(style),
            },
        )


PLACES = (("value", VALUE), ("low", LOW), ("high", HIGH), ("target", TARGET))


def _claim(row: BulletRow) -> Tone:
    """Say what the rule of the sheet finds now."""
    if row.value is None or row.target is None or row.floor is None or row.floor == row.target:
        return Tone.WITHHELD
    low = row.value if row.low is None else row.low
    high = row.value if row.high is None else row.high
    is_above, is_below = low > row.target, high < row.target
    if row.floor > row.target:
        is_above, is_below = is_below, is_above
    return Tone.BETTER if is_above else Tone.WORSE if is_below else Tone.PLAIN


def is_on_summary(chart: object) -> bool:
    """Whether a chart stands on the first sheet instead of one of its own."""
    return isinstance(chart, HeroRow | BulletTable)
