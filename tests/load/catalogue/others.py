"""Entries 111 to 143: what may be wrong with outlines, and with Parquet."""

import json

from tests.builders import VALID
from tests.load.catalogue.entry import COLUMNS, Entry, accept, line, refuse
from tests.reading.test_geojson import BOW_TIE, OUTSIDE, POLYGON, SQUARE, collection, polygon
from tests.reading.test_parquet import parquet

NAME, COLUMNAR = "grids.geojson", "patrols.parquet"
SEVERAL = {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
GROUP = {"type": "GeometryCollection", "geometries": [POLYGON]}
SPIKED = [*SQUARE[:2], [118.9, 32.3005], [118.81, 32.301], *SQUARE[2:]]
METRES = [[650_000.5, 3_575_000.5], [650_100, 3_575_000], [650_100, 3_575_100]]
NOT_A_NUMBER = json.dumps(polygon([[float("nan"), 32.3], *SQUARE[1:]]))


def feature(geometry=POLYGON, code="G1", **properties):
    about = {**VALID["grids"], "grid_code": code, **properties}
    return {"type": "Feature", "properties": about, "geometry": geometry}


def outline(number: int, what: str, geometry, **more) -> Entry:
    """Expect that an outline is taken."""
    return accept(number, what, collection(feature(geometry)), name=NAME, **more)


def no_outline(number: int, what: str, geometry, reason: str = "is_not_a_polygon") -> Entry:
    """Expect that a feature is quarantined and the one beside it accepted."""
    content = collection(feature(geometry), feature(code="G2"))
    return Entry(number, what, content, NAME, (1, 1, 0), frozenset({reason}))


def refuse_outlines(number: int, what: str, content: bytes, reason: str) -> Entry:
    return refuse(number, what, content, reason, name=NAME)


OUTLINES = (
    outline(111, "a ring that is not closed", polygon(SQUARE[:-1])),
    no_outline(112, "a bow tie", polygon(BOW_TIE)),
    outline(113, "a clockwise ring", polygon(SQUARE[::-1])),
    no_outline(114, "two points", polygon(SQUARE[:2])),
    no_outline(115, "no area", polygon([SQUARE[0]] * 4)),
    outline(116, "a point twice", polygon([SQUARE[0], *SQUARE])),
    # Surveyors' slips look like this, and so do rivers; it is drawn on the map for all to see.
    outline(117, "a spike", polygon(SPIKED)),
    no_outline(118, "a hole outside", polygon(SQUARE, OUTSIDE)),
    no_outline(119, "axes exchanged", polygon([[y, x] for x, y in SQUARE]), "looks_swapped"),
    refuse_outlines(120, "a coordinate system that is not stated",
                    collection(feature(), coordinate_system=None), "unknown_coordinate_system"),
    no_outline(121, "metres", polygon(METRES), "not_in_degrees"),
    no_outline(122, "no geometry", None),
    no_outline(123, "no coordinates", polygon()),
    no_outline(124, "coordinates as text", polygon([["118.8", "32.3"], *SQUARE[1:]])),
    refuse_outlines(125, "NaN", collection(feature()).replace(
        json.dumps(POLYGON).encode(), NOT_A_NUMBER.encode()), "damaged_geojson"),
    no_outline(126, "a point", {"type": "Point", "coordinates": [118.8, 32.3]}),
    no_outline(127, "a collection of geometries", GROUP),
    outline(128, "heights", polygon([[*place, 12.5] for place in SQUARE])),
    outline(128, "several polygons", SEVERAL),
    refuse_outlines(129, "a bare geometry", json.dumps(POLYGON).encode(), "damaged_geojson"),
    refuse_outlines(130, "no features", b'{"type": "FeatureCollection"}', "damaged_geojson"),
    refuse_outlines(131, "no code", collection({"type": "Feature", "properties": {"name": "一"},
                    "geometry": POLYGON}), "missing_columns"),
    outline(132, "a code as a number", POLYGON),
    refuse_outlines(133, "another system", collection(feature(), coordinate_system=None,
                    crs={"type": "name", "properties": {"name": "EPSG:3857"}}),
                    "unknown_coordinate_system"),
    accept(133, "CGCS2000 as a crs member", collection(feature(), coordinate_system=None,
           crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}),
           name=NAME),
    Entry(134, "a code twice", collection(feature(), feature(households=1)), NAME, (0, 2, 0),
          frozenset({"conflicts_in_file"})),
    no_outline(135, "20 001 vertices", polygon([[118.8 + n / 1e6, 32.3] for n in range(20_001)]),
               "too_many_vertices"),
    refuse_outlines(136, "nested 100 000 deep", b'{"type":' + b"[" * 100_000, "damaged_geojson"),
    refuse_outlines(137, "a property twice", collection(feature()).replace(
        b'{"level', b"").replace(b'"kind"', b'"kind": 1, "kind"'), "damaged_geojson"),
)  # fmt: skip

RECORD = dict(zip(COLUMNS, ([cell] for cell in line().split(",")), strict=True))
GOOD = parquet({name: cells * 5000 for name, cells in RECORD.items()}, write_page_checksum=True)
FLIPPED = bytes(octet ^ 0xFF for octet in GOOD[4:64])


def refuse_parquet(
    number: int, what: str, content: bytes, reason: str = "damaged_parquet"
) -> Entry:
    return refuse(number, what, content, reason, name=COLUMNAR)


PARQUETS = (
    refuse_parquet(138, "cut off", GOOD[:-4]),
    refuse_parquet(139, "half", GOOD[: len(GOOD) // 2]),
    refuse_parquet(140, "nothing", b"", "empty_file"),
    refuse_parquet(141, "its mark alone", b"PAR1"),
    refuse_parquet(142, "a flipped footer", GOOD[:-20] + b"\xff" * 12 + GOOD[-8:]),
    refuse_parquet(143, "a flipped page", GOOD[:4] + FLIPPED + GOOD[64:]),
)

OTHERS = (*OUTLINES, *PARQUETS)
