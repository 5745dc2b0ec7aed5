"""Which grids a what-if would split, merge or relieve, and why."""

from math import isnan

import polars as pl
import pytest

from tests.builders import reader
from warehouse.adjustment import (
    Cause,
    Change,
    Grid,
    Norm,
    adjustments,
    comprehensive,
    norms_of,
    spread_of,
)
from warehouse.periods import Period

NORM = Norm(low=200, middle=300, high=500, workload_ratio=1.5)
PAIRS = {"area_code": pl.String, "neighbour_code": pl.String, "border_m": pl.Float64}


def grid(code, households, *, workload=4.0, community="C1", street="S1"):
    return Grid(code, community, street, households, workload, 12.0, NORM)


# What every net needs beside the grids under test: a mean that one of them cannot move far.
CROWD = tuple(grid(f"Z{n:02}", 300) for n in range(40))


def borders(*pairs: tuple[str, str]) -> pl.DataFrame:
    rows = [(*pair, 500.0) for one, other in pairs for pair in ((one, other), (other, one))]
    return pl.DataFrame(rows, schema=PAIRS, orient="row").with_columns(is_inferred=pl.lit(False))


def plan(*grids, beside=(), across_streets=False):
    return adjustments((*grids, *CROWD), borders(*beside), across_streets=across_streets)


def only(made):
    (one,) = made.candidates
    return one


def test_a_grid_above_the_norm_is_split_into_parts_near_it():
    one = only(plan(grid("A", 910)))
    assert (one.change, one.cause, one.after) == (
        Change.SPLIT,
        Cause.MANY_HOUSEHOLDS,
        (304, 303, 303),
    )


@pytest.mark.parametrize("households", [200, 300, 500])
def test_the_ends_of_the_norm_belong_to_it(households):
    assert not plan(grid("A", households)).candidates


def test_small_neighbours_of_one_community_are_merged():
    one = only(plan(grid("A", 110), grid("B", 150), beside=[("A", "B")]))
    assert (one.change, one.cause, one.after, one.border_m) == (
        Change.MERGE,
        Cause.FEW_HOUSEHOLDS,
        (260,),
        500,
    )
    assert {each.code for each in one.grids} == {"A", "B"}


def test_a_small_grid_takes_its_smallest_neighbour_that_leaves_room():
    made = plan(
        grid("A", 110),
        grid("B", 410),
        grid("C", 380),
        grid("D", 260),
        beside=[("A", "B"), ("A", "C")],
    )
    assert only(made).partner.code == "C"


def test_grids_that_do_not_touch_are_not_merged():
    made = plan(grid("A", 110), grid("B", 150))
    assert not made.candidates
    assert {one.code for one in made.left_outside} == {"A", "B"}


def test_grids_of_two_communities_are_not_merged_but_households_may_be_handed_over():
    small = grid("A", 110)
    assert not plan(small, grid("B", 150, community="C2"), beside=[("A", "B")]).candidates
    one = only(plan(small, grid("B", 450, community="C2"), beside=[("A", "B")]))
    assert (one.change, one.moved, one.after) == (Change.HAND_OVER, 150, (260, 300))


def test_nothing_crosses_a_street_unless_asked():
    net = (grid("A", 110), grid("B", 450, community="C2", street="S2"))
    assert not plan(*net, beside=[("A", "B")]).candidates
    assert only(plan(*net, beside=[("A", "B")], across_streets=True)).moved == 150


def test_work_counts_only_where_it_is_certain():
    # 7.5 a month against a mean of 4: above 6 in either case, certain in a year alone.
    assert not plan(grid("A", 420, workload=6.2)).candidates
    sure = only(plan(grid("A", 420, workload=12.0)))
    assert (sure.change, sure.cause, sure.after) == (
        Change.SPLIT,
        Cause.HEAVY_WORKLOAD,
        (210, 210),
    )


def test_an_overloaded_grid_too_small_to_split_hands_households_to_one_with_room():
    made = plan(grid("A", 320, workload=12.0), grid("B", 210), beside=[("A", "B")])
    one = only(made)
    assert (one.change, one.cause, one.moved, one.after) == (
        Change.HAND_OVER,
        Cause.HEAVY_WORKLOAD,
        90,
        (230, 300),
    )
    work = {each.code: each.workload for each in made.after}
    assert work["A"] == pytest.approx(12 * 230 / 320)
    assert work["B"] == pytest.approx(4 + 12 * 90 / 320)


def test_an_overloaded_neighbour_is_given_nothing():
    made = plan(grid("A", 110), grid("B", 150, workload=14.0), beside=[("A", "B")])
    assert not made.candidates


def test_a_donor_does_not_stay_above_the_norm():
    made = plan(grid("A", 199), grid("B", 720), beside=[("A", "B")])
    assert only(made).change is Change.SPLIT


def test_leaving_a_kind_of_change_out_leaves_its_grids_as_they_are():
    made = plan(grid("A", 910), grid("B", 110), grid("C", 150), beside=[("B", "C")])
    merged = made.only(Change.MERGE)
    assert [one.change for one in merged.candidates] == [Change.MERGE]
    assert sorted({one.households for one in merged.after}) == [260, 300, 910]


def test_spread_says_how_even_a_net_is():
    found = spread_of((grid("A", 100, workload=2.0), grid("B", 300, workload=6.0)))
    assert (found.grids, found.mean, found.least, found.most) == (2, 200, 100, 300)
    assert found.variation == pytest.approx(0.5)
    assert found.workload_variation == pytest.approx(0.5)
    assert found.outside == 0.5


def test_a_net_without_grids_has_no_spread():
    with pytest.raises(ValueError, match="no grids"):
        spread_of(())


def test_the_norm_is_read_from_the_version_and_dedicated_grids_are_left_out():
    book = reader(
        {
            "grids": (
                {"grid_code": "A", "setting": "urban", "households": 310},
                {"grid_code": "B", "setting": "urban", "households": None},
                {"grid_code": "C", "setting": "institution", "kind": "dedicated"},
            ),
            "patrols": [{"patrol_id": "P1", "grid_code": "A"}],
        }
    ).grids
    norms = norms_of(book.norms())
    assert norms["urban"] == NORM
    (one,) = comprehensive(book.register(Period.parse("2020-03")), norms)
    assert (one.code, one.households) == ("A", 310)
    assert isnan(one.workload)
    assert not adjustments((one,), book.neighbours(Period.parse("2020-03"))).candidates
