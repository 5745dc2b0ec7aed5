"""Axes of charts: quiet, without ticks, with round numbers."""

from dashboard.exports.office.elements import A, C, Element, fill, line, no_line, setting
from dashboard.exports.office.fonts import chart_text, typefaces
from dashboard.exports.office.scale import Scale
from dashboard.theme import LIGHT

# Positive: programs refuse the negative ones that libraries write.
ACROSS, UP = 111_110, 111_111
HAIR_PT = 0.75
# Names of periods are turned: not every program leaves out those without room.
PERIODS_TURN = -45


def category_axis(*, size_pt: float, every: int = 1, is_rank: bool = False) -> Element:
    """Give the axis below lines and columns; only ``every`` so many-th period is named."""
    return C.catAx(
        setting("axId", ACROSS),
        C.scaling(setting("orientation", "minMax")),
        setting("delete", 0),
        setting("axPos", "b"),
        C.numFmt(formatCode="General", sourceLinked="0"),
        *_quiet(
            line(LIGHT.previous, points=HAIR_PT),
            size_pt,
            labels="nextTo" if is_rank else "low",
            turn=PERIODS_TURN if every > 1 else 0,
        ),
        setting("crossAx", UP),
        # Turned round, the axis of ranks has its greatest number below.
        setting("crosses", "max" if is_rank else "autoZero"),
        setting("auto", 0),
        setting("lblAlgn", "ctr"),
        setting("lblOffset", 100),
        *([setting("tickLblSkip", every)] if every > 1 else []),
        setting("noMultiLvlLbl", 1),
    )


def value_axis(
    scale: Scale, *, size_pt: float, is_hidden: bool = False, is_rank: bool = False
) -> Element:
    """Give the axis of values beside lines and columns; ranks begin with 1 on top."""
    scaling = _scaling(scale, orientation="maxMin" if is_rank else "minMax")
    axis = C.valAx(setting("axId", UP), scaling, setting("delete", is_hidden))
    axis.append(setting("axPos", "l"))
    if not is_hidden:
        axis.append(_gridlines())
    axis.extend(
        [
            C.numFmt(formatCode=scale.number_format, sourceLinked="0"),
            *_quiet(no_line(), size_pt, labels="low"),
            setting("crossAx", ACROSS),
            setting("crosses", "min"),
            setting("crossBetween", "between"),
            setting("majorUnit", repr(scale.step)),
        ]
    )
    return axis


def point_axes(
    across: Scale, up: Scale, *, titles: tuple[str, str], size_pt: float, is_rank: bool
) -> list[Element]:
    """Give both axes of a chart of points; ranks begin with 1 on top."""
    first, second = titles
    return [
        C.valAx(
            setting("axId", ACROSS),
            _scaling(across),
            setting("delete", 0),
            setting("axPos", "b"),
            *_title(first, size_pt),
            C.numFmt(formatCode=across.number_format, sourceLinked="0"),
            *_quiet(line(LIGHT.previous, points=HAIR_PT), size_pt, labels="nextTo"),
            setting("crossAx", UP),
            # Turned round, the axis of ranks has its greatest number below.
            setting("crosses", "max" if is_rank else "min"),
            setting("crossBetween", "midCat"),
            setting("majorUnit", repr(across.step)),
        ),
        C.valAx(
            setting("axId", UP),
            _scaling(up, orientation="maxMin" if is_rank else "minMax"),
            setting("delete", 0),
            setting("axPos", "l"),
            _gridlines(),
            *_title(second, size_pt),
            C.numFmt(formatCode=up.number_format, sourceLinked="0"),
            *_quiet(no_line(), size_pt, labels="low"),
            setting("crossAx", ACROSS),
            setting("crosses", "min"),
            setting("crossBetween", "midCat"),
            setting("majorUnit", repr(up.step)),
        ),
    ]


def _scaling(scale: Scale, *, orientation: str = "minMax") -> Element:
    return C.scaling(
        setting("orientation", orientation),
        setting("max", repr(scale.high)),
        setting("min", repr(scale.low)),
    )


def _gridlines() -> Element:
    return C.majorGridlines(C.spPr(line(LIGHT.rule, points=HAIR_PT)))


def _quiet(drawn: Element, size_pt: float, *, labels: str, turn: int = 0) -> list[Element]:
    """Give an axis its line and its labels, no ticks."""
    return [
        setting("majorTickMark", "none"),
        setting("minorTickMark", "none"),
        setting("tickLblPos", labels),
        C.spPr(drawn),
        chart_text(size_pt, colour=LIGHT.ink_2, turn=turn),
    ]


def _title(text: str, size_pt: float) -> list[Element]:
    if not text:
        return []
    properties = {"lang": "zh-CN", "sz": str(round(size_pt * 100)), "b": "0"}
    run = A.r(A.rPr(fill(LIGHT.ink_3), *typefaces(), **properties), A.t(text))
    rich = C.rich(A.bodyPr(), A.lstStyle(), A.p(run))
    return [C.title(C.tx(rich), setting("overlay", 0))]
