"""What one grid is: its size against the norm, its people, its months, its past."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import area_name
from dashboard.stories.phrases import listed
from dashboard.text import Words
from warehouse.adjustment import Norm

Row = Mapping[str, Any]
DONE = ("patrol_count", "matter_count", "visit_count")


@dataclass(frozen=True, slots=True)
class Course:
    """One kind of work of a grid, month by month.

    Attributes:
        name: what was counted.
        total: in the period looked at.
        months: oldest first; null where nothing is recorded.
        span: first and last month.
    """

    name: str
    total: str
    months: tuple[float | None, ...]
    span: str


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a grid is held against.

    Attributes:
        norm: of its setting; null where there is none.
        mean_workload: matters per month of a comprehensive grid; nan where none are known.
        change: what could be done with it; empty for nothing.
    """

    norm: Norm | None
    mean_workload: float
    change: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One grid.

    Attributes:
        code: the grid.
        title, note: its name, and what it is.
        facts: label and value.
        courses: its work over time.
        versions: one line a version: from, to, community, households, what it came from, became.
    """

    code: str
    title: str
    note: str
    facts: list[tuple[str, str]]
    courses: tuple[Course, ...]
    versions: list[list[str]]


def profile(
    row: Row,
    *,
    past: tuple[pl.DataFrame, pl.DataFrame],
    places: Mapping[str, str],
    yardstick: Yardstick,
    words: Words,
) -> Profile:
    """Tell what one grid is.

    Args:
        row: of ``GridBook.register``.
        past: ``GridBook.versions`` and ``GridBook.months`` of it.
        places: names of areas by code, in the reader's language.
        yardstick: what it is held against.
        words: in the reader's language.
    """
    versions, months = past
    where = places.get(row["community_code"], row["community_code"])
    return Profile(
        row["area_code"],
        area_name(row, words),
        words(
            "grids.profile_note",
            code=row["area_code"],
            place=where,
            kind=words(f"grids.kind_{row['kind']}"),
        ),
        facts(row, yardstick, words),
        tuple(_course(name, row, months, words) for name in DONE),
        [_version(one, places, words) for one in versions.iter_rows(named=True)],
    )


def facts(row: Row, yardstick: Yardstick, words: Words) -> list[tuple[str, str]]:
    """List sizes against the norm, people, work a month, and what could be done."""
    done = [(words("grids.what"), yardstick.change)] if yardstick.change else []
    return [
        (words("grids.fact_households"), against_norm(row, yardstick.norm, words)),
        (words("grids.fact_residents"), fmt.count(row["resident_count"])),
        (words("grids.fact_members"), _members(row, words)),
        (words("grids.fact_work"), _work(row, yardstick.mean_workload, words)),
        *done,
    ]


def _work(row: Row, mean: float, words: Words) -> str:
    if row["matter_count"] is None or isnan(mean):
        return fmt.NOTHING
    number = f"{row['matter_count'] / row['month_count']:.1f}"
    return words("grids.per_month", number=number, mean=f"{mean:.1f}")


def against_norm(row: Row, norm: Norm | None, words: Words) -> str:
    """Write households and where they lie against the norm; a dedicated grid has none."""
    size = row["household_count"]
    if size is None:
        return fmt.NOTHING
    if norm is None or row["kind"] != "comprehensive":
        return fmt.count(size)
    place = "within" if norm.low <= size <= norm.high else "below" if size < norm.low else "above"
    return words(f"grids.norm_{place}", households=fmt.count(size))


def _members(row: Row, words: Words) -> str:
    if row["full_time_count"] is None:
        return fmt.NOTHING
    return words(
        "grids.members",
        full=f"{row['full_time_count']:.3g}",
        part=f"{row['part_time_count']:.3g}",
    )


def _course(name: str, row: Row, months: pl.DataFrame, words: Words) -> Course:
    known = months.drop_nulls(name)
    spans = (known["month_start"].min(), known["month_start"].max()) if known.height else ()
    return Course(
        words(f"grids.done_{name}"),
        fmt.count(row[name]),
        tuple(None if one is None else float(one) for one in months[name]),
        fmt.DASH.join(f"{one:%Y-%m}" for one in spans if isinstance(one, dt.date)),
    )


def _version(row: Row, places: Mapping[str, str], words: Words) -> list[str]:
    ended = fmt.day(row["valid_to"], words.language) if row["valid_to"] else words("grids.holds")
    return [
        fmt.day(row["valid_from"], words.language),
        ended,
        places.get(row["community_code"], row["community_code"]),
        fmt.count(row["household_count"]),
        _grids(row["predecessor_codes"], places, words),
        _grids(row["successor_codes"], places, words),
    ]


def _grids(codes: str | None, places: Mapping[str, str], words: Words) -> str:
    if not codes:
        return fmt.NOTHING
    return listed([places.get(code, code) for code in codes.split(";")], words)
