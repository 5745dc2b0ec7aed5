"""Which target applies to an area in a period."""

import polars as pl

from warehouse.connection import Warehouse
from warehouse.periods import Period

TARGETS = """
select metric_id, area_code, level, period, target, floor
from marts.dim_targets
where list_contains($metric_ids, metric_id) and (level = $level or area_code is not null)
"""


def targets_of(
    warehouse: Warehouse, metric_ids: list[str], *, level: str, period: Period
) -> pl.DataFrame:
    """Give the targets of metrics that apply at one level in one period.

    The nearest promise wins: one for the area before one for its level, one for the period
    before one for the longer periods it lies in.

    Returns:
        One row for each metric and area with a target of its own, and one with a null
        ``area_code`` for all others: ``target``, ``floor`` (in the metric's unit; either may be
        null).
    """
    rows = warehouse.ask(TARGETS, {"metric_ids": metric_ids, "level": level})
    nearness = {label: number for number, label in enumerate(period.promises)}
    return (
        rows.filter(pl.col("period").is_in(list(nearness)))
        .with_columns(pl.col("period").replace_strict(nearness, return_dtype=pl.Int64).alias("far"))
        .sort("far", maintain_order=True)
        .unique(["metric_id", "area_code"], keep="first", maintain_order=True)
        .select("metric_id", "area_code", "target", "floor")
    )


def with_targets(values: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """Add ``target`` and ``floor`` to values, null where nothing was promised."""
    for_all = targets.filter(pl.col("area_code").is_null())
    usual = for_all.row(0, named=True) if for_all.height else {"target": None, "floor": None}
    own = targets.filter(pl.col("area_code").is_not_null()).with_columns(has_own=pl.lit(value=True))
    joined = values.join(own, on="area_code", how="left")
    return joined.with_columns(
        pl.when(pl.col("has_own"))
        .then(pl.col(name))
        .otherwise(pl.lit(usual[name], pl.Float64))
        .alias(name)
        for name in ("target", "floor")
    ).drop("has_own")
