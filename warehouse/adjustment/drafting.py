"""Find the changes: the grids furthest from their norm are served first."""

from collections.abc import Callable, Iterator
from functools import cached_property
from math import isnan, log

import numpy as np
import polars as pl

from warehouse.adjustment.changes import Candidate, Cause, Plan, changed
from warehouse.adjustment.net import Change, Grid, sure_workload

# A border is not redrawn for fewer households than this share of the norm.
LEAST_MOVED = 0.1
Beside = tuple[Grid, float | None, bool]


def adjustments(
    grids: tuple[Grid, ...], neighbours: pl.DataFrame, *, across_streets: bool = False
) -> Plan:
    """Find the changes that sizes and work call for, each grid in one at most.

    Args:
        grids: comprehensive grids.
        neighbours: pairs that share a border, as ``GridBook.neighbours`` gives them.
        across_streets: whether households may be handed to a grid of another street.

    Returns:
        The plan; the grids furthest from their norm were served first.

    Source: docs/methods.md#adjustment
    """
    drafting = _Drafting(grids, neighbours, across_streets=across_streets)
    found = tuple(drafting.candidates())
    return Plan(found, grids, changed(grids, found), drafting.mean_workload)


class _Drafting:
    """One search for changes: grids that are taken may not be taken again."""

    def __init__(
        self, grids: tuple[Grid, ...], neighbours: pl.DataFrame, *, across_streets: bool
    ) -> None:
        self._grids = {one.code: one for one in grids}
        self._across_streets = across_streets
        self._taken: set[str] = set()
        self._beside: dict[str, list[Beside]] = {}
        pairs = neighbours.select("area_code", "neighbour_code", "border_m", "is_inferred")
        for code, other, metres, is_inferred in pairs.iter_rows():
            if code in self._grids and other in self._grids:
                self._beside.setdefault(code, []).append((self._grids[other], metres, is_inferred))

    @cached_property
    def mean_workload(self) -> float:
        """Matters per month of a comprehensive grid; nan where none are known."""
        known = [one.workload for one in self._grids.values() if not isnan(one.workload)]
        return float(np.mean(known)) if known else np.nan

    def candidates(self) -> Iterator[Candidate]:
        """Yield changes, the most pressing first."""
        for grid in sorted(self._grids.values(), key=self._calm):
            draft = self._change_of(grid) if grid.code not in self._taken else None
            if draft is not None:
                self._taken |= {one.code for one in draft.grids}
                yield draft

    def _calm(self, grid: Grid) -> tuple[float, str]:
        """Order grids, those furthest from their norm first."""
        size = abs(log(max(grid.households, 1) / grid.norm.middle))
        load = log(grid.workload / self.mean_workload) if self._is_overloaded(grid) else 0.0
        return -max(size, load), grid.code

    def _is_overloaded(self, *grids: Grid) -> bool:
        most = grids[0].norm.workload_ratio * self.mean_workload
        # What lies below on its own account needs no interval.
        return sum(one.workload for one in grids) > most and sure_workload(*grids) > most

    def _change_of(self, grid: Grid) -> Candidate | None:
        if grid.households > grid.norm.high:
            return _split(grid, Cause.MANY_HOUSEHOLDS)
        if self._is_overloaded(grid):
            if grid.households >= 2 * grid.norm.low:
                return _split(grid, Cause.HEAVY_WORKLOAD)
            return self._relief(grid)
        if grid.households < grid.norm.low:
            return self._merger(grid) or self._enlargement(grid)
        return None

    def _free(self, grid: Grid, fits: Callable[[Grid], bool]) -> list[Beside]:
        """List neighbours that no change has taken yet, of the same street unless asked."""
        return [
            (other, metres, is_inferred)
            for other, metres, is_inferred in self._beside.get(grid.code, [])
            if other.code not in self._taken
            and not self._is_overloaded(other)
            and (self._across_streets or other.street == grid.street)
            and fits(other)
        ]

    def _merger(self, grid: Grid) -> Candidate | None:
        """Merge a small grid with the smallest neighbour of its community that leaves room."""

        def fits(other: Grid) -> bool:
            return (
                other.community == grid.community
                and grid.households + other.households <= grid.norm.high
                and not self._is_overloaded(grid, other)
            )

        found = self._free(grid, fits)
        if not found:
            return None
        other, metres, is_inferred = min(
            found, key=lambda one: (one[0].households, -(one[1] or 0), one[0].code)
        )
        after = (grid.households + other.households,)
        return Candidate(
            Change.MERGE, Cause.FEW_HOUSEHOLDS, grid, other, 0, after, metres, is_inferred
        )

    def _enlargement(self, grid: Grid) -> Candidate | None:
        """Let a large neighbour hand households to a small grid that cannot be merged."""

        def moved(other: Grid) -> int:
            return int(
                min(grid.norm.middle - grid.households, other.households - other.norm.middle)
            )

        def fits(other: Grid) -> bool:
            left = other.households - moved(other)
            return grid.households + moved(other) >= grid.norm.low and left <= other.norm.high

        found = self._free(grid, fits)
        return self._handed(grid, Cause.FEW_HOUSEHOLDS, found, lambda other: -moved(other))

    def _relief(self, grid: Grid) -> Candidate | None:
        """Let an overloaded grid that is too small to split hand households to a neighbour."""
        surplus = grid.households * (1 - self.mean_workload / grid.workload)

        def moved(other: Grid) -> int:
            spare = other.norm.middle - other.households
            return int(min(surplus, spare, grid.households - grid.norm.low))

        def fits(other: Grid) -> bool:
            is_worth_it = moved(other) >= LEAST_MOVED * grid.norm.middle
            return is_worth_it and other.households + moved(other) >= other.norm.low

        return self._handed(grid, Cause.HEAVY_WORKLOAD, self._free(grid, fits), moved)

    def _handed(
        self,
        grid: Grid,
        cause: Cause,
        found: list[Beside],
        moved: Callable[[Grid], int],
    ) -> Candidate | None:
        """Hand over between a grid and the neighbour with most room, its own community first.

        ``moved`` is what the grid would hand over; below nought it receives.
        """
        if not found:
            return None
        other, metres, is_inferred = min(
            found,
            key=lambda one: (
                one[0].street != grid.street,
                one[0].community != grid.community,
                -abs(moved(one[0])),
                one[0].code,
            ),
        )
        handed = moved(other)
        after = (grid.households - handed, other.households + handed)
        return Candidate(
            Change.HAND_OVER, cause, grid, other, abs(handed), after, metres, is_inferred
        )


def _split(grid: Grid, cause: Cause) -> Candidate:
    """Cut a grid into as many equal parts as bring them nearest to the norm."""
    parts = max(2, round(grid.households / grid.norm.middle))
    share, rest = divmod(grid.households, parts)
    after = tuple(share + (position < rest) for position in range(parts))
    return Candidate(Change.SPLIT, cause, grid, None, 0, after)
