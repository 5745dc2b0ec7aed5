"""Patrols, month by month.

A patrol counts as on time in the plan when it starts at most 25 minutes after (or 15 before) the
planned time; a late one starts at least 40 minutes after it, so that any tolerance of about half
an hour finds the same share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo.grid_rates import Habits, rates
from pipelines.demo.grids import NetOfEpoch
from pipelines.demo.outlines import points_in_grids
from pipelines.demo.periods import Span, is_weekend, is_within, months
from pipelines.demo.plan import Plan
from pipelines.demo.sharing import pick_positions, place_within_groups
from pipelines.demo.streams import Streams

HOUR, DAY = 3_600, 86_400
PUNCTUAL = (-15 * 60, 25 * 60)
LATE = (40 * 60, 6 * HOUR)
LAST_START = 30 * 60  # before midnight
LONGEST = 170 * 60
PATTERN = "epidemic"


@dataclass(frozen=True, slots=True)
class Rounds:
    """Who patrols where.

    Attributes:
        nets: the grids of each epoch.
        habits: how often each grid is patrolled.
        postings: who may do it.
    """

    nets: tuple[NetOfEpoch, ...]
    habits: Habits
    postings: pl.DataFrame


def patrols_by_month(
    rounds: Rounds, *, plan: Plan, streams: Streams
) -> Iterator[tuple[Span, pl.DataFrame]]:
    """Yield the patrols of each month, columns as the contract has them, in order of time."""
    weights = {month: _day_weights(month, plan=plan) for month in months(plan)}
    total = sum(float(weight.sum()) for weight in weights.values())
    for month, weight in weights.items():
        rng = streams.of("patrols", month.month)
        net = rounds.nets[plan.epoch(month.first)]
        expected = plan.scaled(plan["volumes"]["patrols"]) * weight.sum() / total
        counts = _counts(net, rounds.habits, expected=expected, plan=plan, rng=rng)
        grid = np.repeat(np.arange(net.grids.height), counts)
        times = _times(grid.size, month, weight=weight, plan=plan, rng=rng)
        frame = times.with_columns(
            grid_code=net.grids["grid_code"].gather(grid),
            member_code=_members(rounds.postings, net, month=month, grid=grid, rng=rng),
            findings=rng.poisson(plan["patrols"]["findings"], grid.size),
            **_points(net, grid, plan=plan, rng=rng),
        ).sort("started_at", "grid_code", maintain_order=True)
        yield month, _numbered(frame, month)


def _day_weights(month: Span, *, plan: Plan) -> NDArray[np.float64]:
    """Weigh the days: fewer patrols on weekends and holidays, more in the epidemic."""
    section = plan["patrols"]
    is_holiday = is_within(month.days, plan["dates"]["holidays"])
    weight = np.where(is_weekend(month.days), section["weekend"], 1.0)
    weight = np.where(is_holiday, section["holiday"], weight)
    if pattern := plan.patterns.get(PATTERN):
        touched = is_within(month.days, [(pattern.first, pattern.last)])
        # The whole week was worked.
        weight = np.where(touched, pattern.planted["patrols"] * np.maximum(weight, 0.8), weight)
    return np.asarray(weight)


def _counts(
    net: NetOfEpoch, habits: Habits, *, expected: float, plan: Plan, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw how many patrols each grid gets; some get none."""
    section = plan["patrols"]["unpatrolled"]
    rate = rates(net, habits, name="patrols", plan=plan)
    is_dedicated = net.grids["is_dedicated"].to_numpy()
    missed = np.where(is_dedicated, section["dedicated"], section["comprehensive"])
    is_patrolled = rng.random(rate.size) >= missed
    return np.asarray(rng.poisson(expected * rate / rate.sum()) * is_patrolled)


