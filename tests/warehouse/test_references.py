"""What rows refer to: checked when models are built, so that a late register heals the past."""

import pytest

from tests.builders import HIERARCHY, reader, warehouse
from tests.load.city import City, table

PATROLS = [
    {
        "patrol_id": f"P{number}",
        "grid_code": grid,
        "started_at": f"2020-03-{number + 1:02} 08:00:00",
        "ended_at": None,
    }
    for number, grid in enumerate(["S1G1", "S1G1", "S9G9", "S9G9", "S9G9"])
]
AREAS = (
    {"level": "district", "code": "D", "name": "示例区"},
    {"level": "street", "code": "S1", "name": "甲街道", "parent_code": "D"},
    {"level": "community", "code": "S1C1", "name": "甲一社区", "parent_code": "S1"},
)


def unmatched(rows, **given):
    found = reader(rows, cutoff="2020-04-05 08:00:00", **given).unmatched()
    return set(found.rows())


def test_a_late_register_heals_earlier_rows(tmp_path):
    city = City(tmp_path)
    city.deliver("areas.csv", table("areas", *AREAS))
    city.deliver("grids.csv", table("grids", {"grid_code": "S1G1", "community_code": "S1C1"}))
    city.deliver("patrols.csv", table("patrols", *PATROLS))
    assert city.load(city.inbox, "--as-of", "2020-04-05").code == 0
    assert city.run("build").code == 0
    before = city.values("pt_frequency", level="grid", period="2020-03")
    assert (set(before), before["S1G1"]["numerator"]) == ({"S1G1"}, 2)
    assert city.run("status", "--json").json["unmatched"]
    late = city.deliver(
        "late/grids.csv", table("grids", {"grid_code": "S9G9", "community_code": "S1C1"})
    )
    assert city.load(late).code == 0
    assert city.run("build").code == 0
    after = city.values("pt_frequency", level="grid", period="2020-03")
    assert after["S1G1"]["numerator"] == 2
    assert after["S9G9"]["numerator"] == 3
    assert not city.run("status", "--json").json["unmatched"]


@pytest.mark.parametrize(
    ("source", "row", "found"),
    [
        ("patrols", {"grid_code": "X"}, ("patrols", "unknown_grid", "X")),
        ("tasks", {"grid_code": "X"}, ("tasks", "unknown_grid", "X")),
        ("household_visits", {"grid_code": "X"}, ("household_visits", "unknown_grid", "X")),
        ("grid_members", {"grid_code": "X"}, ("grid_members", "unknown_grid", "X")),
        ("key_households", {"grid_code": "X"}, ("key_households", "unknown_grid", "X")),
        ("party_organisations", {"grid_code": "X"}, ("party_organisations", "unknown_grid", "X")),
        (
            "party_organisations",
            {"grid_code": None, "community_code": "X"},
            ("party_organisations", "unknown_community", "X"),
        ),
        (
            "party_organisations",
            {"grid_code": None, "community_code": "320116"},
            ("party_organisations", "unknown_community", "320116"),
        ),
        ("mediations", {"grid_code": "X"}, ("mediations", "unknown_grid", "X")),
        (
            "mediations",
            {"grid_code": None, "community_code": "X"},
            ("mediations", "unknown_community", "X"),
        ),
        (
            "mediations",
            {"grid_code": None, "community_code": "320116"},
            ("mediations", "unknown_community", "320116"),
        ),
        ("activities", {"community_code": "X"}, ("activities", "unknown_community", "X")),
        (
            "activities",
            {"community_code": "320116006"},
            ("activities", "unknown_community", "320116006"),
        ),
        ("survey_responses", {"street_code": "X"}, ("survey_responses", "unknown_street", "X")),
        ("matters", {"grid_code": "X"}, ("matters", "unknown_place", "X")),
        ("matter_steps", {"matter_id": "E9"}, ("matter_steps", "unknown_matter", "E9")),
        ("grids", {"grid_code": "G", "community_code": "X"}, ("grids", "unknown_community", "X")),
    ],
)
def test_a_row_of_a_place_that_nobody_knows_is_counted_by_reason(source, row, found):
    rows = {source: [{}, row] if source == "grids" else [row]}
    assert (*found, 1) in unmatched(rows)


def test_a_row_from_before_its_grid_was_is_counted_apart():
    rows = {"grids": [{"valid_from": "2020-03-03"}], "patrols": [{}, {"patrol_id": "P2"}]}
    assert unmatched(rows) == {("patrols", "grid_not_valid_then", "320116006001001", 2)}


def test_a_few_rows_of_another_century_take_no_part():
    rows = {
        "patrols": [
            {"patrol_id": f"P{number}", "started_at": f"2020-03-{number % 28 + 1:02} 08:00:00"}
            for number in range(100)
        ]
        + [{"patrol_id": "P100", "started_at": "1990-03-02 08:00:00", "ended_at": None}]
    }
    assert ("patrols", "date_out_of_reach", "1990-03", 1) in unmatched(rows)


def test_rows_that_are_known_are_not_counted():
    everything = {
        "areas": HIERARCHY,
        **{name: ({},) for name in ("patrols", "tasks", "matters", "matter_steps", "mediations")},
        **{name: ({},) for name in ("household_visits", "activities", "survey_responses")},
        **{name: ({},) for name in ("grid_members", "party_organisations", "key_households")},
    }
    assert unmatched(everything) == set()


def test_a_home_of_the_whole_district_does_not_stop_the_build():
    con = warehouse(
        {
            "party_organisations": [
                {"kind": "home"},
                {
                    "organisation_id": "O2",
                    "kind": "home",
                    "grid_code": None,
                    "community_code": "320116",
                },
            ],
            "tasks": [{}],
        }
    )
    homes = con.sql(
        "select distinct numerator from marts.fct_metric_counts where metric_id = 'pb_homes'"
    )
    assert homes.fetchall() == [(1.0,)]
