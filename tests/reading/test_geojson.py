"""GeoJSON: outlines checked, closed, turned and brought to WGS-84; properties as columns."""

import json

import pytest
import shapely

from pipelines.coordinates import from_wgs84

NAME = "grids.geojson"
SQUARE = [[118.80, 32.30], [118.81, 32.30], [118.81, 32.31], [118.80, 32.31], [118.80, 32.30]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}


def feature(geometry=POLYGON, **properties):
    return {
        "type": "Feature",
        "properties": {"grid_code": "G1", **properties},
        "geometry": geometry,
    }


def collection(*features, **members) -> bytes:
    body = {"type": "FeatureCollection", "features": list(features), **members}
    return json.dumps({"coordinate_system": "wgs84", **body}, ensure_ascii=False).encode()


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def test_properties_become_columns_and_the_outline_the_last(deliver):
    one = feature(名称="一号", households=300, is_new=True, area=2.50)
    two = feature(grid_code=320116001001001024, tags=["甲", 1], households=None)
    outcome = deliver(collection(one, two), NAME)
    assert outcome.header == (
        "grid_code", "名称", "households", "is_new", "area", "tags", "geometry",
    )  # fmt: skip
    assert outcome.rows[0][:6] == ("G1", "一号", "300", "true", "2.5", None)
    assert outcome.rows[1][:6] == ("320116001001001024", None, None, None, None, '["甲", 1]')
    assert outcome.lines == [2, 3]
    assert json.loads(outcome.rows[0][-1]) == POLYGON
    assert outcome.notes == {}


def test_a_feature_alone_is_a_collection_of_one(deliver):
    body = json.dumps(feature(coordinate_system="WGS-84")).encode("utf-8-sig")
    outcome = deliver(body, NAME)
    assert outcome.header == ("grid_code", "geometry")
    assert len(outcome.rows) == 1


def test_outlines_are_closed_turned_and_flattened(deliver):
    clockwise = [[*place, 12.5] for place in reversed(SQUARE)][:-1]
    doubled = [SQUARE[0], *SQUARE]
    outcome = deliver(collection(feature(polygon(clockwise)), feature(polygon(doubled))), NAME)
    first, second = (shapely.from_geojson(row[-1]) for row in outcome.rows)
    assert first.equals(shapely.Polygon(SQUARE))
    assert first.exterior.is_ccw
    assert second.equals(first)
    assert outcome.notes == {"closed_rings": 1, "heights_dropped": 1}


def test_several_polygons_and_holes_are_outlines_too(deliver):
    hole = [[118.802, 32.302], [118.804, 32.302], [118.804, 32.304], [118.802, 32.302]]
    far = [[longitude + 0.1, latitude] for longitude, latitude in SQUARE]
    several = {"type": "MultiPolygon", "coordinates": [[SQUARE, hole], [far]]}
    outcome = deliver(collection(feature(several)), NAME)
    shape = shapely.from_geojson(outcome.rows[0][-1])
    assert shape.equals_exact(shapely.geometry.shape(several), 1e-7, normalize=True)
    assert not shape.geoms[0].interiors[0].is_ccw


@pytest.mark.parametrize("stated", ["gcj02", "GCJ-02", "bd09", "BD-09", "cgcs2000", "wgs84"])
def test_outlines_come_out_in_wgs84(deliver, stated):
    system = stated.lower().replace("-", "")
    longitudes, latitudes = from_wgs84(*zip(*SQUARE, strict=True), system=system)
    ring = [list(place) for place in zip(longitudes.tolist(), latitudes.tolist(), strict=True)]
    outcome = deliver(collection(feature(polygon(ring), coordinate_system=stated)), NAME)
    assert "coordinate_system" not in outcome.header
    places = json.loads(outcome.rows[0][-1])["coordinates"][0]
    assert places == [pytest.approx(place, abs=3e-6) for place in SQUARE]
    assert all(len(str(axis).partition(".")[2]) <= 7 for place in places for axis in place)
    assert outcome.notes == ({} if system == "wgs84" else {f"converted_from_{system}": 1})


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("EPSG:4326", True),
        ("urn:ogc:def:crs:EPSG::4490", True),
        ("EPSG:3857", False),
    ],
)
def test_a_crs_member_may_state_the_system(deliver, refusal, name, is_known):
    crs = {"type": "name", "properties": {"name": name}}
    content = collection(feature(), coordinate_system=None, crs=crs)
    if is_known:
        assert len(deliver(content, NAME).rows) == 1
    else:
        assert refusal(content, NAME) == ("unknown_coordinate_system", {"found": name})


def test_a_system_that_is_not_stated_refuses_the_file(refusal):
    stated, silent = feature(coordinate_system="wgs84"), feature()
    content = collection(stated, silent, coordinate_system=None)
    assert refusal(content, NAME) == ("unknown_coordinate_system", {"found": "–"})
    content = collection(feature(), coordinate_system="xian80")
    assert refusal(content, NAME) == ("unknown_coordinate_system", {"found": "xian80"})


