"""A briefing as PDF on A4: text that can be read aloud, searched and copied, charts as drawings.

The page is set by ``template.typ``; ``contents`` gives it data. What the data says is never read
as code, nothing is fetched, and the same briefing gives the same bytes.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Final

import typst

from dashboard.exports.briefing import Briefing
from dashboard.exports.fonts import MissingFontError, Typeface, typeface
from dashboard.exports.paper.contents import contents

TEMPLATE = Path(__file__).parent / "template.typ"
# The standard of PDFs for everybody: every figure has a text, every heading its level.
STANDARD: Final = "ua-1"


class SettingError(RuntimeError):
    """The template could not be set as meant: a fault of the program."""


def paper(briefing: Briefing) -> bytes:
    """Write a briefing as a PDF file.

    Raises:
        MissingFontError: no font has Chinese characters.
    """
    return set_in(briefing, typeface(briefing.words))


def set_in(briefing: Briefing, face: Typeface) -> bytes:
    """Write a briefing as a PDF file in one typeface.

    Raises:
        MissingFontError: the family is not among the fonts.
        SettingError: the template says that something is not as it should be.
    """
    data = json.dumps(contents(briefing, family=face.family), ensure_ascii=False)
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=face.book,
        ignore_system_fonts=True,
        sys_inputs={"briefing": data},
    )
    midnight = dt.datetime.combine(briefing.imprint.issued_on, dt.time(), dt.UTC)
    made, warnings = compiler.compile_with_warnings(
        format="pdf", timestamp=midnight, pdf_standards=STANDARD
    )
    said = [one.message for one in warnings]
    if missing := [one for one in said if "font family" in one]:
        raise MissingFontError("; ".join(missing))
    if said or not isinstance(made, bytes):
        raise SettingError("; ".join(said) or "more than one file")
    return made


__all__ = ["MissingFontError", "SettingError", "paper", "set_in"]
