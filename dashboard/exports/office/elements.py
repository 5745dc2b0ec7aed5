"""Elements of the drawing language of office files."""

from typing import Any

from lxml.builder import ElementMaker

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {"a": DRAWING, "c": CHART, "r": LINKS}
POINT = 12_700  # English metric units in a point

# The library ships no types.
Element = Any

A = ElementMaker(namespace=DRAWING, nsmap=NAMES)
C = ElementMaker(namespace=CHART, nsmap=NAMES)


def setting(name: str, value: object) -> Element:
    """Make a chart element that holds one value: ``<c:idx val="0"/>``."""
    written = str(int(value)) if isinstance(value, bool) else str(value)
    return C(name, val=written)


def fill(colour: str) -> Element:
    """Fill with a colour written as ``#15191F``."""
    return A.solidFill(A.srgbClr(val=colour.removeprefix("#")))


def no_fill() -> Element:
    """Fill with nothing."""
    return A.noFill()


def line(colour: str, *, points: float, dash: str = "", cap: str = "rnd") -> Element:
    """Draw a line so many points wide; ``dash`` is a preset such as ``sysDash``."""
    made = A.ln(fill(colour), w=str(round(points * POINT)), cap=cap)
    if dash:
        made.append(A.prstDash(val=dash))
    made.append(A.round())
    return made


def no_line() -> Element:
    """Draw no line; where nothing is said, programs draw one of their own."""
    return A.ln(A.noFill())
