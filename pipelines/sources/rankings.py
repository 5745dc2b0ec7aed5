"""Rankings 对标排名: values and ranks of districts and counties, each with its source."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

PER_CENT = "%"
# Where the others of a metric are above this, a value of at most 1 is on another scale.
NEAR_ALL = 50
PEER_SETS = {"city": "全市", "province": "全省", "custom": "自选"}


class Rankings(Delivered):
    """One area's value or rank in one metric, peer set and period."""

    metric = column.label("指标", required=True)
    area_code = column.code("区划代码", "地区代码", required=True)
    area = column.label("地区", "区划名称", required=True)
    peer_set = column.choice("对比范围", words=PEER_SETS, required=True)
    period = column.code("统计期", "时期", required=True)
    value = column.number("数值", least=-1e9, most=1e9, percent="points")
    unit = column.label("单位")
    rank = column.count("名次", most=100_000)
    peers = column.count("参评数", most=100_000)
    n = column.count("样本量")
    citation = column.label("来源", required=True)
    is_published = column.flag("是否公开发布", required=True)

    @dy.rule()
    def is_in_its_unit(cls) -> pl.Expr:
        """A spreadsheet keeps 99.04 % as 0.9904; beside 98.7 it would come last."""
        value = pl.col("value")
        is_share = (pl.col("unit") == PER_CENT) & (value > 0) & (value <= 1)
        return ~(is_share & (value.filter(value > 1).min().over("metric") > NEAR_ALL))


RANKINGS = Source(
    "rankings",
    "对标排名",
    "Rankings",
    Rankings,
    key=("metric", "area_code", "peer_set", "period"),
    placed_by=("area_code",),
)
