"""Ways to break a contract: each of its own rules once, listed from the contract itself."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import dataframely as dy

from pipelines.contract import Field, Kind
from pipelines.local_time import local_now
from pipelines.source import Source

TOO_LONG_CODE, TOO_LONG_LABEL = "x" * 65, "字" * 201

# Rules about whole rows: what breaks each of them, and nothing else, in a valid row.
BROKEN_ROWS: dict[tuple[str, str], Mapping[str, Any]] = {
    ("areas", "closes_after_it_opens"): {"valid_from": "2020-01-01", "valid_to": "2020-01-01"},
    ("grids", "closes_after_it_opens"): {"valid_to": "2018-01-01"},
    ("grid_members", "leaves_after_arriving"): {"ended_on": "2017-12-31"},
    ("party_organisations", "belongs_somewhere"): {"grid_code": None},
    ("party_organisations", "closes_after_it_opens"): {"until": "2017-12-31"},
    ("patrols", "ends_after_it_starts"): {"ended_at": "2020-03-02 07:59:59"},
    ("patrols", "lasts_less_than_a_day"): {"ended_at": "2020-03-03 08:00:01"},
    ("patrols", "is_not_at_zero_zero"): {"longitude": 0, "latitude": 0},
    ("key_households", "leaves_the_list_after_joining"): {"delisted_on": "2017-12-31"},
    ("matters", "belongs_somewhere"): {"grid_code": None},
    ("matters", "closes_after_it_was_reported"): {"closed_at": "2020-03-02 07:59:59"},
    ("matters", "is_due_after_it_was_reported"): {"due_at": "2020-03-02 07:59:59"},
    ("matters", "says_when_it_was_closed"): {"status": "closed"},
    ("matters", "is_not_at_zero_zero"): {"longitude": 0, "latitude": 0},
    ("survey_responses", "ends_after_it_starts"): {"fielded_to": "2020-02-29"},
    ("survey_responses", "counts_for_something"): {"base_weight": 0},
    ("mediations", "belongs_somewhere"): {"grid_code": None},
    ("mediations", "concludes_after_it_opens"): {"concluded_on": "2020-03-01"},
    ("rankings", "is_in_its_unit"): {"metric": "甲", "unit": "%", "value": 0.9904},
    ("targets", "is_for_someone"): {"level": None},
    ("targets", "has_a_period"): {"period": "2020-13"},
    ("targets", "is_on_one_scale"): {"metric": "a", "target": 98.5},
}
# Rows that keep the contract and stand beside a broken one where its rule compares rows.
BESIDE: dict[tuple[str, str], Mapping[str, Any]] = {
    ("rankings", "is_in_its_unit"): {"metric": "甲", "unit": "%", "value": 98.7},
    ("targets", "is_on_one_scale"): {"metric": "a", "target": 0.985},
}


@dataclass(frozen=True)
class Case:
    """One cell that breaks a rule of its column."""

    column: str
    text: str
    reason: str


def cell_cases(source: Source) -> Iterator[Case]:
    """List what breaks the rules of each column of ``source``, each rule once."""
    for field in source.fields:
        if field.kind is Kind.GEOMETRY:
            continue
        if field.required:
            yield Case(field.name, "", "is_missing")
        for text, reason in WRONG[field.kind]:
            yield Case(field.name, text, reason)
        for text in _out_of_bounds(field, source.contract.columns()[field.name]):
            yield Case(field.name, text, "out_of_bounds")
        if field.has_happened:
            ahead = local_now() + dt.timedelta(days=2)
            yield Case(field.name, f"{ahead:%Y-%m-%d %H:%M:%S}", "in_the_future")


WRONG: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.CODE: (
        ("A B", "not_a_code"),
        ("3.20116E+14", "lost_digits"),
        (TOO_LONG_CODE, "too_long"),
    ),
    Kind.LABEL: ((TOO_LONG_LABEL, "too_long"),),
    Kind.CHOICE: (("¿", "not_in_the_list"),),
    Kind.SCORE: (("7", "not_in_the_list"),),
    Kind.FLAG: (("perhaps", "not_yes_or_no"),),
    Kind.COUNT: (("2.5", "not_whole"), ("六十", "not_a_number"), ("inf", "not_finite")),
    Kind.NUMBER: (("六十", "not_a_number"), ("NaN", "not_finite")),
    Kind.DAY: (
        ("2020-02-30", "not_a_date"),
        ("03/01/2020", "ambiguous_date"),
        ("46082", "serial_date"),
    ),
    Kind.MOMENT: (("2020-02-30 08:00:00", "not_a_time"), ("46082.33", "serial_date")),
}


def _out_of_bounds(field: Field, column: dy.Column) -> tuple[str, ...]:
    match field.kind:
        case Kind.COUNT:
            return "-1", str(int(column.max) + 1)
        case Kind.NUMBER:
            return str(column.min - 1), str(column.max + 1)
        case Kind.DAY | Kind.MOMENT:
            # What has happened is in the future before it is out of bounds.
            return ("1949-09-30",) if field.has_happened else ("1949-09-30", "2100-01-01")
        case _:
            return ()


def edges(source: Source) -> Iterator[tuple[str, str]]:
    """List the outermost values that columns of ``source`` may still hold."""
    for field in source.fields:
        column = source.contract.columns()[field.name]
        if field.kind in {Kind.COUNT, Kind.NUMBER}:
            yield field.name, str(column.min)
            yield field.name, str(column.max)
        elif field.kind in {Kind.DAY, Kind.MOMENT} and not field.has_happened:
            yield field.name, "1949-10-01"
            yield field.name, "2099-12-31"
