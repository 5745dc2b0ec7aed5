"""Fonts by name: nothing is embedded, and every text says which font its Chinese has.

WPS reads Chinese characters only with the east-Asian font, which libraries leave out.
"""

from dashboard.exports.office.elements import DRAWING, A, C, Element, fill

LATIN = "Arial"
EAST_ASIAN = "微软雅黑"
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
DEGREE = 60_000
TYPEFACES = ("latin", "ea", "cs")
# What the schema puts behind the fonts of a run.
AFTER = ("sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")


def set_fonts(run_properties: Element) -> None:
    """Give the properties of a run, ``a:rPr``, both fonts in the order the schema wants."""
    for name in TYPEFACES:
        for found in run_properties.findall(f"{{{DRAWING}}}{name}"):
            run_properties.remove(found)
    behind = [one for one in run_properties if one.tag in {f"{{{DRAWING}}}{x}" for x in AFTER}]
    place = run_properties.index(behind[0]) if behind else len(run_properties)
    for step, typeface in enumerate(typefaces()):
        run_properties.insert(place + step, typeface)


def typefaces() -> list[Element]:
    """Give the fonts for Latin, Chinese and complex scripts."""
    return [A(name, typeface=LATIN if name == "latin" else EAST_ASIAN) for name in TYPEFACES]


def chart_text(size_pt: float, *, colour: str, turn: int = 0, wrap: str = "square") -> Element:
    """Give the text properties of a part of a chart, ``c:txPr``.

    Args:
        size_pt: of the text.
        colour: of the text.
        turn: in degrees, clockwise; unless told, programs turn what is too long for its place.
        wrap: ``none`` for what must stay on one line.
    """
    default = A.defRPr(fill(colour), *typefaces(), sz=str(round(size_pt * 100)), b="0")
    body = A.bodyPr(rot=str(turn * DEGREE), vert="horz", wrap=wrap)
    return C.txPr(body, A.lstStyle(), A.p(A.pPr(default), A.endParaRPr(lang="zh-CN")))
