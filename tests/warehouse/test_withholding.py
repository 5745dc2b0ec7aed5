"""Small numbers of persons and households, as a reader meets them."""

import numpy as np
import polars as pl
import pytest

from tests.builders import reader
from tests.warehouse.district import AREAS
from warehouse.catalog import LEVELS
from warehouse.periods import Period

# What is withheld because it rests on too little is no secret.
SECRET = {"few_persons", "protects_another"}
YEAR = Period.parse("2019")
MORE_AREAS = (
    *AREAS,
    {"level": "community", "code": "S2C2", "name": "乙二社区", "parent_code": "S2"},
    {"level": "community", "code": "S2C3", "name": "乙三社区", "parent_code": "S2"},
)
COMMUNITIES = [row["code"] for row in MORE_AREAS if row["level"] == "community"]


def drawn(seed):
    """Give a district in which many grids were visited seldom, and some nearly everywhere."""
    chance = np.random.default_rng(seed)
    grids, visits = [], []
    for community in COMMUNITIES:
        for number in range(int(chance.integers(1, 5))):
            code = f"{community}G{number}"
            households = int(chance.integers(5, 60))
            visited = min(int(chance.choice([0, 1, 3, 5, 9, 20, 57])), households)
            grids.append({"grid_code": code, "community_code": community, "households": households})
            visits += [
                {
                    "visit_id": f"{code}V{one}",
                    "grid_code": code,
                    "household_key": f"{code}H{one}",
                    "visited_on": f"2019-{one % 12 + 1:02}-02",
                }
                for one in range(visited)
            ]
    whole_year = [
        {
            "visit_id": f"W{month}",
            "grid_code": grids[0]["grid_code"],
            "household_key": "W",
            "visited_on": f"2019-{month:02}-03",
        }
        for month in (1, 12)
    ]
    rows = {"areas": MORE_AREAS, "grids": grids, "household_visits": visits + whole_year}
    return reader(rows, cutoff="2020-01-01 08:00:00")


def cells(found):
    """Give every cell of a year, published or not, with the cell it adds up to."""
    parents = dict(found.areas.rows.select("area_code", "parent_code").iter_rows())
    shown = pl.concat(
        [found.values("pt_household", level=level, period=YEAR) for level in LEVELS],
        how="diagonal_relaxed",
    )
    return [
        (
            row["area_code"],
            parents[row["area_code"]],
            row["numerator"],
            row["denominator"],
            row["withheld"],
        )
        for row in shown.iter_rows(named=True)
    ]


def guessable(table):
    """Name the hidden cells that the published ones give away, by solving for all of them."""
    hidden = [code for code, *_, withheld in table if withheld in SECRET]
    place = {code: at for at, code in enumerate(hidden)}
    equations = []
    for code, *_ in table:
        children = [one for one, parent, *_ in table if parent == code]
        if children:
            equation = np.zeros(len(hidden))
            for one, sign in ((code, -1), *((child, 1) for child in children)):
                if one in place:
                    equation[place[one]] = sign
            equations.append(equation)
    if not hidden:
        return []
    _, strengths, directions = np.linalg.svd(np.array(equations))
    rank = int((strengths > 1e-9).sum())
    # A cell is given away when no freedom is left to it.
    freedom = np.abs(directions[rank:]).sum(axis=0) if rank < len(hidden) else np.zeros(len(hidden))
    return [code for code in hidden if freedom[place[code]] < 1e-9]


@pytest.fixture(scope="module", params=range(6))
def table(request):
    return cells(drawn(request.param))


def test_no_few_households_are_shown_on_either_side(table):
    for _, _, numerator, denominator, _ in table:
        if numerator is not None:
            for count in (numerator, denominator - numerator):
                assert count == 0 or count >= 5


def test_no_difference_gives_a_withheld_cell_away(table):
    assert any(withheld == "few_persons" for *_, withheld in table)
    assert guessable(table) == []


def test_a_lone_hidden_cell_would_be_found():
    """The solver itself: one hidden child of a published parent is its difference."""
    alone = [
        ("D", None, 12, 40, None),
        ("S1", "D", 9, 20, None),
        ("S2", "D", None, None, "few_persons"),
    ]
    assert guessable(alone) == ["S2"]
    assert guessable([*alone[:1], ("S1", "D", None, None, "protects_another"), alone[2]]) == []


def test_a_withheld_row_carries_no_number_at_all():
    found = drawn(0).values("pt_household", level="grid", period=YEAR)
    hidden = found.filter(pl.col("withheld").is_in(SECRET))
    assert hidden.height
    for column in ("numerator", "denominator", "value", "low", "high", "n", "excluded_count"):
        assert hidden[column].null_count() == hidden.height


def test_things_are_shown_however_few():
    found = reader({"patrols": [{}]}, cutoff="2020-04-05 08:00:00")
    row = found.values("pt_coverage", level="street", period=Period.parse("2020-03"))
    assert row.select("numerator", "denominator").row(0) == (1, 1)
