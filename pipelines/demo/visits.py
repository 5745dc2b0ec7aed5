"""Household visits, month by month; every household on the list at the end was seen in 2020."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo.grids import NetOfEpoch
from pipelines.demo.households import Households
from pipelines.demo.periods import Span, months, share_within
from pipelines.demo.plan import Plan
from pipelines.demo.redrawing import NONE
from pipelines.demo.sharing import pick
from pipelines.demo.streams import Streams

LAST_YEAR = 2020


@dataclass(frozen=True, slots=True)
class Homes:
    """What visits are made to.

    Attributes:
        households: all of them.
        listings: those ever on the list, see `make_listings`.
        nets: the grids of each epoch.
    """

    households: Households
    listings: pl.DataFrame
    nets: tuple[NetOfEpoch, ...]

    def stays(self, plan: Plan) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
        """Give the first day of each household on the list, and the first day off it."""
        delisted = self.listings["delisted"].fill_null(plan["dates"]["end"])
        return (
            self.listings["listed"].to_numpy().astype("datetime64[D]"),
            delisted.to_numpy().astype("datetime64[D]"),
        )


def usual_share(plan: Plan, name: str) -> dict[Span, float]:
    """Tell how much of the usual happens in each month, given the epidemic.

    Args:
        plan: what is planted.
        name: the parameter of the pattern, a factor on days inside it.
    """
    pattern = plan.patterns.get("epidemic")
    if pattern is None:
        return dict.fromkeys(months(plan), 1.0)
    excess = pattern.planted[name] - 1.0
    return {
        month: 1.0 + excess * share_within(month, pattern.first, pattern.last)
        for month in months(plan)
    }


def visits_by_month(
    homes: Homes, *, plan: Plan, streams: Streams
) -> Iterator[tuple[Span, pl.DataFrame]]:
    """Yield the visits of each month, columns as the contract has them."""
    usual = usual_share(plan, "visits")
    seen = _key_calendar(homes, plan=plan, usual=usual, rng=streams.of("visits", "calendar"))
    expected = plan.scaled(plan["volumes"]["other_visits"]) / sum(usual.values())
    for position, (month, share) in enumerate(usual.items()):
        rng = streams.of("visits", month.month)
        visits = pl.concat(
            [
                _key_visits(homes, seen[:, position], month=month, plan=plan, rng=rng),
                _other_visits(homes, month, expected=expected * share, rng=rng),
            ]
        )
        yield month, _rows(visits, homes, month=month, plan=plan, rng=rng)


def _key_calendar(
    homes: Homes, *, plan: Plan, usual: dict[Span, float], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Decide in which months each household on the list is visited."""
    listed, delisted = homes.stays(plan)
    spans = list(usual)
    first = np.array([month.first for month in spans], dtype="datetime64[D]")
    end = np.array([month.end for month in spans], dtype="datetime64[D]")
    present = (listed[:, None] < end) & (delisted[:, None] > first)
    shares = np.array(list(usual.values()))
    planned = plan.scaled(plan["volumes"]["key_visits"])
    chance = np.minimum(planned * shares / (present * shares).sum(), 1.0)
    seen: NDArray[np.bool_] = present & (rng.random(present.shape) < chance)
    year = np.array([month.year for month in spans])
    for past in np.unique(year[year < LAST_YEAR]):
        neglected = rng.random(len(listed)) < plan["visits"]["key_neglected"]
        seen[np.ix_(neglected, year == past)] = False
    overlooked = present[:, -1] & ~seen[:, year == LAST_YEAR].any(axis=1)
    seen[overlooked, -1] = True
    return seen


def _key_visits(
    homes: Homes, seen: NDArray[np.bool_], *, month: Span, plan: Plan, rng: np.random.Generator
) -> pl.DataFrame:
    listed, delisted = homes.stays(plan)
    first = np.maximum(listed[seen], np.datetime64(month.first))
    last = np.minimum(delisted[seen], np.datetime64(month.end))
    days = (last - first).astype(np.int64)
    return pl.DataFrame(
        {
            "number": homes.listings["number"].to_numpy()[seen],
            "day": first + np.floor(rng.random(len(days)) * days).astype(np.int64),
            "is_key_household": np.ones(len(days), dtype=bool),
        }
    )


def _other_visits(
    homes: Homes, month: Span, *, expected: float, rng: np.random.Generator
) -> pl.DataFrame:
    """Draw visits to households that were never on the list."""
    count = rng.poisson(expected)
    numbers = rng.integers(0, homes.households.total, count)
    numbers = numbers[~np.isin(numbers, homes.listings["number"].to_numpy())]
    days = month.days[rng.integers(0, len(month.days), len(numbers))]
    return pl.DataFrame(
        {"number": numbers, "day": days, "is_key_household": np.zeros(len(numbers), dtype=bool)}
    )


def _rows(
    visits: pl.DataFrame, homes: Homes, *, month: Span, plan: Plan, rng: np.random.Generator
) -> pl.DataFrame:
    """Put visits in order and under the grid of their time."""
    net = homes.nets[plan.epoch(month.first)]
    visits = visits.sort("day", "number", maintain_order=True)
    numbers = visits["number"].to_numpy()
    row = net.grid_of_part[homes.households.parts_of(numbers)]
    visitors: dict[str, float] = plan["visits"]["visitors"]
    visitor = np.array(list(visitors))[pick(rng, visitors, len(numbers))]
    found = pl.DataFrame(
        {
            "grid_code": net.grids["grid_code"].gather(np.maximum(row, 0)),
            "household_key": homes.households.keys(numbers),
            "is_key_household": visits["is_key_household"],
            "visited_on": visits["day"].cast(pl.Date),
            "visitor": visitor,
        }
    ).filter(pl.Series(row != NONE))
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(7)
    return found.select((f"ZF{month.first:%Y%m}" + number).alias("visit_id"), pl.all())
