"""The plan of the demonstration district, as one scenario and scale see it."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PLAN_FILE = Path(__file__).with_name("truth.toml")
SMALLEST, LARGEST = 0.02, 50.0

# What the null scenario leaves as it is: sizes and labels, which are no rates.
STREET_SIZES = ("code", "centre", "dedicated", "answers")
HALF_URBAN = 0.5
FACTORS = ("patrols", "matters")
POINTS = ("security", "satisfaction", "patrol_aware", "knows_worker")


class Scenario(StrEnum):
    """What is true in the district."""

    DEFAULT = "default"
    NULL = "null"


class ImpossibleScaleError(ValueError):
    """No district of that size can be made; the message names the bounds."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing that the pages should find.

    Attributes:
        areas: codes of the streets it is planted in; empty for the whole district.
        first: its first day.
        last: its last day.
        planted: its parameters, by name.
        told: the whole entry of the plan, as the realised truth repeats it.
    """

    areas: tuple[str, ...]
    first: dt.date
    last: dt.date
    planted: Mapping[str, Any]
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every parameter of the generator.

    Attributes:
        scenario: what is true.
        scale: how many times the size of the real district.
        body: ``truth.toml``, with what the scenario changes.
        patterns: what is planted, by id.
    """

    scenario: Scenario
    scale: float
    body: Mapping[str, Any]
    patterns: Mapping[str, Pattern]

    def __getitem__(self, section: str) -> Mapping[str, Any]:
        """Give a section of the plan."""
        found: Mapping[str, Any] = self.body[section]
        return found

    def scaled(self, count: float) -> int:
        """Bring a count of the real district to this scale."""
        return round(count * self.scale)

    @property
    def is_null(self) -> bool:
        """Whether all streets are truly equal."""
        return self.scenario is Scenario.NULL

    @property
    def streets(self) -> tuple[str, ...]:
        """The codes of the nine streets, in the order of the plan."""
        return tuple(street["code"] for street in self.body["streets"])

    def by_street(self, name: str) -> NDArray[Any]:
        """Give one entry of every street, in the order of `streets`."""
        return np.array([street[name] for street in self.body["streets"]])

    def epoch(self, day: dt.date) -> int:
        """Tell how often the net had been redrawn by ``day``."""
        return sum(day >= redrawn for redrawn in self["dates"]["redrawn"])

    def day_number(self, day: dt.date) -> int:
        """Count the days from the plan's first day to ``day``."""
        first: dt.date = self["dates"]["first"]
        return (day - first).days

    @property
    def epoch_starts(self) -> tuple[dt.date, ...]:
        """The first day of each net of grids."""
        return (self["dates"]["first"], *self["dates"]["redrawn"])


def read_plan(scenario: Scenario, *, scale: float) -> Plan:
    """Read the plan for ``scenario``.

    Raises:
        ImpossibleScaleError: ``scale`` is out of bounds.
    """
    if not SMALLEST <= scale <= LARGEST:
        raise ImpossibleScaleError(f"scale {scale}: between {SMALLEST} and {LARGEST}")
    body = dict(_body())
    patterns = {entry["id"]: _pattern(entry) for entry in body.pop("patterns")}
    if scenario is Scenario.NULL:
        body = _levelled(body)
        patterns = {
            name: pattern for name, pattern in patterns.items() if "changes_no_rate" in pattern.told
        }
    return Plan(scenario, scale, body, patterns)


@cache
def _body() -> Mapping[str, Any]:
    return tomllib.loads(PLAN_FILE.read_text(encoding="utf-8"))


def _pattern(entry: Mapping[str, Any]) -> Pattern:
    return Pattern(tuple(entry["areas"]), entry["from"], entry["to"], entry["planted"], entry)


def _levelled(body: Mapping[str, Any]) -> dict[str, Any]:
    """Make every street and every grid alike, and every time like any other."""
    plain_rate = {"dedicated_rate": 1.0, "spread": 0.0}
    unpatrolled = {"comprehensive": 0.0, "dedicated": 0.0}
    survey = body["survey"]
    levels = {
        name: [sum(waves) / len(waves)] * len(waves) for name, waves in survey["levels"].items()
    }
    return {
        **body,
        "streets": [_levelled_street(street) for street in body["streets"]],
        "members": {**body["members"], "full_time_seats": 1.0},
        "patrols": {**body["patrols"], **plain_rate, "unpatrolled": unpatrolled},
        "matters": {**body["matters"], **plain_rate},
        "survey": {**survey, "levels": levels, "community_spread": 0.0},
    }


def _levelled_street(street: Mapping[str, Any]) -> dict[str, Any]:
    sizes = {name: street[name] for name in STREET_SIZES}
    factors = dict.fromkeys(FACTORS, 1.0)
    factors |= {"on_time": 0.0, "urban": HALF_URBAN}
    return {**sizes, **factors, **{name: [0.0, 0.0, 0.0] for name in POINTS}}
