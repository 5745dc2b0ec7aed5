"""Areas 区划: the district, its streets and towns, its communities and villages."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

LEVELS = {"district": "区|区县", "street": "街道|镇|街镇", "community": "社区|村|村社区"}
CODE_SYSTEMS = {"nbs": "统计", "civil": "民政", "local": "本地"}
COORDINATE_SYSTEMS = {"wgs84": "WGS-84", "gcj02": "GCJ-02", "bd09": "BD-09", "cgcs2000": "CGCS2000"}


class Areas(Delivered):
    """One area; the same code may mean another place in another code system."""

    level = column.choice("层级", words=LEVELS, required=True)
    code_system = column.choice("代码体系", words=CODE_SYSTEMS, required=True)
    code = column.code("代码", "区划代码", required=True)
    name = column.label("名称", required=True)
    parent_code = column.code("上级代码")
    managed_by = column.label("管理主体")
    peer_group = column.label("对比组")
    households = column.count("户数")
    residents = column.count("实有人口", most=100_000_000)
    valid_from = column.day("启用日期")
    valid_to = column.day("停用日期")
    geometry = column.geometry()

    @dy.rule()
    def closes_after_it_opens(cls) -> pl.Expr:
        """An area cannot end before it began."""
        return pl.col("valid_to") > pl.col("valid_from")


AREAS = Source(
    "areas",
    "区划",
    "Areas",
    Areas,
    key=("code_system", "code"),
    placed_by=("code",),
    has_geometry=True,
)
