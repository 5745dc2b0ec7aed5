"""Comprehensive grids with their households and work, the norm, and how even a net is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import polars as pl

from warehouse.statistics.rates import byar

CERTAINLY = 0.998


class Change(StrEnum):
    """What could be done with a grid."""

    SPLIT = "split"
    MERGE = "merge"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Norm:
    """What a comprehensive grid of one setting is held against.

    Attributes:
        low, middle, high: households.
        workload_ratio: matters per month over the mean, above which a grid is overloaded.
    """

    low: float
    middle: float
    high: float
    workload_ratio: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A comprehensive grid as the what-if sees it.

    Attributes:
        code: of the grid; of parts and of merged grids, that of the first grid they come from.
        community, street: codes of where it lies.
        households: how many.
        workload: matters per month; nan where they are not known.
        months: of the period looked at that the grid existed.
        norm: of its setting.
        made_by: the change it comes from; null for a grid as it is.
    """

    code: str
    community: str
    street: str
    households: int
    workload: float
    months: float
    norm: Norm
    made_by: Change | None = None

    @property
    def is_within_norm(self) -> bool:
        """Whether its households lie within the norm."""
        return self.norm.low <= self.households <= self.norm.high


def sure_workload(*grids: Grid) -> float:
    """Give the matters per month that grids together have with 99.8 per cent certainty."""
    months = sum(one.months for one in grids) / len(grids)
    low, _ = byar(sum(one.workload for one in grids) * months, months, confidence=CERTAINLY)
    return float(low)


def norms_of(rows: pl.DataFrame) -> dict[str, Norm]:
    """Read norms from ``GridBook.norms``, by setting."""
    found: dict[str, dict[str, float]] = {}
    for setting, name, value in rows.select("setting", "name", "norm_value").iter_rows():
        found.setdefault(setting, {})[name] = value
    return {
        setting: Norm(
            one["households_low"],
            one["households_norm"],
            one["households_high"],
            one["workload_ratio"],
        )
        for setting, one in found.items()
    }


def comprehensive(register: pl.DataFrame, norms: Mapping[str, Norm]) -> tuple[Grid, ...]:
    """Take the comprehensive grids of known size from ``GridBook.register``."""
    rows = register.filter(
        pl.col("kind") == "comprehensive",
        pl.col("household_count").is_not_null(),
        pl.col("setting").is_in(list(norms)),
    ).with_columns(pl.col("matter_count").cast(pl.Float64).fill_null(np.nan))
    return tuple(
        Grid(
            row["area_code"],
            row["community_code"],
            row["street_code"],
            row["household_count"],
            row["matter_count"] / row["month_count"],
            row["month_count"],
            norms[row["setting"]],
        )
        for row in rows.iter_rows(named=True)
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly households and work lie over comprehensive grids.

    Attributes:
        grids: how many there are.
        mean, least, most: households.
        variation: coefficient of variation of households.
        workload_variation: that of matters per month; nan where none are known.
        outside: share of grids whose households lie outside the norm (0–1).
    """

    grids: int
    mean: float
    least: int
    most: int
    variation: float
    workload_variation: float
    outside: float


def spread_of(grids: tuple[Grid, ...]) -> Spread:
    """Say how evenly households and work lie over grids.

    Raises:
        ValueError: there are no grids.

    Source: docs/methods.md#adjustment
    """
    if not grids:
        raise ValueError("no grids to take a spread of")
    homes = np.array([one.households for one in grids], dtype=np.float64)
    work = np.array([one.workload for one in grids], dtype=np.float64)
    return Spread(
        len(grids),
        float(homes.mean()),
        int(homes.min()),
        int(homes.max()),
        _variation(homes),
        _variation(work[~np.isnan(work)]),
        float(np.mean([not one.is_within_norm for one in grids])),
    )


def _variation(values: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    return float(values.std() / values.mean()) if values.size and values.mean() else np.nan