BOW_TIE = [[118.0, 32.0], [118.2, 32.2], [118.2, 32.0], [118.0, 32.2], [118.0, 32.0]]
OUTSIDE = [[118.9, 32.3], [118.91, 32.3], [118.91, 32.31], [118.9, 32.3]]
UNUSABLE = [
    (None, "is_not_a_polygon", "null"),
    ({"type": "Point", "coordinates": [118.8, 32.3]}, "is_not_a_polygon", "Point"),
    ({"type": "GeometryCollection", "geometries": [POLYGON]}, "is_not_a_polygon",
     "GeometryCollection"),
    (polygon(), "is_not_a_polygon", "coordinates []"),
    (polygon([]), "is_not_a_polygon", "0 points"),
    ({"type": "MultiPolygon", "coordinates": [[]]}, "is_not_a_polygon", "coordinates []"),
    ({"type": "Polygon"}, "is_not_a_polygon", "coordinates []"),
    (polygon(BOW_TIE), "is_not_a_polygon", "Self-intersection (118.1, 32.1)"),
    (polygon(SQUARE[:2]), "is_not_a_polygon", "2 points"),
    (polygon([SQUARE[0], SQUARE[1], SQUARE[0]]), "is_not_a_polygon", "3 points"),
    (polygon([[118.8, 32.3], [118.9, 32.3], [119.0, 32.3]]), "is_not_a_polygon",
     "Self-intersection (118.9, 32.3)"),
    (polygon([SQUARE[0]] * 4), "is_not_a_polygon",
     "Too few points in geometry component (118.8, 32.3)"),
    (polygon(SQUARE, OUTSIDE), "is_not_a_polygon", "Hole lies outside shell (118.9, 32.3)"),
    (polygon([["118.8", "32.3"], *SQUARE[1:]]), "is_not_a_polygon", '["118.8", "32.3"]'),
    (polygon([[True, 32.3], *SQUARE[1:]]), "is_not_a_polygon", "[true, 32.3]"),
    (polygon([[118.8], *SQUARE[1:]]), "is_not_a_polygon", "[118.8]"),
    (polygon("abc"), "is_not_a_polygon", '"abc"'),
    (polygon([[y, x] for x, y in SQUARE]), "looks_swapped", "32.3, 118.8"),
    (polygon([[650_000.5, 3_575_000.5], *SQUARE]), "not_in_degrees",
     "650000.5, 3575000.5"),
    (polygon([[x - 118.8, y - 32.3] for x, y in SQUARE]), "outside_china", "0.0, 0.0"),
    (polygon([[118.8 + at / 1e6, 32.3] for at in range(20_001)]), "too_many_vertices",
     "20001 > 20000"),
]  # fmt: skip


def test_what_is_no_outline_breaks_its_feature_alone(deliver):
    features = [feature(geometry, name="坏") for geometry, *_ in UNUSABLE]
    outcome = deliver(collection(*features, feature()), NAME)
    assert outcome.broken == [
        (line, reason, found) for line, (_, reason, found) in enumerate(UNUSABLE, start=2)
    ]
    assert outcome.raw[0] == "G1,坏,null"
    assert outcome.lines == [len(UNUSABLE) + 2]
    assert outcome.records == len(UNUSABLE) + 1


def test_numbers_beyond_counting_are_no_places(deliver):
    content = collection(feature()).replace(b"118.81", b"1e999")
    assert deliver(content, NAME).broken == [(2, "is_not_a_polygon", "inf, 32.3")]


def test_a_spike_is_an_outline(deliver):
    spiked = [*SQUARE[:2], [118.9, 32.3005], [118.81, 32.301], *SQUARE[2:]]
    assert len(deliver(collection(feature(polygon(spiked))), NAME).rows) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (json.dumps(POLYGON).encode(), "type 'Polygon'"),
        (b'{"type": "FeatureCollection"}', "type 'FeatureCollection'"),
        (collection(), "features []"),
        (collection(feature())[:-9], None),
        (b'{"a": 1}', "type None"),
        (collection(7), "features[0]"),
        (collection({"type": "Feature", "properties": []}, {"type": "x"}), "features[1]"),
        (collection({"type": "Feature", "properties": [1]}), "features[0].properties"),
        (collection(feature()).replace(b"118.81", b"NaN"), "NaN is not JSON"),
        (collection(feature()).replace(b'{"grid', b'{"a": 1, "a": 2, "grid'),
         "'a' stands twice in one object"),
        (b'{"type":' + b"[" * 100_000, None),
        (b'{"type": "\xff"}', None),
    ],
)  # fmt: skip
def test_what_is_no_collection_refuses_the_file(refusal, content, found):
    reason, details = refusal(content, NAME)
    assert reason == "damaged_geojson"
    assert found is None or details["found"] == found


def test_a_property_under_the_name_of_the_outline_is_refused(refusal):
    assert refusal(collection(feature(Geometry="x")), NAME) == (
        "repeated_header",
        {"column": "geometry"},
    )


def test_too_many_properties_are_refused(refusal):
    many = feature(**{f"p{number}": 1 for number in range(200)})
    assert refusal(collection(many), NAME)[0] == "too_many_columns"
