"""Work close to the people: tasks given to grids, disputes mediated, activities held."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo import places
from pipelines.demo.grids import NetOfEpoch
from pipelines.demo.periods import Span, is_weekend, is_within
from pipelines.demo.plan import Plan
from pipelines.demo.sharing import pick, pick_positions
from pipelines.demo.streams import Streams

OFF_LIST = "off_list_errands"
LONGEST_MEDIATION = 90
WEEKEND = 0.2  # of a working day


def tasks_of(quarter: Span, net: NetOfEpoch, *, plan: Plan, streams: Streams) -> pl.DataFrame:
    """Make the tasks of a quarter, columns as the contract has them."""
    section, rng = plan["tasks"], streams.of("tasks", quarter.quarter)
    grid, day = _spread(plan["volumes"]["tasks"], quarter, net, plan=plan, rng=rng)
    is_errand = rng.random(grid.size) < _off_list(quarter, net, plan=plan)[grid]
    duties, errands = np.array(section["on_list"]), np.array(section["errands"])
    category = np.where(
        is_errand,
        errands[rng.integers(0, len(errands), grid.size)],
        duties[rng.integers(0, len(duties), grid.size)],
    )
    hours = section["hours_median"] * np.exp(rng.normal(0, section["hours_spread"], grid.size))
    return pl.DataFrame(
        {
            "task_id": _ids("RW", quarter, grid.size),
            "grid_code": net.grids["grid_code"].gather(grid),
            "assigned_on": pl.Series(quarter.days[day]).cast(pl.Date),
            "sender": np.array(section["senders"])[
                rng.integers(0, len(section["senders"]), grid.size)
            ],
            "category": category,
            "is_off_list": is_errand,
            "hours": np.clip(np.round(hours * 2) / 2, 0.5, 24),
        }
    )


def _off_list(quarter: Span, net: NetOfEpoch, *, plan: Plan) -> NDArray[np.float64]:
    """Give each grid the share of its tasks that are off the list."""
    usual = np.full(net.grids.height, float(plan["tasks"]["off_list"]))
    pattern = plan.patterns.get(OFF_LIST)
    if pattern is None or not pattern.first <= quarter.first <= pattern.last:
        return usual
    touched = net.grids["street_code"].is_in(list(pattern.areas)).to_numpy()
    return np.where(touched, pattern.planted["off_list"], usual)


def mediations_of(quarter: Span, net: NetOfEpoch, *, plan: Plan, streams: Streams) -> pl.DataFrame:
    """Make the disputes taken up in a quarter, columns as the contract has them."""
    section, rng = plan["mediations"], streams.of("mediations", quarter.quarter)
    grid, day = _spread(plan["volumes"]["mediations"], quarter, net, plan=plan, rng=rng)
    opened = quarter.days[day]
    took = np.minimum(np.ceil(rng.gamma(1.6, 8.0, grid.size)), LONGEST_MEDIATION)
    concluded = opened + took.astype(np.int64)
    is_concluded = pl.Series(concluded < np.datetime64(plan["dates"]["end"]))
    withdrawn, settled = section["withdrawn"], section["settled"]
    shares = {"withdrawn": withdrawn, "settled": (1 - withdrawn) * settled}
    shares["failed"] = 1 - sum(shares.values())
    outcome = pl.Series(np.array(list(shares))[pick(rng, shares, grid.size)])
    has_grid = pl.Series(rng.random(grid.size) < section["with_grid"])
    nothing = pl.Series([None], dtype=pl.String)
    return pl.DataFrame(
        {
            "mediation_id": _ids("TJ", quarter, grid.size),
            "grid_code": net.grids["grid_code"].gather(grid).zip_with(has_grid, nothing),
            "community_code": net.grids["community_code"].gather(grid).zip_with(~has_grid, nothing),
            "kind": np.array(list(section["kinds"]))[pick(rng, section["kinds"], grid.size)],
            "opened_on": pl.Series(opened).cast(pl.Date),
            "concluded_on": pl.Series(concluded)
            .cast(pl.Date)
            .zip_with(is_concluded, pl.Series([None], dtype=pl.Date)),
            "outcome": outcome.zip_with(is_concluded, nothing),
        }
    )


def activities_of(quarter: Span, *, plan: Plan, streams: Streams) -> pl.DataFrame:
    """Make the activities of a quarter; their number does not follow the scale."""
    section, rng = plan["activities"], streams.of("activities", quarter.quarter)
    codes = places.communities()["code"]
    count = rng.poisson(plan["volumes"]["activities"] / _quarters(plan))
    kinds: dict[str, float] = section["kinds"]
    kind = pick(rng, kinds, count)
    usual = np.array([section["participants"][name] for name in kinds], dtype=float)[kind]
    day = np.sort(rng.integers(0, len(quarter.days), count))
    return pl.DataFrame(
        {
            "activity_id": _ids("HD", quarter, count),
            "community_code": codes.gather(rng.integers(0, len(codes), count)),
            "kind": np.array(list(kinds))[kind],
            "held_on": pl.Series(quarter.days[day]).cast(pl.Date),
            "participants": rng.poisson(rng.gamma(4, usual / 4)) + 3,
        }
    )


def _spread(
    total: int, quarter: Span, net: NetOfEpoch, *, plan: Plan, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw the grids and days of a quarter's share of ``total``, in order of time."""
    expected = plan.scaled(total) / _quarters(plan)
    counts = rng.poisson(expected / net.grids.height, net.grids.height)
    grid = np.repeat(np.arange(net.grids.height), counts)
    is_free = is_weekend(quarter.days) | is_within(quarter.days, plan["dates"]["holidays"])
    day = pick_positions(rng, np.where(is_free, WEEKEND, 1.0), grid.size)
    order = np.argsort(day, kind="stable")
    return grid[order], day[order]


def _quarters(plan: Plan) -> int:
    return len(plan["survey"]["levels"]["security"])


def _ids(prefix: str, quarter: Span, count: int) -> pl.Series:
    number = pl.Series(np.arange(1, count + 1)).cast(pl.String).str.zfill(6)
    return f"{prefix}{quarter.quarter.replace('-', '')}" + number
