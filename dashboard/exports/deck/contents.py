"""What stands in the middle of a slide: charts, a table, cards or a map."""

from dataclasses import dataclass
from itertools import islice

from pptx.enum.chart import XL_CHART_TYPE

from dashboard.charts.spec import Face, MapChart
from dashboard.exports.briefing import Part
from dashboard.exports.deck.cards import put_cards
from dashboard.exports.deck.maps import put_map
from dashboard.exports.deck.paging import pages
from dashboard.exports.deck.stage import EMU, Box, Slide, describe
from dashboard.exports.deck.tables import put_table
from dashboard.exports.native import Native, NativeCards, NativeChart, NativeTable
from dashboard.exports.office import ChartFiles, chart_files
from dashboard.text import Words

POINTS = EMU / 72
GAP = EMU // 5
SIZE_PT, PANEL_SIZE_PT = 12.0, 11.0
MOST_PANELS = 3


@dataclass(frozen=True, slots=True)
class OwnChart:
    """Gives the library a chart that is made already."""

    files: ChartFiles

    @property
    def xlsx_blob(self) -> bytes:
        """The embedded workbook."""
        return self.files.workbook

    def xml_bytes(self, chart_type: object) -> bytes:
        """The chart; which kind it is stands in it."""
        del chart_type
        return self.files.chart_xml


def put_contents(
    slide: Slide, part: Part, natives: tuple[Native, ...], *, words: Words, box: Box
) -> None:
    """Put what a part shows into a box; small multiples stand side by side."""
    size_pt = SIZE_PT if len(natives) == 1 else PANEL_SIZE_PT
    for one, place in zip(natives, box.columns(len(natives), gap=GAP), strict=True):
        if isinstance(one, NativeChart):
            files = chart_files(
                one,
                size_pt=size_pt,
                words=words,
                fingerprint=part.fingerprint,
                height_pt=place.height / POINTS,
            )
            put_chart(slide, files, one.face, box=place)
        elif isinstance(one, NativeTable):
            put_table(slide, one, box=place, language=words.language)
        elif isinstance(one, NativeCards):
            put_cards(slide, one, box=place, language=words.language)
        elif isinstance(one, MapChart):
            put_map(slide, one, box=place, language=words.language)


def put_chart(slide: Slide, files: ChartFiles, face: Face, *, box: Box) -> None:
    """Put a chart that can be edited."""
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.LINE, box.left, box.top, box.width, box.height, OwnChart(files)
    )
    frame.name = f"chart:{face.chart_id}"
    describe(frame, face.alt, title=face.title)


def slides_of(part: Part, box: Box) -> list[tuple[Native, ...]]:
    """Part what one chart gives into slides with so much room."""
    room = {"width_pt": box.width / POINTS, "height_pt": box.height / POINTS}
    if len(part.natives) == 1 and isinstance(table := part.natives[0], NativeTable):
        return [(one,) for one in pages(table, **room)]
    rest = iter(part.natives)
    made = []
    while row := tuple(islice(rest, MOST_PANELS)):
        made.append(row)
    return made
