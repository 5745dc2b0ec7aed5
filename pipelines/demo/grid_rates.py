"""How much happens in each grid: by its kind, its street and its own habits."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo.grids import NetOfEpoch
from pipelines.demo.plan import Plan
from pipelines.demo.streams import Streams


@dataclass(frozen=True, slots=True)
class Habits:
    """A factor for each part that stays the same over the years.

    Attributes:
        of_part: one factor a part, 1 on average.
    """

    of_part: NDArray[np.float64]

    def of_grids(self, net: NetOfEpoch) -> NDArray[np.float64]:
        """Average the factors of each grid's parts."""
        has_grid = net.grid_of_part >= 0
        rows = net.grid_of_part[has_grid]
        count = np.bincount(rows, minlength=net.grids.height)
        total = np.bincount(rows, self.of_part[has_grid], minlength=net.grids.height)
        return np.asarray(total / count)


def make_habits(parts: pl.DataFrame, name: str, *, plan: Plan, streams: Streams) -> Habits:
    """Draw the habits of one process: ``patrols`` or ``matters``."""
    deviation = plan[name]["spread"]
    if not deviation:
        return Habits(np.ones(parts.height))
    shape = 1 / deviation**2
    return Habits(streams.of("habits", name).gamma(shape, 1 / shape, parts.height))


def rates(net: NetOfEpoch, habits: Habits, *, name: str, plan: Plan) -> NDArray[np.float64]:
    """Give the rate of every grid of a net, relative to an ordinary comprehensive grid."""
    of_street = plan.by_street(name)[net.grids["street"].to_numpy()]
    of_kind = np.where(net.grids["is_dedicated"].to_numpy(), plan[name]["dedicated_rate"], 1.0)
    return np.asarray(of_street * of_kind * habits.of_grids(net))
