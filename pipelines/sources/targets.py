"""Targets 目标: what was promised, for whom and for which period."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

LEVELS = {"district": "区", "street": "街镇|街道", "community": "村社区", "grid": "网格"}
# A share is at most 1; beside shares, a target above this is in per cent.
PER_CENT_FROM = 50
PERIOD = r"^\d{4}(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$"


class Targets(Delivered):
    """One target; the nearest wins: an area's before its level's, a month's before a year's."""

    metric = column.code("指标", required=True)
    area_code = column.code("区划代码")
    level = column.choice("层级", words=LEVELS)
    period = column.code("统计期", "时期", required=True)
    target = column.number("目标值", least=-1e9, most=1e9, percent="share")
    floor = column.number("底线值", least=-1e9, most=1e9, percent="share")
    goal_low = column.number("指数下限", least=-1e9, most=1e9)
    goal_high = column.number("指数上限", least=-1e9, most=1e9)

    @dy.rule()
    def is_for_someone(cls) -> pl.Expr:
        """An area or a level is named."""
        return pl.col("area_code").is_not_null() | pl.col("level").is_not_null()

    @dy.rule()
    def has_a_period(cls) -> pl.Expr:
        """The period is written as 2020, 2020-H1, 2020-Q3 or 2020-09."""
        return pl.col("period").str.contains(PERIOD)

    @dy.rule()
    def is_on_one_scale(cls) -> pl.Expr:
        """A metric's targets are all shares or all in per cent."""
        target = pl.col("target")
        return ~((target > PER_CENT_FROM) & (target.min().over("metric") <= 1))


TARGETS = Source(
    "targets",
    "目标",
    "Targets",
    Targets,
    key=("metric", "area_code", "level", "period"),
    placed_by=("area_code",),
)
