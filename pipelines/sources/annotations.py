"""Annotations 大事记: what happened, so that a break in a series can be explained."""

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source


class Annotations(Delivered):
    """One event; no area means the whole district."""

    on = column.day("日期", required=True)
    area_code = column.code("区划代码")
    label_zh = column.label("事件", "中文说明", required=True)
    label_en = column.label("英文说明")
    source = column.label("来源")


ANNOTATIONS = Source(
    "annotations",
    "大事记",
    "Annotations",
    Annotations,
    key=("on", "label_zh"),
    dated_by="on",
    placed_by=("area_code",),
)
