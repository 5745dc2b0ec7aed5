"""Matters 事项: one row for each matter reported, open or closed."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source
from pipelines.sources.areas import COORDINATE_SYSTEMS

CHANNELS = {
    "grid": "网格上报|网格",
    "public": "群众反映|群众",
    "hotline": "热线|12345",
    "inspection": "督查",
    "other": "其他",
}
STATUSES = {"open": "在办", "closed": "办结", "terminated": "终结", "cancelled": "撤销"}


class Matters(Delivered):
    """One matter as the exporting system knew it."""

    matter_id = column.code("事项编号", required=True)
    grid_code = column.code("网格编码")
    is_grid_found = column.flag("是否网格发现")
    community_code = column.code("村社区代码")
    street_code = column.code("街镇代码")
    category = column.label("事项类别", required=True)
    # A city's own word; 普通, 紧急 and 复杂 are brought to the three shared ones in staging.
    matter_class = column.label("事项等级", alias="class")
    channel = column.choice("来源渠道", words=CHANNELS, required=True)
    is_off_list = column.flag("是否清单外")
    reported_at = column.moment("上报时间", required=True, has_happened=True)
    due_at = column.moment("办结时限")
    closed_at = column.moment("办结时间", has_happened=True)
    status = column.choice("状态", words=STATUSES, required=True)
    longitude = column.number("经度", least=-180, most=180)
    latitude = column.number("纬度", least=-90, most=90)
    coordinate_system = column.choice("坐标系", words=COORDINATE_SYSTEMS)

    @dy.rule()
    def belongs_somewhere(cls) -> pl.Expr:
        """A grid, a community or a street is named."""
        return pl.any_horizontal(
            pl.col(name).is_not_null() for name in ("grid_code", "community_code", "street_code")
        )

    @dy.rule()
    def closes_after_it_was_reported(cls) -> pl.Expr:
        """A matter cannot be closed before it was reported."""
        return pl.col("closed_at") >= pl.col("reported_at")

    @dy.rule()
    def is_due_after_it_was_reported(cls) -> pl.Expr:
        """A limit before the report is a mistake of the exporting system."""
        return pl.col("due_at") >= pl.col("reported_at")

    @dy.rule()
    def says_when_it_was_closed(cls) -> pl.Expr:
        """A closed matter has the time of its closing."""
        return (pl.col("status") != "closed") | pl.col("closed_at").is_not_null()

    @dy.rule()
    def is_not_at_zero_zero(cls) -> pl.Expr:
        """Devices without a fix report 0, 0."""
        return (pl.col("longitude") != 0) | (pl.col("latitude") != 0)


MATTERS = Source(
    "matters",
    "事项",
    "Matters",
    Matters,
    key=("matter_id",),
    dated_by="reported_at",
    placed_by=("grid_code", "community_code", "street_code"),
)
