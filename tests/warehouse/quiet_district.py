"""A district of four alike streets in which nothing is worth checking, and ways to spoil it."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

STREETS = ("S1", "S2", "S3", "S4")
GRIDS = 4
FIRST, END = dt.date(2020, 1, 1), dt.date(2020, 4, 1)
YEARS = (2019, 2020)
CUTOFF = "2020-07-01 08:00:00"
# One late patrol of seven, one late matter of ten.
LATE_PATROL, LATE_MATTER, TERMINATED = 7, 10, 50
MATTERS = 200
# Good, middling and bad answers in turn: none of them in more than one of six.
ANSWERS = (
    (5, 5, "yes", "yes"),
    (5, 4, "yes", "no"),
    (4, 5, "no", "yes"),
    (4, 4, "yes", "yes"),
    (5, 3, "no", "no"),
    (3, 4, "yes", "no"),
)
ASKED = 30

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Spoil = Callable[[Row], Mapping[str, Any]]


def quiet() -> Rows:
    """Give the deliveries of the first quarters of 2019 and 2020."""
    return {
        "areas": list(_areas()),
        "grids": [{"grid_code": f"{s}G{g}", "community_code": f"{s}C1"} for s, g in _grids()],
        "patrols": list(_patrols()),
        "household_visits": list(_visits()),
        "matters": list(_matters()),
        "survey_responses": list(_responses()),
    }


def spoilt(source: str, spoil: Spoil) -> Rows:
    """Give the same deliveries with changes to rows of one source."""
    rows = quiet()
    rows[source] = [{**row, **spoil(row)} for row in rows[source]]
    return rows


def _grids() -> Iterator[tuple[str, int]]:
    for street in STREETS:
        for grid in range(1, GRIDS + 1):
            yield street, grid


def _areas() -> Iterator[Row]:
    yield {"level": "district", "code": "D", "name": "示例区"}
    for number, street in enumerate(STREETS):
        yield {"level": "street", "code": street, "name": f"{'甲乙丙丁'[number]}街道"} | {
            "parent_code": "D"
        }
        yield {"level": "community", "code": f"{street}C1", "parent_code": street} | {
            "name": f"{'甲乙丙丁'[number]}一社区"
        }


def _days() -> Iterator[dt.date]:
    for number in range((END - FIRST).days):
        yield FIRST + dt.timedelta(number)


def _patrols() -> Iterator[Row]:
    """Send one member round each grid every morning."""
    for street, grid in _grids():
        for number, day in enumerate(_days()):
            hour = 10 if (number + grid) % LATE_PATROL == 0 else 8
            yield {
                "patrol_id": f"{street}G{grid}-{day}",
                "grid_code": f"{street}G{grid}",
                "member_code": f"M{street}{grid}",
                "planned_at": f"{day} 08:00:00",
                "started_at": f"{day} {hour:02}:05:00",
                "ended_at": f"{day} {hour:02}:40:00",
                "longitude": 118.6 + 0.2 * STREETS.index(street) + 0.01 * grid,
                "latitude": 32.3,
            }


def _visits() -> Iterator[Row]:
    for street, grid in _grids():
        for number, day in enumerate(_days()):
            yield {
                "visit_id": f"V{street}{grid}-{day}",
                "grid_code": f"{street}G{grid}",
                "household_key": f"H{street}{grid}-{number}",
                "is_key_household": False,
                "visited_on": day,
            }


def _matters() -> Iterator[Row]:
    """Report matters evenly over two first quarters a year apart, each due after a week."""
    for year in YEARS:
        for street in STREETS:
            for number in range(MATTERS):
                reported = dt.date(year, 1, 1) + dt.timedelta(number % 83)
                late = number % LATE_MATTER == 0
                is_ended = number % TERMINATED == 1
                yield {
                    "matter_id": f"E{year}{street}-{number}",
                    "grid_code": f"{street}G{number % GRIDS + 1}",
                    "reported_at": f"{reported} 08:00:00",
                    "due_at": f"{reported + dt.timedelta(7)} 08:00:00",
                    "closed_at": f"{reported + dt.timedelta(9 if late else 5)} 08:00:00",
                    "status": "terminated" if is_ended else "closed",
                }


def _responses() -> Iterator[Row]:
    for street in STREETS:
        for number in range(4 * ASKED):
            security, satisfaction, aware, knows = ANSWERS[number % len(ANSWERS)]
            yield {
                "response_id": f"R{street}-{number}",
                "street_code": street,
                "psu": f"{street}P{number // ASKED}",
                "security": security,
                "satisfaction": satisfaction,
                "patrol_aware": aware,
                "knows_worker": knows,
            }
