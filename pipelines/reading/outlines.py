"""Check outlines as GeoJSON gives them, and bring them to WGS-84."""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from pipelines.coordinates import to_wgs84
from pipelines.reading.limits import RAW_MOST

VERTICES_MOST = 20_000
# Seven decimals of a degree are a centimetre.
_DECIMALS = 7
_RING_LEAST = 4
# Mainland China with its seas: west, east, south, north.
_BOX = (73.0, 136.0, 3.0, 54.0)

_HALF_TURN = 180.0
_PLANE = 2
_PLACE = re.compile(r"\[(\S+) (\S+)\]")

Position = tuple[float, float]
Shapes = NDArray[np.object_]


@dataclass(slots=True)
class Outlines:
    """What became of a file's geometries; the lists have one entry a feature.

    Attributes:
        texts: GeoJSON in WGS-84, the outer ring counter-clockwise; as delivered where there is
            a reason.
        reasons: why one cannot be used, a code of ``warehouse/reasons.toml``.
        found: what shows that.
        notes: what was put right, with counts.
    """

    texts: list[str | None] = field(default_factory=list)
    reasons: list[str | None] = field(default_factory=list)
    found: list[str | None] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)


class UnusableError(Exception):
    """A geometry that is no polygon in degrees.

    Attributes:
        reason: a code of ``warehouse/reasons.toml``.
        found: what shows it.
    """

    def __init__(self, found: str, reason: str = "is_not_a_polygon") -> None:
        super().__init__(found)
        self.found = found
        self.reason = reason


def read_outlines(geometries: Sequence[Any], *, systems: Sequence[str]) -> Outlines:
    """Check ``geometries`` and turn the polygons among them to WGS-84.

    Args:
        geometries: as parsed from GeoJSON, whatever they are.
        systems: the coordinate system of each.
    """
    outlines = Outlines()
    shapes = np.empty(len(geometries), object)
    for number, geometry in enumerate(geometries):
        reason = found = None
        try:
            shapes[number] = _shape(geometry, outlines.notes)
        except UnusableError as error:
            reason, found = error.reason, error.found
        outlines.reasons.append(reason)
        outlines.found.append(found)
    converted = _in_wgs84(shapes, np.array(systems), outlines.notes)
    # Rounding may close a slit that was open, so the outcome is judged too.
    faults = zip(_faults(shapes), _faults(converted), strict=True)
    for number, (before, after) in enumerate(faults):
        if before or after:
            outlines.reasons[number] = "is_not_a_polygon"
            outlines.found[number] = before or after
    texts = shapely.to_geojson(shapely.orient_polygons(converted)).tolist()
    outlines.texts = [
        json.dumps(geometry)[:RAW_MOST] if reason else text
        for geometry, reason, text in zip(geometries, outlines.reasons, texts, strict=True)
    ]
    return outlines


def _shape(geometry: object, notes: Counter[str]) -> shapely.Geometry:
    """Build the polygon or polygons of a geometry as delivered, without a third dimension."""
    if not isinstance(geometry, dict):
        raise UnusableError("null")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"}:
        raise UnusableError(str(kind)[:100])
    if not isinstance(coordinates, list) or not coordinates:
        raise UnusableError("coordinates []")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    built = [_polygon(rings, notes) for rings in polygons]
    return built[0] if kind == "Polygon" else shapely.MultiPolygon(built)


def _polygon(rings: object, notes: Counter[str]) -> shapely.Polygon:
    if not isinstance(rings, list) or not rings:
        raise UnusableError("coordinates []")
    shell, *holes = [_ring(ring, notes) for ring in rings]
    return shapely.Polygon(shell, holes)


def _ring(positions: object, notes: Counter[str]) -> list[Position]:
    if not isinstance(positions, list):
        raise UnusableError(json.dumps(positions)[:100])
    if len(positions) > VERTICES_MOST:
        raise UnusableError(f"{len(positions)} > {VERTICES_MOST}", "too_many_vertices")
    ring = [_position(position) for position in positions]
    notes["heights_dropped"] += any(len(position) > _PLANE for position in positions)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
        notes["closed_rings"] += 1
    if len(ring) < _RING_LEAST:
        raise UnusableError(f"{len(positions)} points")
    return ring


def _position(position: object) -> Position:
    match position:
        case [float() | int() as longitude, float() | int() as latitude, *_] if not (
            isinstance(longitude, bool) or isinstance(latitude, bool)
        ):
            _check_place(longitude, latitude)
            return longitude, latitude
    raise UnusableError(json.dumps(position)[:100])


def _check_place(longitude: float, latitude: float) -> None:
    if _is_in_china(longitude, latitude):
        return
    found = f"{longitude}, {latitude}"
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        raise UnusableError(found)
    if _is_in_china(latitude, longitude):
        raise UnusableError(found, "looks_swapped")
    if abs(longitude) > _HALF_TURN or abs(latitude) > _HALF_TURN / 2:
        raise UnusableError(found, "not_in_degrees")
    raise UnusableError(found, "outside_china")


def _is_in_china(longitude: float, latitude: float) -> bool:
    west, east, south, north = _BOX
    return west <= longitude <= east and south <= latitude <= north


def _faults(shapes: Shapes) -> list[str | None]:
    """Tell what is wrong with each shape and where; null where nothing is, or there is none."""
    reasons = [
        None if reason in {None, "Valid Geometry"} else _PLACE.sub(r" (\1, \2)", reason)
        for reason in shapely.is_valid_reason(shapes).tolist()
    ]
    areas = shapely.area(shapes).tolist()
    return [
        reason or (None if area != 0 else "area 0")
        for reason, area in zip(reasons, areas, strict=True)
    ]


def _in_wgs84(shapes: Shapes, systems: NDArray[np.str_], notes: Counter[str]) -> Shapes:
    converted = shapes.copy()
    is_shape = ~shapely.is_missing(shapes)
    for system in sorted(set(systems)):

        def turned(places: NDArray[np.float64], system: str = system) -> NDArray[np.float64]:
            turned = to_wgs84(places[:, 0], places[:, 1], system=system)
            return np.column_stack([np.round(axis, _DECIMALS) for axis in turned])

        chosen = is_shape & (systems == system)
        converted[chosen] = shapely.transform(shapes[chosen], turned)
        if system != "wgs84":
            notes[f"converted_from_{system}"] += int(chosen.sum())
    return converted
