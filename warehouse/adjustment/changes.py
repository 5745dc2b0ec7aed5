"""Changes that sizes and work call for, and the net that they would make."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from warehouse.adjustment.net import Change, Grid


class Cause(StrEnum):
    """Why it should be."""

    MANY_HOUSEHOLDS = "many_households"
    HEAVY_WORKLOAD = "heavy_workload"
    FEW_HOUSEHOLDS = "few_households"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One change that the numbers call for.

    Attributes:
        change: what could be done.
        cause: why.
        grid: the grid that calls for it.
        partner: the grid it is merged with, takes households from or hands them to.
        moved: households that change hands; 0 but for handing over.
        after: households of the grids that would be there.
        border_m: metres shared with the partner; null where unknown or without one.
        is_inferred: the border was drawn from what later became of the grids.
    """

    change: Change
    cause: Cause
    grid: Grid
    partner: Grid | None
    moved: int
    after: tuple[int, ...]
    border_m: float | None = None
    is_inferred: bool = False

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The grids that would change."""
        return (self.grid,) if self.partner is None else (self.grid, self.partner)


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes, no grid in two of them, and the net without and with them.

    Attributes:
        candidates: the most pressing first.
        before, after: the comprehensive grids; no household is lost or made.
        mean_workload: matters per month of a comprehensive grid; nan where none are known.
    """

    candidates: tuple[Candidate, ...]
    before: tuple[Grid, ...]
    after: tuple[Grid, ...]
    mean_workload: float

    @property
    def left_outside(self) -> tuple[Grid, ...]:
        """Grids that would lie outside the norm even so."""
        return tuple(one for one in self.after if not one.is_within_norm)

    def only(self, *changes: Change) -> "Plan":
        """Give the plan with some kinds of change left out."""
        kept = tuple(one for one in self.candidates if one.change in changes)
        return Plan(kept, self.before, changed(self.before, kept), self.mean_workload)


def changed(grids: tuple[Grid, ...], candidates: tuple[Candidate, ...]) -> tuple[Grid, ...]:
    """Give the net with changes made; work follows households."""
    gone = {grid.code for one in candidates for grid in one.grids}
    kept = [one for one in grids if one.code not in gone]
    return (*kept, *(made for one in candidates for made in _made(one)))


def _made(candidate: Candidate) -> Iterator[Grid]:
    households = sum(one.households for one in candidate.grids)
    workload = sum(one.workload for one in candidate.grids)
    homes: tuple[Grid, ...] = candidate.grids
    for position, size in enumerate(candidate.after):
        origin = homes[min(position, len(homes) - 1)]
        share = size / households if households else 1 / len(candidate.after)
        if candidate.change is Change.HAND_OVER:
            work = _shifted(candidate, position)
        else:
            work = workload * share
        yield Grid(
            origin.code,
            origin.community,
            origin.street,
            size,
            work,
            origin.months,
            origin.norm,
            candidate.change,
        )


def _shifted(candidate: Candidate, position: int) -> float:
    """Give the work of one of two grids after households changed hands with their work."""
    grid, other = candidate.grids
    gives, takes = (grid, other) if candidate.after[0] < grid.households else (other, grid)
    work = gives.workload * candidate.moved / gives.households if gives.households else 0.0
    own = candidate.grids[position]
    return own.workload + (work if own is takes else -work)
