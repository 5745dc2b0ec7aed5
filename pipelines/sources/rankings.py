"""Rankings 对标排名: values and ranks of districts and counties, each with its source."""

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

PEER_SETS = {"city": "全市", "province": "全省", "custom": "自选"}


class Rankings(Delivered):
    """One area's value or rank in one metric, peer set and period."""

    metric = column.label("指标", required=True)
    area_code = column.code("区划代码", "地区代码", required=True)
    area = column.label("地区", "区划名称", required=True)
    peer_set = column.choice("对比范围", words=PEER_SETS, required=True)
    period = column.code("统计期", "时期", required=True)
    value = column.number("数值", least=-1e9, most=1e9)
    unit = column.label("单位")
    rank = column.count("名次", most=100_000)
    peers = column.count("参评数", most=100_000)
    n = column.count("样本量")
    citation = column.label("来源", required=True)
    is_published = column.flag("是否公开发布", required=True)


RANKINGS = Source(
    "rankings",
    "对标排名",
    "Rankings",
    Rankings,
    key=("metric", "area_code", "peer_set", "period"),
    placed_by=("area_code",),
)
