"""Labels of values: taken from the data, so that they follow when an office edits it."""

from dashboard.exports.office.elements import A, C, Element, setting
from dashboard.exports.office.fonts import chart_text
from dashboard.theme import LIGHT

# Behind a label, so that no line cuts its digits.
VEIL = "75000"
SHOWS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def every_value(number_format: str, *, colour: str, size_pt: float, place: str) -> Element:
    """Write each value of a series beside its mark."""
    written = writing(number_format, colour=colour, size_pt=size_pt, place=place)
    return C.dLbls(*written, *_shown("Val"))


def some_values(labels: list[Element]) -> Element:
    """Write only what ``one_label`` made."""
    return C.dLbls(*labels, *_shown())


def one_label(
    position: int, written: list[Element], *, shows: tuple[str, ...], lift: float = 0.0
) -> Element:
    """Write the value at one position.

    Args:
        position: of the value in its series.
        written: as ``writing`` gives it.
        shows: of ``Val`` and ``SerName``.
        lift: how far down it moves, as a share of the chart's height.
    """
    label = C.dLbl(setting("idx", position))
    if lift:
        label.append(C.layout(C.manualLayout(setting("x", 0), setting("y", round(lift, 5)))))
    label.extend([*written, *_shown(*shows)])
    if len(shows) > 1:
        label.append(C.separator(" "))
    return label


def writing(number_format: str, *, colour: str, size_pt: float, place: str) -> list[Element]:
    """Say how a label is written and on which side of its mark."""
    paper = A.srgbClr(A.alpha(val=VEIL), val=LIGHT.paper.removeprefix("#"))
    return [
        C.numFmt(formatCode=number_format, sourceLinked="0"),
        C.spPr(A.solidFill(paper), A.ln(A.noFill())),
        chart_text(size_pt, colour=colour, wrap="none"),
        setting("dLblPos", place),
    ]


def _shown(*wanted: str) -> list[Element]:
    return [setting(f"show{name}", name in wanted) for name in SHOWS]