def _times(
    count: int, month: Span, *, weight: NDArray[np.float64], plan: Plan, rng: np.random.Generator
) -> pl.DataFrame:
    """Draw planned, started and ended times, all inside the month."""
    section = plan["patrols"]
    day = pick_positions(rng, weight, count)
    hour = pick_positions(rng, np.array(section["hours"], dtype=float), count)
    planned = day * DAY + hour * HOUR + rng.integers(0, 12, count) * 300
    is_late = rng.random(count) >= section["on_time"]
    delay = np.where(
        is_late, rng.integers(*LATE, count), np.clip(rng.normal(180, 480, count), *PUNCTUAL)
    )
    latest = (day + 1) * DAY - LAST_START
    started = np.maximum(np.minimum(planned + delay.astype(np.int64), latest), 0)
    lasted = np.clip(np.exp(rng.normal(np.log(38 * 60), 0.5, count)), 240, LONGEST)
    ended = np.minimum(started + lasted.astype(np.int64), len(month.days) * DAY - 1)
    is_planned = rng.random(count) < section["planned"]
    has_end = rng.random(count) >= section["unended"]
    return pl.DataFrame(
        {
            "planned_at": _moments(month, np.where(is_planned, planned, -1)),
            "started_at": _moments(month, started),
            "ended_at": _moments(month, np.where(has_end, ended, -1)),
        }
    )


def _moments(month: Span, seconds: NDArray[np.int64]) -> pl.Series:
    """Turn seconds since the month's first midnight into times; negative ones into null."""
    first = np.datetime64(month.first, "s")
    times = np.where(seconds < 0, np.datetime64("NaT"), first + seconds.astype("timedelta64[s]"))
    return pl.Series(times.astype("datetime64[ms]"))


def _members(
    postings: pl.DataFrame,
    net: NetOfEpoch,
    *,
    month: Span,
    grid: NDArray[np.int64],
    rng: np.random.Generator,
) -> pl.Series:
    """Draw who did it: somebody posted to the grid all month, a head where there is nobody else."""
    rows = net.grids.select("grid_code", pl.int_range(pl.len()).alias("row"))
    posted = (
        postings.filter(
            (pl.col("started_on") <= month.first)
            & (pl.col("ended_on").is_null() | (pl.col("ended_on") >= month.end))
        )
        .join(rows, on="grid_code", maintain_order="left")
        .with_columns(is_head=pl.col("role") == "head")
        .filter((~pl.col("is_head")) | pl.col("is_head").all().over("row"))
        .sort("row", "member_code")
    )
    sizes = np.bincount(posted["row"].to_numpy(), minlength=net.grids.height)
    position = place_within_groups(rng, sizes, grid)
    codes = posted["member_code"].gather(np.maximum(position, 0))
    return codes.zip_with(pl.Series(position >= 0), pl.Series([None], dtype=pl.String))


def _points(
    net: NetOfEpoch, grid: NDArray[np.int64], *, plan: Plan, rng: np.random.Generator
) -> dict[str, Any]:
    """Draw where the patrol was recorded; a few devices had no fix."""
    points = points_in_grids(net.grids, grid, rng=rng)
    has_fix = pl.Series(rng.random(grid.size) >= plan["patrols"]["without_fix"])
    nothing = pl.Series([None], dtype=pl.Float64)
    system = pl.Series(["gcj02"]).new_from_index(0, grid.size)
    return {
        "longitude": pl.Series(points[:, 0]).zip_with(has_fix, nothing),
        "latitude": pl.Series(points[:, 1]).zip_with(has_fix, nothing),
        "coordinate_system": system.zip_with(has_fix, pl.Series([None], dtype=pl.String)),
    }


def _numbered(frame: pl.DataFrame, month: Span) -> pl.DataFrame:
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(8)
    return frame.select(
        (f"XC{month.first:%Y%m}" + number).alias("patrol_id"),
        "grid_code",
        "member_code",
        "planned_at",
        "started_at",
        "ended_at",
        "longitude",
        "latitude",
        "coordinate_system",
        "findings",
    )
