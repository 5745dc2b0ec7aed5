"""The formats a briefing can be had in. To add one: its function and a line in `FORMATS`."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dashboard.charts.spec import MapChart, NetMap
from dashboard.exports.book import book
from dashboard.exports.briefing import Briefing
from dashboard.exports.csv_file import csv_file
from dashboard.exports.deck import deck
from dashboard.exports.document import document
from dashboard.exports.fonts import fonts_found
from dashboard.exports.paper import paper
from dashboard.exports.picture import bare_png, png
from dashboard.text import words

# The earliest that a zip can say: the same bytes each time.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
PICTURE_SIZE = (1280, 720)
PICTURE_SCALE = 2.0
# As wide as the text of a document, 156 mm at 96 to an inch; printed at twice that.
MAP_WIDTH, MAP_SCALE = 590.0, 2.0
# The formats of one briefing, and those of neighbouring streets, show the same maps.
KEPT_MAPS = 32


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        kind: in commands and manifests.
        suffix: of the file's name.
        mime: for browsers.
        make: briefing → bytes.
    """

    kind: str
    suffix: str
    mime: str
    make: Callable[[Briefing], bytes]


def pictures(briefing: Briefing) -> dict[str, bytes]:
    """Draw every chart at print size, by the name of its part."""
    width, height = PICTURE_SIZE
    return {
        part.name: png(
            part.chart, width=width, height=height, scale=PICTURE_SCALE, words=briefing.words
        )
        for part in briefing.parts
    }


def maps(briefing: Briefing) -> dict[str, bytes]:
    """Draw the maps, by the name of their part, for programs that have no chart of that kind.

    Without a font the document is still made: its tables hold the values.
    """
    if not fonts_found().has_chinese:
        return {}
    return {
        part.name: _map(part.chart, briefing.words.language)
        for part in briefing.parts
        if isinstance(part.chart, MapChart | NetMap)
    }


@lru_cache(maxsize=KEPT_MAPS)
def _map(chart: MapChart | NetMap, language: str) -> bytes:
    return bare_png(chart, width=MAP_WIDTH, scale=MAP_SCALE, words=words(language))


def archive(files: Mapping[str, bytes]) -> bytes:
    """Put files into a zip, the same bytes each time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files):
            made.writestr(zipfile.ZipInfo(name, FIXED_TIME), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _pictures_zip(briefing: Briefing) -> bytes:
    return archive({f"{name}.png": data for name, data in pictures(briefing).items()})


def _tables_zip(briefing: Briefing) -> bytes:
    return archive({f"{part.name}.csv": csv_file(part.chart.table()) for part in briefing.parts})


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    one.kind: one
    for one in (
        Format("pptx", ".pptx", f"{OFFICE}.presentationml.presentation", deck),
        Format(
            "docx",
            ".docx",
            f"{OFFICE}.wordprocessingml.document",
            lambda briefing: document(briefing, layout="bulletin", pictures=maps(briefing)),
        ),
        Format(
            "gongwen",
            # Beside the bulletin in one folder, and neither takes the other's name.
            "-公文.docx",
            f"{OFFICE}.wordprocessingml.document",
            lambda briefing: document(briefing, layout="official", pictures=maps(briefing)),
        ),
        Format(
            "xlsx",
            ".xlsx",
            f"{OFFICE}.spreadsheetml.sheet",
            lambda briefing: book(briefing, pictures=maps(briefing)),
        ),
        Format("pdf", ".pdf", "application/pdf", paper),
        Format("png", "-png.zip", "application/zip", _pictures_zip),
        Format("csv", "-csv.zip", "application/zip", _tables_zip),
    )
}
