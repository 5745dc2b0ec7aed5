"""Whatever a net looks like, a what-if loses no household and joins only what touches."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from warehouse.adjustment import Change, Grid, Norm, adjustments, spread_of

NORM = Norm(low=200, middle=300, high=500, workload_ratio=1.5)
SIDE = 5
STREETS, COMMUNITIES = ("S1", "S2"), ("C1", "C2", "C3", "C4")
CELL = st.tuples(st.integers(1, 1500), st.integers(0, 200), st.integers(0, 1))
NETS = st.lists(CELL, min_size=SIDE * SIDE, max_size=SIDE * SIDE)


def net(cells) -> tuple[Grid, ...]:
    """Lay grids on a board: streets are its halves, communities parts of them."""
    found = []
    for position, (households, matters, community) in enumerate(cells):
        street = 0 if position < len(cells) // 2 else 1
        where = COMMUNITIES[2 * street + community]
        found.append(
            Grid(f"G{position:02}", where, STREETS[street], households, matters / 12, 12.0, NORM)
        )
    return tuple(found)


def borders() -> pl.DataFrame:
    pairs = []
    for position in range(SIDE * SIDE):
        column, row = position % SIDE, position // SIDE
        right = [position + 1] if column + 1 < SIDE else []
        below = [position + SIDE] if row + 1 < SIDE else []
        for other in right + below:
            pairs += [(position, other), (other, position)]
    return pl.DataFrame(
        {
            "area_code": [f"G{one:02}" for one, _ in pairs],
            "neighbour_code": [f"G{other:02}" for _, other in pairs],
            "border_m": [1000.0] * len(pairs),
            "is_inferred": [False] * len(pairs),
        }
    )


TOUCHING = set(borders().select("area_code", "neighbour_code").iter_rows())


@given(NETS, st.booleans())
def test_households_and_work_are_conserved(cells, across):
    plan = adjustments(net(cells), borders(), across_streets=across)
    assert sum(one.households for one in plan.after) == sum(one.households for one in plan.before)
    work = [sum(one.workload for one in side) for side in (plan.before, plan.after)]
    assert abs(work[0] - work[1]) < 1e-6
    for one in plan.candidates:
        assert sum(one.after) == sum(each.households for each in one.grids)
        assert min(one.after) > 0


@given(NETS)
def test_only_what_touches_is_joined_and_no_grid_is_changed_twice(cells):
    plan = adjustments(net(cells), borders())
    changed = [each.code for one in plan.candidates for each in one.grids]
    assert len(set(changed)) == len(changed)
    for one in plan.candidates:
        if one.partner is not None:
            assert (one.grid.code, one.partner.code) in TOUCHING
            assert one.grid.street == one.partner.street
        if one.change is Change.MERGE:
            assert one.grid.community == one.partner.community


@given(NETS)
def test_no_change_makes_a_grid_that_calls_for_another_by_its_size(cells):
    for one in adjustments(net(cells), borders()).candidates:
        if one.change is Change.MERGE:
            assert one.after[0] <= NORM.high
            continue
        assert all(NORM.low <= size <= NORM.high for size in one.after)


@given(NETS)
def test_the_order_of_grids_never_matters(cells):
    grids = net(cells)
    one, other = (adjustments(order, borders()) for order in (grids, grids[::-1]))
    assert one.candidates == other.candidates
    assert sorted(each.households for each in one.after) == sorted(
        each.households for each in other.after
    )


@given(NETS)
def test_no_fewer_grids_lie_within_the_norm_than_before(cells):
    plan = adjustments(net(cells), borders())
    before, after = (spread_of(side) for side in (plan.before, plan.after))
    outside = [round(one.outside * one.grids) for one in (before, after)]
    assert outside[1] <= outside[0]
