"""The setting of areas, and ranks among those of one setting."""

import polars as pl
import pytest

from tests.builders import reader
from warehouse.periods import Period

MARCH = Period.parse("2020-03")
AREAS = (
    {"level": "district", "code": "D", "name": "示例区"},
    *(
        {"level": "street", "code": f"S{n}", "name": f"第{n}街道", "parent_code": "D"}
        for n in range(4)
    ),
    *(
        {"level": "community", "code": f"S{n}C", "name": f"第{n}社区", "parent_code": f"S{n}"}
        for n in range(4)
    ),
)
# Streets 0 and 1 are rural, 2 is urban; of 3 nobody said what its grid is.
SETTINGS = (("rural",), ("rural", "rural", "urban"), ("urban", "institution", "urban"), (None,))
CLOSED = (90, 80, 70, 99)


def grid(street, number, setting, **dates):
    code = f"S{street}G{number}"
    return {"grid_code": code, "community_code": f"S{street}C", "setting": setting, **dates}


@pytest.fixture(scope="module")
def found():
    grids = [
        grid(street, number, setting)
        for street, settings in enumerate(SETTINGS)
        for number, setting in enumerate(settings)
    ]
    # Many urban grids that are gone, and one not there yet, say nothing of today.
    grids += [grid(0, 10 + n, "urban", valid_to="2020-01-01") for n in range(3)]
    grids += [grid(0, 20 + n, "urban", valid_from="2021-01-01") for n in range(3)]
    matters = [
        {
            "matter_id": f"E{street}-{number}",
            "grid_code": f"S{street}G0",
            "due_at": "2020-03-20 08:00:00",
            "closed_at": "2020-03-19 08:00:00" if number < closed else None,
            "status": "closed" if number < closed else "open",
        }
        for street, closed in enumerate(CLOSED)
        for number in range(100)
    ]
    rows = {"areas": AREAS, "grids": grids, "matters": matters}
    return reader(rows, cutoff="2020-04-05 08:00:00")


def ranks(board):
    return {row["area_code"]: (row["rank"], row["peers"]) for row in board.iter_rows(named=True)}


def test_an_area_has_the_setting_of_most_of_its_grids_of_today(found):
    rows = found.areas.rows.filter(pl.col("level").is_in(["street", "community", "district"]))
    assert dict(rows.select("area_code", "setting").iter_rows()) == {
        "D": None,
        **{
            f"S{n}{below}": kind
            for below in ("", "C")
            for n, kind in enumerate(("rural", "rural", "urban", None))
        },
    }


def test_rows_of_values_say_the_setting(found):
    board = found.values("ev_on_time_close", level="street", period=MARCH)
    assert board["setting"].to_list() == ["rural", "rural", "urban", None]
    assert ranks(board) == {"S0": (2, 4), "S1": (3, 4), "S2": (4, 4), "S3": (1, 4)}


def test_streets_are_ranked_among_those_of_one_setting(found):
    asked = {"level": "street", "period": MARCH}
    rural = found.board(["ev_on_time_close"], among="rural", **asked)
    assert ranks(rural) == {"S0": (1, 2), "S1": (2, 2)}
    urban = found.board(["ev_on_time_close"], among="urban", **asked)
    assert ranks(urban) == {"S2": (1, 1)}
    whole = found.board(["ev_on_time_close"], **asked)
    same = ["area_code", "value", "low", "high", "benchmark", "outcome_benchmark"]
    chosen = whole.filter(pl.col("setting") == "rural").select(same)
    assert rural.select(same).equals(chosen)


def test_a_setting_without_streets_gives_no_rows(found):
    asked = {"level": "street", "period": MARCH, "among": "institution"}
    assert not found.board(["ev_on_time_close"], **asked).height
