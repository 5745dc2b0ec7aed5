"""Grids 网格: one row for each version; grids are split, merged, moved and closed."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

KINDS = {"comprehensive": "综合网格|综合", "dedicated": "专属网格|专属"}
SETTINGS = {"urban": "城区|城镇", "rural": "农村", "institution": "单位"}


class Grids(Delivered):
    """A grid as it was from ``valid_from`` until the day before ``valid_to``."""

    grid_code = column.code("网格编码", required=True)
    name = column.label("网格名称", "名称")
    kind = column.choice("网格类型", words=KINDS, required=True)
    setting = column.choice("类别", words=SETTINGS)
    community_code = column.code("所属村社区代码", "村社区代码", required=True)
    households = column.count("户数", most=1_000_000)
    residents = column.count("实有人口")
    houses = column.count("实有房屋")
    units = column.count("实有单位", most=1_000_000)
    valid_from = column.day("启用日期", required=True)
    valid_to = column.day("停用日期")
    predecessor_codes = column.label("原网格编码")
    geometry = column.geometry()

    @dy.rule()
    def closes_after_it_opens(cls) -> pl.Expr:
        """A version cannot end before it began."""
        return pl.col("valid_to") > pl.col("valid_from")


GRIDS = Source(
    "grids",
    "网格",
    "Grids",
    Grids,
    key=("grid_code", "valid_from"),
    placed_by=("grid_code",),
    has_geometry=True,
)
