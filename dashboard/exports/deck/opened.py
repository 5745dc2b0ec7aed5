"""A presentation from outside, opened: slides that an office edited, or its template."""

import io
import zipfile

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.oxml.slide import CT_Slide

from dashboard.exports.deck.stage import Shape
from dashboard.exports.office.safety import TYPES, Fault, UnsafeFileError, refuse_unsafe

# A template, .potx, differs from slides in this word alone; the library reads only slides.
TEMPLATE, SLIDES = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
# How the library fails on what is well-formed and no presentation; it checks nothing itself.
BROKEN = (AttributeError, KeyError, ValueError, etree.XMLSyntaxError, PythonPptxError)


def opened(package: bytes) -> Shape:
    """Open a .pptx or .potx file.

    Raises:
        UnsafeFileError: it may harm, is broken, or is no presentation.
    """
    refuse_unsafe(package)
    try:
        found = Presentation(io.BytesIO(_as_slides(package)))
        are_slides = all(isinstance(one.element, CT_Slide) for one in found.slides)
    except BROKEN as error:
        raise UnsafeFileError((Fault.NOT_SLIDES,)) from error
    if not are_slides:
        raise UnsafeFileError((Fault.NOT_SLIDES,))
    return found


def _as_slides(package: bytes) -> bytes:
    """Call a template slides; other files are given as they are."""
    with zipfile.ZipFile(io.BytesIO(package)) as held:
        types = held.read(TYPES)
        if TEMPLATE not in types:
            return package
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as renamed:
            for entry in held.infolist():
                is_types = entry.filename == TYPES
                content = types.replace(TEMPLATE, SLIDES) if is_types else held.read(entry)
                renamed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
