"""References from a chart into its workbook, with the numbers that programs draw.

Office programs draw what a chart remembers, not what its workbook says; both are written.
"""

from collections.abc import Sequence

from dashboard.exports.office.elements import C, Element, setting


def text_reference(place: str, texts: Sequence[str]) -> Element:
    """Refer to texts."""
    points = [_point(position, text) for position, text in enumerate(texts)]
    return C.strRef(C.f(place), C.strCache(setting("ptCount", len(texts)), *points))


def number_reference(place: str, values: Sequence[float | None], *, number_format: str) -> Element:
    """Refer to numbers; null leaves a gap."""
    points = [
        _point(position, repr(float(value)))
        for position, value in enumerate(values)
        if value is not None
    ]
    cache = C.numCache(C.formatCode(number_format), setting("ptCount", len(values)), *points)
    return C.numRef(C.f(place), cache)


def _point(position: int, text: str) -> Element:
    return C.pt(C.v(text), idx=str(position))
