"""Which target applies to an area in a period."""

import polars as pl

from warehouse.connection import Warehouse
from warehouse.periods import Period

TARGETS = """
select metric_id, area_code, level, period, target, floor, goal_low, goal_high
from marts.dim_targets
"""
GOALS = ("target", "floor", "goal_low", "goal_high")


def all_targets(warehouse: Warehouse) -> pl.DataFrame:
    """Read every promise of a version: they are few, and every page asks for some."""
    return warehouse.ask(TARGETS)


def targets_of(
    promised: pl.DataFrame, metric_ids: list[str], *, level: str, period: Period
) -> pl.DataFrame:
    """Give the targets of metrics that apply at one level in one period.

    Args:
        promised: as `all_targets` reads them.
        metric_ids: the metrics.
        level: of the areas; a promise for one area holds at its own level.
        period: the period.

    The nearest promise wins: one for the area before one for its level, one for the period
    before one for the longer periods it lies in. Each column is looked up by itself.

    Returns:
        One row for each metric and area with a target of its own, and one with a null
        ``area_code`` for all others: ``target``, ``floor``, and the ends of its scale in the
        index, ``goal_low`` and ``goal_high`` (in the metric's unit; any may be null).
    """
    nearness = {label: number for number, label in enumerate(period.promises)}
    is_at_level = (pl.col("level") == level) | pl.col("area_code").is_not_null()
    is_wanted = pl.col("metric_id").is_in(metric_ids) & pl.col("period").is_in(list(nearness))
    return (
        promised.filter(is_at_level & is_wanted)
        .with_columns(pl.col("period").replace_strict(nearness, return_dtype=pl.Int64).alias("far"))
        .sort("far", maintain_order=True)
        .group_by("metric_id", "area_code", maintain_order=True)
        .agg(pl.col(goal).drop_nulls().first() for goal in GOALS)
    )


def with_targets(values: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """Add the targets' columns to values, null where nothing was promised."""
    usual = targets.filter(pl.col("area_code").is_null()).drop("area_code")
    own = targets.filter(pl.col("area_code").is_not_null())
    return (
        values.join(own, on=["metric_id", "area_code"], how="left", maintain_order="left")
        .join(usual, on="metric_id", how="left", suffix="_usual", maintain_order="left")
        .with_columns(pl.coalesce(goal, f"{goal}_usual").alias(goal) for goal in GOALS)
        .drop(f"{goal}_usual" for goal in GOALS)
    )
