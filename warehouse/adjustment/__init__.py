"""Which grids to split, merge or relieve, and what the net would look like then.

A what-if on paper: sizes come from the register, the work from the period looked at. Where the
work of a redrawn grid would go is not known, so it is taken to follow its households. Here belong
pure functions of grids and their borders; the norm comes from ``warehouse/seeds/grid_norms.csv``.
"""

from warehouse.adjustment.changes import Candidate, Cause, Plan
from warehouse.adjustment.drafting import adjustments
from warehouse.adjustment.net import (
    Change,
    Grid,
    Norm,
    Spread,
    comprehensive,
    norms_of,
    spread_of,
    sure_workload,
)

__all__ = [
    "Candidate",
    "Cause",
    "Change",
    "Grid",
    "Norm",
    "Plan",
    "Spread",
    "adjustments",
    "comprehensive",
    "norms_of",
    "spread_of",
    "sure_workload",
]
