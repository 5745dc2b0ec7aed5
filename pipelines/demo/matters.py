"""Matters as they arise, quarter by quarter: where, what, of which class, through which channel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.demo.grid_rates import Habits, rates
from pipelines.demo.grids import NetOfEpoch
from pipelines.demo.periods import Span, is_weekend, is_within, quarters
from pipelines.demo.plan import Plan
from pipelines.demo.sharing import pick, pick_positions
from pipelines.demo.streams import Streams

CLASSES = ("普通", "紧急", "复杂")
DEPARTMENT, STREET, GRID = 2, 1, 0  # who can solve a matter
DAY, HOUR = 86_400, 3_600
WEEKEND = 0.75
# Matters are reported, and passed on, between 7 and 21 o'clock.
HOURS = np.array([6, 12, 14, 11, 6, 5, 9, 12, 10, 7, 4, 3, 3, 2], dtype=float)
OPENING = 7 * HOUR
PATTERN = "epidemic"
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Arisen:
    """The matters of a quarter, in order of time.

    Attributes:
        net: the grids of their time.
        grid: row of the grid in ``net``.
        category: position in the plan's categories.
        matter_class: position in `CLASSES`.
        channel: position in the plan's channels.
        route: `GRID`, `STREET` or `DEPARTMENT`.
        reported: seconds since the plan's first midnight.
    """

    net: NetOfEpoch
    grid: Integers
    category: Integers
    matter_class: Integers
    channel: Integers
    route: Integers
    reported: Integers

    @property
    def count(self) -> int:
        """How many there are."""
        return self.grid.size


def matters_of(
    quarter: Span,
    nets: tuple[NetOfEpoch, ...],
    habits: Habits,
    *,
    plan: Plan,
    streams: Streams,
) -> Arisen:
    """Let matters arise in one quarter."""
    rng = streams.of("matters", quarter.quarter)
    net = nets[plan.epoch(quarter.first)]
    all_days = sum(len(one.days) for one in quarters(plan))
    expected = plan.scaled(plan["volumes"]["matters"]) * len(quarter.days) / all_days
    rate = rates(net, habits, name="matters", plan=plan)
    counts = rng.poisson(expected * rate / rate.sum())
    grid = np.repeat(np.arange(rate.size), counts)
    day, reported = _reported(quarter, grid.size, plan=plan, rng=rng)
    category = _categories(quarter.days[day], plan=plan, rng=rng)
    return Arisen(
        net,
        grid=rng.permutation(grid),
        category=category,
        matter_class=pick(rng, plan["matters"]["classes"], grid.size),
        channel=pick(rng, plan["matters"]["channels"], grid.size),
        route=_routes(category, plan=plan, rng=rng),
        reported=reported,
    )


def _reported(
    quarter: Span, count: int, *, plan: Plan, rng: np.random.Generator
) -> tuple[Integers, Integers]:
    """Draw when matters are reported, in order: day of the quarter, seconds since the plan's."""
    weight = np.where(is_weekend(quarter.days), WEEKEND, 1.0)
    day = pick_positions(rng, weight, count)
    within = OPENING + pick_positions(rng, HOURS, count) * HOUR + rng.integers(0, HOUR, count)
    reported = (plan.day_number(quarter.first) + day) * DAY + within
    order = np.argsort(reported, kind="stable")
    return day[order], reported[order]


def _categories(days: NDArray[np.datetime64], *, plan: Plan, rng: np.random.Generator) -> Integers:
    """Draw what each matter is about; in the epidemic it is often something else."""
    categories = plan["matters"]["categories"]
    shares = np.array([entry["share"] for entry in categories.values()])
    usual = pick_positions(rng, shares, len(days))
    is_other = rng.random(len(days))
    if (pattern := plan.patterns.get(PATTERN)) is None:
        return usual
    position = list(categories).index(pattern.planted["category"])
    wanted = pattern.planted["category_share"]
    excess = (wanted - shares[position]) / (1 - shares[position])
    touched = is_within(days, [(pattern.first, pattern.last)]) & (is_other < excess)
    return np.where(touched, position, usual)


def _routes(category: Integers, *, plan: Plan, rng: np.random.Generator) -> Integers:
    """Draw who can solve each matter."""
    categories = plan["matters"]["categories"].values()
    for_department = np.array([entry["department"] for entry in categories])[category]
    needs_department = rng.random(category.size) < for_department
    needs_street = rng.random(category.size) < plan["loop"]["street_share"]
    return np.where(needs_department, DEPARTMENT, np.where(needs_street, STREET, GRID))
