"""A briefing as a Word document that can be edited, after GB/T 9704.

Two layouts: ``bulletin`` (简报) with a red masthead, ``official`` (公文) with a plain title. The
files are written element by element, because libraries leave out what Chinese offices look for:
East-Asian fonts of runs, the grid of lines, page numbers on the outer side, editable charts. What
charts look like is decided in ``office``. To add a layout: see ``layouts``.
"""

from collections.abc import Mapping

from dashboard.exports.briefing import Briefing
from dashboard.exports.document.contents import write_parts, write_summary
from dashboard.exports.document.draft import Draft
from dashboard.exports.document.figures import NotPngError
from dashboard.exports.document.layouts import LAYOUTS


def document(
    briefing: Briefing, *, layout: str, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Write a briefing as a DOCX file; the same briefing gives the same bytes.

    Args:
        briefing: what is exported.
        layout: one of `LAYOUTS`.
        pictures: PNG files by the name of the part; only maps are shown as pictures.

    Raises:
        KeyError: there is no such layout.
        NotPngError: a picture is no PNG file.
    """
    form = LAYOUTS[layout]
    draft = Draft(briefing)
    form.head(draft)
    write_summary(draft)
    write_parts(draft, pictures or {})
    form.end(draft)
    return draft.file()


__all__ = ["LAYOUTS", "NotPngError", "document"]
