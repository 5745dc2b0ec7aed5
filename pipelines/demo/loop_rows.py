"""Matters and their steps as the city exports them; what lies after the end is not there yet."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo import places
from pipelines.demo.loop import Course, Flags, Seconds
from pipelines.demo.matters import CLASSES, DAY, HOUR, Arisen
from pipelines.demo.outlines import points_in_grids
from pipelines.demo.periods import Span
from pipelines.demo.plan import Plan
from pipelines.demo.streams import Streams

# Where a step happens, by who can solve the matter: grid, street, department.
LEVELS = {
    "accepted": ("community", "street", "street"),
    "dispatched": ("community", "street", "street"),
    "whistled": ("street", "street", "street"),
    "answered": ("department", "department", "department"),
    "contacted": ("grid", "community", "department"),
    "escalated": ("district", "district", "district"),
    "handled": ("grid", "community", "department"),
    "returned": ("community", "street", "street"),
    "fed_back": ("community", "street", "street"),
    "revisited": ("community", "street", "street"),
    "terminated": ("district", "district", "district"),
}
REPORTED_AT = {
    "grid": "grid",
    "public": "community",
    "hotline": "district",
    "inspection": "district",
    "other": "street",
}
STREET_UNIT = "网格化服务中心"
DISTRICT_UNIT = "区网格化服务管理中心"
WITH_POINT = 0.7
KNOWN_COMMUNITY = 0.5  # of the matters without a grid; the others name the street alone
ENTERED_LATER = 2 * HOUR  # a cancellation leaves no step, only this time after the acceptance
ACCOUNT = ("street", "route", "is_stalled", "reached_street", "step", "level")


@dataclass(frozen=True, slots=True)
class Exported:
    """One quarter's matters and steps.

    Attributes:
        matters: columns as the contract has them, and ``street`` (position), ``route``,
            ``is_stalled``, ``reached_street``, ``step`` and ``level`` reached last, for the
            account of what is true.
        steps: columns as the contract has them.
    """

    matters: pl.DataFrame
    steps: pl.DataFrame

    @property
    def delivered(self) -> pl.DataFrame:
        """The matters as delivered."""
        return self.matters.drop(ACCOUNT)


def export(
    arisen: Arisen, course: Course, quarter: Span, *, plan: Plan, streams: Streams
) -> Exported:
    """Write down a quarter's matters as they stand at the end."""
    return _Export(arisen, course, plan, streams.of("matters", "rows", quarter.quarter)).all()


