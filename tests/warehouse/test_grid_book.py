"""Single grids: who lies beside whom, what they hold and did, and what they were before."""

import datetime as dt
import json

import polars as pl
import pytest
import shapely

from tests.builders import COMMUNITY, HIERARCHY, STREET, reader
from tests.warehouse.squares import grid, square
from warehouse.access import AccessScope
from warehouse.periods import Period
from warehouse.reader import OutOfScopeError

QUARTER = Period.parse("2020-Q1")
ELSEWHERE = {"level": "street", "code": "S2", "name": "龙池街道", "parent_code": "320116"}
BEYOND = {"level": "community", "code": "S2C1", "name": "乙一社区", "parent_code": "S2"}
AREAS = (*HIERARCHY, ELSEWHERE, BEYOND)
# A B      A1 and A2 were A until March; C lies in another street; D meets A2 in a corner alone.
NET = (
    grid("A", None, households=620, valid_to="2020-03-01"),
    grid("A1", (0, 1), households=310, valid_from="2020-03-01", predecessor_codes="A"),
    grid("A2", (0, 0), households=310, valid_from="2020-03-01", predecessor_codes="A"),
    grid("B", (1, 1), households=90),
    grid("C", (1, 0), households=280, community_code="S2C1"),
    grid("D", (-1, -1), kind="dedicated", setting="institution", households=6),
)
MATTERS = [{"matter_id": f"E{n}", "grid_code": "B"} for n in range(3)]
MATTERS += [{"matter_id": "F1", "grid_code": "A", "reported_at": "2020-02-03 08:00:00"}]
DONE = {
    "areas": AREAS,
    "grids": NET,
    "matters": MATTERS,
    "patrols": [{"patrol_id": f"P{n}", "grid_code": "B"} for n in range(4)],
    "household_visits": [
        {"visit_id": "V1", "grid_code": "B"},
        {"visit_id": "V2", "grid_code": "B"},
    ],
    "grid_members": [
        {"member_code": "M1", "grid_code": "B"},
        {"member_code": "M2", "grid_code": "B", "role": "part_time"},
        {"member_code": "M3", "grid_code": "B", "role": "head"},
    ],
}


@pytest.fixture(scope="module")
def book():
    return reader(DONE, cutoff="2020-04-05 08:00:00").grids


@pytest.fixture(scope="module")
def of_street():
    scope = AccessScope(frozenset({STREET}))
    return reader(DONE, cutoff="2020-04-05 08:00:00", scope=scope).grids


def pairs(rows: pl.DataFrame) -> set[tuple[str, str]]:
    return set(rows.select("area_code", "neighbour_code").iter_rows())


def both_ways(*found: tuple[str, str]) -> set[tuple[str, str]]:
    return {pair for one, other in found for pair in ((one, other), (other, one))}


def test_grids_that_share_a_border_are_neighbours_and_corners_do_not_count(book):
    found = book.neighbours(QUARTER)
    assert pairs(found) == both_ways(("A1", "A2"), ("A1", "B"), ("A2", "C"), ("B", "C"))
    assert found["border_m"].is_between(900, 1200).all()
    assert not found["is_inferred"].any()


def test_a_grid_since_split_lay_where_its_parts_lie(book):
    before = Period.parse("2020-02")
    (outline,) = book.outlines(before).filter(pl.col("area_code") == "A").iter_rows(named=True)
    parts = book.outlines(QUARTER).filter(pl.col("area_code").is_in(["A1", "A2"]))["geometry"]
    together = shapely.union_all(shapely.from_geojson(parts.to_numpy()))
    assert outline["is_inferred"]
    assert shapely.from_geojson(outline["geometry"]).equals(together)
    assert pairs(book.neighbours(before)) == both_ways(("A", "B"), ("A", "C"), ("B", "C"))


