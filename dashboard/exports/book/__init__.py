"""A briefing as a workbook: values as numbers, native charts, conditional colours.

The first sheet sums up, then comes one sheet a chart, then what the numbers mean. No text of the
data becomes a formula or a link.
"""

import datetime as dt
import io
from collections.abc import Mapping

import xlsxwriter

from dashboard.exports.book.about import write_about
from dashboard.exports.book.chart_sheets import write_charts
from dashboard.exports.book.sheets import Sheets
from dashboard.exports.book.summary import is_on_summary, write_list, write_summary
from dashboard.exports.briefing import Briefing
from dashboard.exports.office.package import normalised
from dashboard.exports.office.workbook import PLAIN_TEXT


def book(briefing: Briefing, *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Write a briefing as an XLSX file; the same briefing gives the same bytes.

    Args:
        briefing: what is exported.
        pictures: PNG files by the name of the part; only maps are shown as pictures.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, PLAIN_TEXT) as workbook:
        workbook.set_properties(
            {
                "title": briefing.title,
                "subject": briefing.subtitle,
                "author": briefing.imprint.organisation,
                "category": briefing.imprint.mark,
                "keywords": briefing.stamp,
                "created": dt.datetime.combine(briefing.imprint.issued_on, dt.time()),
            }
        )
        sheets = Sheets(workbook, briefing, pictures or {})
        summary = write_summary(sheets, briefing)
        listed = [
            found
            for part in briefing.parts
            if not is_on_summary(part.chart)
            for found in write_charts(sheets, briefing, part)
        ]
        write_list(summary, [*listed, write_about(sheets, briefing)])
    return normalised(made.getvalue(), made_on=briefing.imprint.issued_on)