class _Export:
    """The export of one quarter."""

    def __init__(
        self, arisen: Arisen, course: Course, plan: Plan, rng: np.random.Generator
    ) -> None:
        self._arisen, self._course, self._plan, self._rng = arisen, course, plan, rng
        self._first = np.datetime64(plan["dates"]["first"], "D")
        self._end = float(plan.day_number(plan["dates"]["end"])) * DAY

    def all(self) -> Exported:
        """Export matters and steps."""
        arisen, plan, rng = self._arisen, self._plan, self._rng
        ids = self._ids()
        closed, status = self._state()
        steps = self._steps(lost=self._lost_stamps(status == "closed"))
        matters = pl.DataFrame(
            {
                "matter_id": ids,
                **self._place(),
                "category": np.array(list(plan["matters"]["categories"]))[arisen.category],
                "class": np.array(CLASSES)[arisen.matter_class],
                "channel": np.array(list(plan["matters"]["channels"]))[arisen.channel],
                "is_off_list": rng.random(arisen.count) < plan["matters"]["off_list"],
                "reported_at": self._moments(self._course.at["reported"]),
                "due_at": self._moments(self._course.closing_due),
                "closed_at": self._moments(closed),
                "status": status,
                **self._points(),
                "street": arisen.net.grids["street"].gather(arisen.grid),
                "route": arisen.route,
                "is_stalled": self._course.is_stalled,
            }
        ).hstack(_reached(steps, count=arisen.count))
        named = steps.select(ids.gather(steps["matter"]), pl.exclude("matter"))
        return Exported(matters, named)

    def _moments(self, seconds: Seconds) -> pl.Series:
        """Turn seconds since the plan's first midnight into times, NaN into null."""
        whole = np.nan_to_num(seconds, nan=0.0).astype("timedelta64[s]")
        times = self._first.astype("datetime64[s]") + whole
        known = np.where(np.isnan(seconds), np.datetime64("NaT"), times)
        return pl.Series(known.astype("datetime64[ms]"))

    def _ids(self) -> pl.Series:
        month = self._moments(self._arisen.reported.astype(float)).dt.strftime("%Y%m")
        number = pl.Series(np.arange(1, self._arisen.count + 1)).cast(pl.String).str.zfill(7)
        return ("SX" + month + number).alias("matter_id")

    def _state(self) -> tuple[Seconds, NDArray[np.str_]]:
        """Tell when each matter was closed and how it stands."""
        at, is_cancelled = self._course.at, self._course.is_cancelled
        is_reopened = at["returned_2"] < self._end
        closed = np.where(is_reopened, at["fed_back_2"], at["fed_back"])
        closed = np.where(np.isnan(at["terminated"]), closed, at["terminated"])
        closed = np.where(is_cancelled, at["accepted"] + ENTERED_LATER, closed)
        closed = np.where(closed < self._end, closed, np.nan)
        status = np.where(np.isnan(closed), "open", "closed")
        status = np.where(at["terminated"] < self._end, "terminated", status)
        status = np.where(is_cancelled & ~np.isnan(closed), "cancelled", status)
        return closed, status

    def _lost_stamps(self, is_closed: Flags) -> dict[str, Flags]:
        """Choose closed matters of which a system did not record a step."""
        may_lose = is_closed & ~self._course.is_stalled
        return {
            step: (self._rng.random(may_lose.size) < share) & may_lose
            for step, share in self._plan["loop"]["stamp_lost"].items()
        }

    def _steps(self, *, lost: dict[str, Flags]) -> pl.DataFrame:
        """Write one row for each step taken before the end; ``matter`` is its position."""
        rows = []
        for key, times in self._course.at.items():
            step = key.rstrip("_23")
            is_there = times < self._end
            if step == key and step in lost:
                is_there &= ~lost[step]
            taken = np.flatnonzero(is_there)
            due = self._course.due.get(key, np.full(times.size, np.nan))
            rows.append(
                pl.DataFrame(
                    {
                        "matter": taken,
                        "step": np.full(taken.size, step),
                        "level": self._levels(step)[taken],
                        "at": self._moments(times[taken]),
                        "due_at": self._moments(due[taken]),
                        "outcome": self._outcomes(step, key=key, taken=taken),
                    },
                    schema_overrides={"step": pl.String, "level": pl.String},
                )
            )
        found = pl.concat(rows).sort("matter", "at", maintain_order=True)
        return found.with_columns(self._units(found["matter"])).select(
            "matter", "step", "level", "unit", "at", "due_at", "outcome"
        )

    def _levels(self, step: str) -> NDArray[np.str_]:
        if step == "reported":
            of_channel = [REPORTED_AT[name] for name in self._plan["matters"]["channels"]]
            return np.array(of_channel)[self._arisen.channel]
        return np.array(LEVELS[step])[self._arisen.route]

    def _units(self, matter: pl.Series) -> pl.Expr:
        """Name the unit that took a step, by the level of the step."""
        grids = self._arisen.net.grids
        grid = pl.Series(self._arisen.grid).gather(matter)
        category = pl.Series(self._arisen.category).gather(matter)
        departments = [entry["unit"] for entry in self._plan["matters"]["categories"].values()]
        communities = dict(places.communities().select("code", "name").iter_rows())
        streets = dict(places.streets().select("code", "name").iter_rows())
        of_level = {
            "grid": ("网格" + grids["grid_code"]).gather(grid),
            "community": grids["community_code"].replace_strict(communities).gather(grid),
            "street": (grids["street_code"].replace_strict(streets) + STREET_UNIT).gather(grid),
            "department": pl.Series(departments).gather(category),
        }
        said = [
            pl.when(pl.col("level") == level).then(pl.lit(unit)) for level, unit in of_level.items()
        ]
        return pl.coalesce(*said, pl.lit(DISTRICT_UNIT)).alias("unit")

    def _outcomes(self, step: str, *, key: str, taken: NDArray[np.int64]) -> pl.Series:
        """Say what the call-back found; a second one finds the matter solved."""
        if step != "revisited":
            return pl.Series([None], dtype=pl.String).new_from_index(0, taken.size)
        names = pl.Series(list(self._plan["loop"]["outcomes"]))
        first = self._course.outcome[taken]
        return names.gather(first if key == step else np.zeros_like(first))

    def _place(self) -> dict[str, pl.Series]:
        """Name the grid; where the caller could not tell it, the community or the street."""
        arisen, rng, section = self._arisen, self._rng, self._plan["matters"]
        is_other = arisen.channel != list(section["channels"]).index("grid")
        share = section["without_grid"] / (1 - section["channels"]["grid"])
        is_without = is_other & (rng.random(arisen.count) < share)
        has_community = is_without & (rng.random(arisen.count) < KNOWN_COMMUNITY)
        grids, nothing = arisen.net.grids, pl.Series([None], dtype=pl.String)
        known = {
            "grid_code": ~is_without,
            "community_code": has_community,
            "street_code": is_without & ~has_community,
        }
        return {
            name: grids[name].gather(arisen.grid).zip_with(pl.Series(flags), nothing)
            for name, flags in known.items()
        }

    def _points(self) -> dict[str, pl.Series]:
        """Draw where the matter was recorded; not every one has a point."""
        arisen = self._arisen
        points = points_in_grids(arisen.net.grids, arisen.grid, rng=self._rng)
        has_point = pl.Series(self._rng.random(arisen.count) < WITH_POINT)
        nothing = pl.Series([None], dtype=pl.Float64)
        system = pl.Series(["gcj02"]).new_from_index(0, arisen.count)
        return {
            "longitude": pl.Series(points[:, 0]).zip_with(has_point, nothing),
            "latitude": pl.Series(points[:, 1]).zip_with(has_point, nothing),
            "coordinate_system": system.zip_with(has_point, pl.Series([None], dtype=pl.String)),
        }


def _reached(steps: pl.DataFrame, *, count: int) -> pl.DataFrame:
    """Tell how far each matter has come: ``step``, ``level``, ``reached_street``."""
    found = steps.group_by("matter", maintain_order=True).agg(
        pl.col("step", "level").last(), (pl.col("level") == "street").any().alias("reached_street")
    )
    every = pl.DataFrame({"matter": np.arange(count)})
    return every.join(found, on="matter", how="left", maintain_order="left").drop("matter")