def test_grids_since_merged_lay_in_one_place_without_a_known_border():
    net = (
        grid("A", None, households=90, valid_to="2020-03-01"),
        grid("B", None, households=80, valid_to="2020-03-01"),
        grid("AB", (0, 0), valid_from="2020-03-01", predecessor_codes="A;B"),
        grid("C", (1, 0)),
    )
    found = reader({**DONE, "grids": net}).grids.neighbours(Period.parse("2020-02"))
    assert pairs(found) == both_ways(("A", "B"), ("A", "C"), ("B", "C"))
    assert pairs(found.filter(pl.col("border_m").is_null())) == both_ways(("A", "B"))


@pytest.mark.parametrize("slip", [-0.008, -0.001, 0.001, 0.008])
def test_careless_borders_are_still_borders(slip):
    net = ({"geometry": square(0, 0)}, {"grid_code": "B", "geometry": square(1, 0, slip=slip)})
    assert reader({**DONE, "grids": net}).grids.neighbours(QUARTER).height == 2


@pytest.mark.parametrize("slip", [-0.008, -0.001, 0.001])
def test_both_sides_of_a_border_hold_the_same_points(slip):
    net = ({"geometry": square(0, 0)}, {"grid_code": "B", "geometry": square(1, 0, slip=slip)})
    drawn = reader({**DONE, "grids": net}).grids.outlines(QUARTER)["geometry"]
    one, other = shapely.from_geojson(drawn.to_numpy())
    assert shapely.intersection(one, other).length > 0.009
    assert shapely.intersection(one, other).area == 0


def test_without_outlines_nothing_is_drawn_and_nobody_is_a_neighbour():
    found = reader({"matters": MATTERS, "grids": ({},)}).grids
    assert not found.outlines(QUARTER).height
    assert not found.neighbours(QUARTER).height
    assert found.register(QUARTER)["longitude"].null_count() == 1


def test_the_register_holds_the_grids_of_the_periods_end_and_what_they_did(book):
    rows = book.register(QUARTER)
    assert rows["area_code"].to_list() == ["A1", "A2", "B", "C", "D"]
    did = ("patrol_count", "matter_count", "visit_count", "full_time_count", "part_time_count")
    (of_b,) = rows.filter(pl.col("area_code") == "B").select(did).rows()
    assert of_b == (4, 3, 2, 1, 1)
    months = dict(rows.select("area_code", "month_count").iter_rows())
    assert months["B"] == pytest.approx(91 / 30.4375)
    assert months["A1"] == pytest.approx(31 / 30.4375)


def test_what_was_not_delivered_is_unknown_and_not_nought():
    (row,) = (
        reader({"matters": MATTERS[-1:], "grids": ({"grid_code": "A"},)})
        .grids.register(QUARTER)
        .iter_rows(named=True)
    )
    assert row["matter_count"] == 1
    unknown = ("patrol_count", "visit_count", "full_time_count", "part_time_count")
    assert [row[name] for name in unknown] == [None] * 4


def test_a_profile_tells_what_a_grid_was_made_of_and_what_became_of_it(book):
    (before,) = book.versions("A").iter_rows(named=True)
    assert (before["valid_to"], before["successor_codes"]) == (dt.date(2020, 3, 1), "A1;A2")
    (since,) = book.versions("A1").iter_rows(named=True)
    assert (since["valid_to"], since["predecessor_codes"]) == (None, "A")
    assert book.months("A").filter(pl.col("matter_count") > 0)["month_start"].to_list() == [
        dt.date(2020, 2, 1)
    ]


def test_a_reader_of_one_street_sees_its_grids_alone(of_street):
    assert set(of_street.register(QUARTER)["area_code"]) == {"A1", "A2", "B", "D"}
    assert "C" not in set(of_street.outlines(QUARTER)["area_code"])
    assert pairs(of_street.neighbours(QUARTER)) == both_ways(("A1", "A2"), ("A1", "B"))
    assert of_street.versions("B")["community_code"].to_list() == [COMMUNITY]
    for asked in (of_street.versions, of_street.months):
        with pytest.raises(OutOfScopeError):
            asked("C")


def test_outlines_are_polygons_with_short_coordinates(book):
    for text in book.outlines(QUARTER)["geometry"]:
        shape = json.loads(text)
        assert shape["type"] == "Polygon"
        assert all(round(x, 5) == x for ring in shape["coordinates"] for x, _ in ring)
