"""Patrols 巡查: one row for each round a member made through a grid."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source
from pipelines.sources.areas import COORDINATE_SYSTEMS


class Patrols(Delivered):
    """One patrol, begun and perhaps ended."""

    patrol_id = column.code("巡查编号", required=True)
    grid_code = column.code("网格编码", required=True)
    member_code = column.code("人员编号")
    planned_at = column.moment("计划时间")
    started_at = column.moment("开始时间", required=True, has_happened=True)
    ended_at = column.moment("结束时间", has_happened=True)
    longitude = column.number("经度", least=-180, most=180)
    latitude = column.number("纬度", least=-90, most=90)
    coordinate_system = column.choice("坐标系", words=COORDINATE_SYSTEMS)
    findings = column.count("发现问题数", most=10_000)

    @dy.rule()
    def ends_after_it_starts(cls) -> pl.Expr:
        """A patrol cannot end before it began."""
        return pl.col("ended_at") >= pl.col("started_at")

    @dy.rule()
    def lasts_less_than_a_day(cls) -> pl.Expr:
        """A patrol of more than 24 hours is a forgotten button."""
        return (pl.col("ended_at") - pl.col("started_at")) <= pl.duration(days=1)

    @dy.rule()
    def is_not_at_zero_zero(cls) -> pl.Expr:
        """Devices without a fix report 0, 0."""
        return (pl.col("longitude") != 0) | (pl.col("latitude") != 0)


PATROLS = Source(
    "patrols",
    "巡查",
    "Patrols",
    Patrols,
    key=("patrol_id",),
    dated_by="started_at",
    placed_by=("grid_code",),
)
