"""A small district as delivered files: every source, enough rows for every metric."""

from collections.abc import Mapping
from typing import Any

from tests.load.city import City, table

AREAS = (
    {"level": "district", "code": "D", "name": "示例区"},
    {"level": "street", "code": "S1", "name": "雄州街道", "parent_code": "D"},
    {"level": "street", "code": "S2", "name": "龙池街道", "parent_code": "D"},
    {"level": "community", "code": "S1C1", "name": "甲一社区", "parent_code": "S1"},
    {"level": "community", "code": "S1C2", "name": "甲二社区", "parent_code": "S1"},
    {"level": "community", "code": "S2C1", "name": "乙一社区", "parent_code": "S2"},
)
GRIDS = (
    {"grid_code": "S1G1", "community_code": "S1C1", "setting": "urban"},
    {"grid_code": "S1G2", "community_code": "S1C1", "kind": "dedicated", "setting": "institution"},
    {"grid_code": "S1G3", "community_code": "S1C2", "setting": "urban"},
    {"grid_code": "S2G1", "community_code": "S2C1", "setting": "rural"},
)
CODES = tuple(grid["grid_code"] for grid in GRIDS)
STEPS = ("reported", "accepted", "dispatched", "contacted", "handled", "fed_back", "revisited")
Row = Mapping[str, Any]


def spread(count: int) -> list[tuple[int, str]]:
    """Number rows and give each a grid in turn."""
    return [(number, CODES[number % len(CODES)]) for number in range(count)]


def patrols() -> list[Row]:
    return [
        {
            "patrol_id": f"P{number}",
            "grid_code": grid,
            "planned_at": f"2020-03-{number % 28 + 1:02} 08:00:00",
            "started_at": f"2020-03-{number % 28 + 1:02} {8 + number % 3:02}:10:00",
            "ended_at": f"2020-03-{number % 28 + 1:02} 11:40:00",
        }
        for number, grid in spread(160)
    ]


def matters() -> list[Row]:
    return [
        {
            "matter_id": f"E{number}",
            "grid_code": grid,
            "channel": ("grid", "hotline")[number % 2],
            "reported_at": f"2020-03-{number % 20 + 1:02} 08:00:00",
            "due_at": f"2020-03-{number % 20 + 8:02} 08:00:00",
            "closed_at": f"2020-03-{number % 20 + 5:02} 08:00:00" if number % 4 else None,
            "status": "closed" if number % 4 else "open",
        }
        for number, grid in spread(160)
    ]


def steps() -> list[Row]:
    """Trace every matter; of the open ones no more than the way to the street."""
    return [
        {
            "matter_id": f"E{number}",
            "step": step,
            "level": "street" if step in {"accepted", "contacted"} else "grid",
            "at": f"2020-03-{number % 20 + 1:02} {8 + hour:02}:00:00",
            "outcome": "solved_satisfied" if step == "revisited" else None,
        }
        for number in range(160)
        for hour, step in enumerate(STEPS if number % 4 else STEPS[:2])
    ] + [
        {
            "matter_id": f"E{number}",
            "step": step,
            "level": "street",
            "at": f"2020-03-{number % 20 + 1:02} {hour}:30:00",
        }
        for number in range(80)
        for hour, step in ((13, "whistled"), (14, "answered"))
    ]


def visits() -> list[Row]:
    return [
        {
            "visit_id": f"V{number}",
            "grid_code": grid,
            "household_key": f"H{number}",
            "is_key_household": number % 2 == 0,
            "visited_on": f"{2019 + number % 2}-0{number % 3 + 1}-11",
        }
        for number, grid in spread(200)
    ]


def key_households() -> list[Row]:
    return [
        {"household_key": f"H{number}", "grid_code": grid}
        for number, grid in spread(200)
        if number % 2 == 0 or number % 20 == 1
    ]


def members() -> list[Row]:
    return [
        {
            "member_code": f"M{number}",
            "grid_code": grid,
            "ended_on": "2019-08-31" if number >= 60 else None,
            "training_hours": 20,
        }
        for number, grid in spread(84)
    ]


def responses() -> list[Row]:
    return [
        {
            "response_id": f"R{number}",
            "street_code": ("S1", "S2")[number % 2],
            "security": 5 - number % 5 // 4,
            "satisfaction": 4 - number % 7 // 5,
            "patrol_aware": "no" if number % 9 == 0 else "yes",
            "knows_worker": "no" if number % 3 == 0 else "yes",
        }
        for number in range(600)
    ]


def deliveries() -> dict[str, list[Row]]:
    """Give the rows of every source."""
    return {
        "areas": list(AREAS),
        "grids": list(GRIDS),
        "grid_members": members(),
        "party_organisations": [
            {"organisation_id": f"O{number}", "kind": kind, "grid_code": grid, "members": 30}
            for number, (kind, grid) in enumerate(
                (kind, grid) for kind in ("branch", "home") for grid in CODES[:3]
            )
        ],
        "patrols": patrols(),
        "key_households": key_households(),
        "household_visits": visits(),
        "matters": matters(),
        "matter_steps": steps(),
        "tasks": [
            {"task_id": f"T{n}", "grid_code": grid, "is_off_list": n % 5 == 0, "hours": 2.5}
            for n, grid in spread(120)
        ],
        "survey_responses": responses(),
        "mediations": [
            {
                "mediation_id": f"D{n}",
                "grid_code": grid,
                "kind": "邻里纠纷",
                "concluded_on": "2020-03-20",
                "outcome": "failed" if n % 6 == 0 else "settled",
            }
            for n, grid in spread(120)
        ],
        "activities": [
            {
                "activity_id": f"A{number}",
                "community_code": community,
                "held_on": f"2020-0{month}-02",
            }
            for number, (community, month) in enumerate(
                (community, month) for community in ("S1C1", "S2C1") for month in (1, 2, 3)
            )
        ],
        "targets": [
            {"metric": "ev_on_time_close", "level": "street", "period": "2020", "target": 0.95}
        ],
        "annotations": [{"on": "2020-02-01", "label_zh": "疫情", "label_en": "Epidemic"}],
    }


def delivered(city: City) -> City:
    """Let a city deliver the small district and load it."""
    for source, rows in deliveries().items():
        city.deliver(f"{source}.csv", table(source, *rows))
    said = city.load(city.inbox, "--as-of", "2020-04-05")
    assert said.code == 0, said.out + said.err
    return city
