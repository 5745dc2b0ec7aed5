"""Stretches of a course in which something other than chance is at work."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import polars as pl

from warehouse.statistics import Rule, Variation

# A position and its row.
Marked = tuple[int, dict[str, Any]]
# As many weak points in a row are a stretch of their own.
LONG = 7


@dataclass(frozen=True, slots=True)
class Episode:
    """Special points in a row that point the same way.

    Attributes:
        first, last: positions of its first and last point.
        since: position of the first point under its strongest rule, by which it is dated: weaker
            ones before it may have been made special by what came after them.
        direction: 1 up, -1 down.
        variation: what the polarity makes of it.
        rule: the strongest rule in it.
        count: how many points fall under that rule.
    """

    first: int
    last: int
    since: int
    direction: int
    variation: Variation
    rule: Rule
    count: int

    @property
    def length(self) -> int:
        """How many points it has."""
        return self.last - self.first + 1


def episodes(rows: pl.DataFrame) -> list[Episode]:
    """List the stretches of special points, oldest first; what each festival brings is none.

    Args:
        rows: of a `warehouse.courses.limits.Course`.
    """
    marked = [
        (position, 0 if row["is_seasonal"] else row["direction"], row["baseline"], row)
        for position, row in enumerate(rows.iter_rows(named=True))
    ]
    found = []
    for (direction, _), members in groupby(marked, key=lambda one: (one[1], one[2])):
        if direction:
            run = [(position, row) for position, _, _, row in members]
            found += [_episode(part, direction) for part in _parted(run)]
    return found


def _parted(run: list[Marked]) -> list[list[Marked]]:
    """Part long weak stretches from the strong one they lead up to or follow.

    Otherwise a slow drift would be dated by its first point, and named by its last.
    """
    strong = [at for at, (_, row) in enumerate(run) if row["rule"] == Rule.OUTSIDE.value]
    if not strong:
        return [run]
    start = strong[0] if strong[0] >= LONG else 0
    end = strong[-1] + 1 if len(run) - strong[-1] - 1 >= LONG else len(run)
    return [part for part in (run[:start], run[start:end], run[end:]) if part]


def _episode(run: list[Marked], direction: int) -> Episode:
    first, rules = run[0][0], [row["rule"] for _, row in run]
    strongest = next(rule for rule in Rule if rule.value in rules)
    return Episode(
        first,
        first + len(run) - 1,
        first + rules.index(strongest.value),
        direction,
        Variation(run[0][1]["variation"]),
        strongest,
        rules.count(strongest.value),
    )
