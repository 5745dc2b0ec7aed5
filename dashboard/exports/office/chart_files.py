"""A chart as the two files that slides and documents keep of it."""

from dataclasses import dataclass

from lxml import etree

from dashboard.exports.native import Kind, Mark, NativeChart
from dashboard.exports.office.elements import CHART, LINKS, C, Element, no_fill, no_line, setting
from dashboard.exports.office.fonts import chart_text
from dashboard.exports.office.plots import categories_of, columns, is_named_at_ends, lines, points
from dashboard.exports.office.series import Drawn
from dashboard.exports.office.workbook import chart_data
from dashboard.text import Words
from dashboard.theme import LIGHT

PLOTS = {Kind.LINES: lines, Kind.COLUMNS: columns, Kind.POINTS: points}
# As high as half a slide; only labels at the ends of lines depend on it.
USUAL_HEIGHT_PT = 340.0
# What stands behind the link to the workbook, as the schema orders them.
BEHIND_LINK = ("printSettings", "userShapes", "extLst")


@dataclass(frozen=True, slots=True)
class ChartFiles:
    """A chart in an office file.

    Attributes:
        chart_xml: the chart part, not yet linked to its workbook.
        workbook: the embedded workbook.
    """

    chart_xml: bytes
    workbook: bytes

    def linked(self, relationship: str) -> bytes:
        """Give the chart part with the relationship under which its workbook stands."""
        space = etree.fromstring(self.chart_xml)
        link = C.externalData(setting("autoUpdate", 0))
        link.set(f"{{{LINKS}}}id", relationship)
        behind = [space.find(f"{{{CHART}}}{name}") for name in BEHIND_LINK]
        first = next((one for one in behind if one is not None), None)
        if first is None:
            space.append(link)
        else:
            first.addprevious(link)
        return _written(space)


def chart_files(
    chart: NativeChart,
    *,
    size_pt: float,
    words: Words,
    fingerprint: str,
    height_pt: float = USUAL_HEIGHT_PT,
) -> ChartFiles:
    """Make a chart that an office program can edit, and the workbook behind it.

    Args:
        chart: what is drawn.
        size_pt: of its text.
        words: in the language of the briefing.
        fingerprint: of the part of the briefing that it shows.
        height_pt: as it is placed.
    """
    data = chart_data(chart, words=words, fingerprint=fingerprint)
    drawn = [Drawn(chart, position, places, size_pt) for position, places in enumerate(data.series)]
    categories = categories_of(chart, data.categories)
    plot = C.plotArea(
        *PLOTS[chart.kind](drawn, categories, height_pt=height_pt), C.spPr(no_fill(), no_line())
    )
    space = C.chartSpace(
        setting("date1904", 0),
        setting("roundedCorners", 0),
        C.chart(
            setting("autoTitleDeleted", 1),
            plot,
            *_legend(chart, size_pt),
            setting("plotVisOnly", 1),
            setting("dispBlanksAs", "gap"),
        ),
        C.spPr(no_fill(), no_line()),
        chart_text(size_pt, colour=LIGHT.ink_2),
    )
    return ChartFiles(_written(space), data.workbook)


def _legend(chart: NativeChart, size_pt: float) -> list[Element]:
    """Explain marks above the plot, unless they are named where they stand."""
    has_points_alone = all(one.mark is Mark.POINT for one in chart.series)
    if is_named_at_ends(chart) or has_points_alone or _is_alike(chart):
        return []
    return [
        C.legend(
            setting("legendPos", "t"),
            *_named_before(chart),
            setting("overlay", 0),
            chart_text(size_pt, colour=LIGHT.ink_2),
        )
    ]


def _named_before(chart: NativeChart) -> list[Element]:
    """Leave out names that stand in the legend already, such as both sides of a limit."""
    names = [one.name for one in chart.series]
    return [
        C.legendEntry(setting("idx", place), setting("delete", 1))
        for place, name in enumerate(names)
        if name in names[:place]
    ]


def _is_alike(chart: NativeChart) -> bool:
    """Tell whether all dots look the same, so that a legend tells nothing apart."""
    looks = {(one.mark, one.tone, one.shape) for one in chart.series}
    return len(chart.series) > 1 and len(looks) == 1 and chart.series[0].mark is Mark.DOT


def _written(space: Element) -> bytes:
    written: bytes = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
