"""A sketch map as shapes: one an area, named, to be recoloured and moved."""

from dataclasses import dataclass

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from shapely import Polygon

from dashboard.charts.spec import MapArea, MapChart, Tone
from dashboard.exports.deck.stage import (
    EMU,
    Box,
    Look,
    Pen,
    Shape,
    Slide,
    decorate,
    describe,
    plain,
)
from dashboard.exports.office.colours import of_mark
from dashboard.theme import LIGHT

# A degree of latitude over one of longitude, at 32° north.
STRETCH = 1.18
MAP_SHARE = 0.72
LABEL = (round(1.1 * EMU), round(0.44 * EMU))
LABEL_PT, LEGEND_PT = 11.0, 14.0
SWATCH, LEGEND_STEP = EMU // 5, EMU // 2


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turns degrees into places on a slide."""

    west: float
    north: float
    scale: float
    left: float
    top: float

    def place(self, point: tuple[float, float]) -> tuple[int, int]:
        x, y = point
        down = (self.north - y) * STRETCH
        return (
            round(self.left + (x - self.west) * self.scale),
            round(self.top + down * self.scale),
        )


def put_map(slide: Slide, chart: MapChart, *, box: Box, language: str) -> None:
    """Put a map on the left and what its colours mean on the right."""
    group = slide.shapes.add_group_shape()
    group.name = f"map:{chart.face.chart_id}"
    describe(group, chart.face.alt, title=chart.face.title)
    width = round(box.width * MAP_SHARE)
    frame = _frame(chart, Box(box.left, box.top, width, box.height))
    for area in sorted(chart.areas, key=lambda one: (one.is_counted, one.is_own)):
        _put_area(group, area, frame)
    pen = Pen(group.shapes, language)
    for area in (one for one in chart.areas if one.is_counted and one.rings):
        _put_label(pen, area, frame)
    legend = Box(box.left + width, box.top + EMU // 2, box.width - width, box.height)
    _put_legend(slide, chart, legend, language)


def _frame(chart: MapChart, box: Box) -> _Frame:
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    xs, ys = [x for x, _ in points] or [0, 1], [y for _, y in points] or [0, 1]
    across, down = max(xs) - min(xs), (max(ys) - min(ys)) * STRETCH
    scale = min(box.width / across, box.height / down)
    left = box.left + (box.width - across * scale) / 2
    return _Frame(min(xs), max(ys), scale, left, box.top + (box.height - down * scale) / 2)


def _put_area(group: Shape, area: MapArea, frame: _Frame) -> None:
    """Put the outline of one area, all its rings in one shape."""
    rings = [[frame.place(point) for point in ring] for ring in area.rings if len(ring) > 1]
    if not rings:
        return
    builder = group.shapes.build_freeform(*rings[0][0], scale=1.0)
    for number, ring in enumerate(rings):
        if number:
            builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=True)
    shape = builder.convert_to_shape()
    shape.name = f"area:{area.key}"
    describe(shape, f"{area.name} {area.text}".strip())
    edge = LIGHT.ink if area.is_own else LIGHT.street
    plain(shape, ground_of(area), edge=edge, edge_pt=2.0 if area.is_own else 0.75)


def ground_of(area: MapArea) -> str:
    """Give the colour of an area; paper where it is only outlined."""
    if not area.is_counted or area.tone is Tone.WITHHELD:
        return LIGHT.paper
    if area.tone in {Tone.BETTER, Tone.WORSE}:
        return of_mark(area.tone)
    return LIGHT.band_1 if area.tone is Tone.PLAIN else LIGHT.previous


def _put_label(pen: Pen, area: MapArea, frame: _Frame) -> None:
    largest = max((Polygon(ring) for ring in area.rings), key=lambda one: float(one.area))
    inside = largest.representative_point()
    x, y = frame.place((inside.x, inside.y))
    width, height = LABEL
    colour = LIGHT.paper if area.tone in {Tone.BETTER, Tone.WORSE} else LIGHT.ink
    look = Look(LABEL_PT, colour, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
    place = Box(x - width // 2, y - height // 2, width, height)
    pen.put(f"label:{area.key}", place, f"{area.name}\n{area.text}", look)


def _put_legend(slide: Slide, chart: MapChart, box: Box, language: str) -> None:
    pen = Pen(slide.shapes, language)
    for place, (tone, text) in enumerate(chart.legend):
        top = box.top + place * LEGEND_STEP
        swatch = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.left, top, SWATCH, SWATCH)
        swatch.name = f"legend:{tone}"
        sample = MapArea("", "", (), tone, "", None, is_counted=True)
        plain(swatch, ground_of(sample), edge=LIGHT.street)
        decorate(swatch)
        words = Box(box.left + 2 * SWATCH, top - SWATCH // 4, box.width - 2 * SWATCH, LEGEND_STEP)
        pen.put(f"legend-text:{tone}", words, text, Look(LEGEND_PT))
    if any(not area.is_counted for area in chart.areas):
        top = box.top + len(chart.legend) * LEGEND_STEP
        rest = Box(box.left + 2 * SWATCH, top, box.width - 2 * SWATCH, LEGEND_STEP)
        pen.put("legend-text:uncounted", rest, chart.uncounted, Look(LABEL_PT, LIGHT.ink_3))
