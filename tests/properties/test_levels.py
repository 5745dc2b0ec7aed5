"""Numbers of an area are those of the areas within it, counted here without any SQL."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import reader
from warehouse.periods import Period

DISTRICT = "D"
# Street → community → grids.
TREE = {"S1": {"S1C1": ("S1C1G1", "S1C1G2"), "S1C2": ("S1C2G1",)}, "S2": {"S2C1": ("S2C1G1",)}}
GRIDS = [grid for street in TREE.values() for grids in street.values() for grid in grids]
JANUARY = dt.datetime(2020, 1, 1)
CUTOFF = "2020-04-01"
MATTERS = st.lists(
    st.tuples(
        st.sampled_from(GRIDS),
        st.integers(0, 80 * 24),
        st.integers(1, 240),
        st.none() | st.integers(0, 480),
    ),
    min_size=60,
    max_size=120,
)


def areas():
    yield {"level": "district", "code": DISTRICT, "name": "区"}
    for street, communities in TREE.items():
        yield {"level": "street", "code": street, "name": street, "parent_code": DISTRICT}
        for code in communities:
            yield {"level": "community", "code": code, "name": code, "parent_code": street}


def grids():
    for street in TREE.values():
        for community, codes in street.items():
            for code in codes:
                yield {"grid_code": code, "community_code": community}


def matter(number, grid, reported, limit, closing):
    at = JANUARY + dt.timedelta(hours=reported)
    closed = at + dt.timedelta(hours=closing) if closing is not None else None
    closed = closed if closed and closed < dt.datetime.fromisoformat(CUTOFF) else None
    return {
        "matter_id": f"E{number}",
        "grid_code": grid,
        "reported_at": at,
        "due_at": at + dt.timedelta(hours=limit),
        "closed_at": closed,
        "status": "closed" if closed else "open",
    }


@settings(max_examples=6, deadline=None)
@given(drawn=MATTERS)
def test_every_level_counts_what_lies_within_it(drawn):
    matters = [matter(number, *one) for number, one in enumerate(drawn)]
    rows = {"areas": list(areas()), "grids": list(grids()), "matters": matters}
    door = reader(rows, cutoff=CUTOFF)
    for level, length in (("grid", 6), ("community", 4), ("street", 2), ("district", 0)):
        expected = {}
        for one in matters:
            if one["due_at"] < dt.datetime.fromisoformat(CUTOFF):
                area = one["grid_code"][:length] or DISTRICT
                met, due = expected.get(area, (0, 0))
                is_met = one["closed_at"] is not None and one["closed_at"] <= one["due_at"]
                expected[area] = (met + is_met, due + 1)
        found = door.values("ev_on_time_close", level=level, period=Period.parse("2020-Q1"))
        shown = {
            row["area_code"]: (row["numerator"], row["denominator"])
            for row in found.iter_rows(named=True)
            if row["withheld"] is None
        }
        assert shown == {area: counts for area, counts in expected.items() if counts[1] >= 20}
