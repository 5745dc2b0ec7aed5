"""Mediations 调解: one row for each dispute taken up."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

OUTCOMES = {"settled": "成功|调解成功", "failed": "不成|调解不成", "withdrawn": "撤回"}


class Mediations(Delivered):
    """One dispute and what came of it."""

    mediation_id = column.code("调解编号", required=True)
    grid_code = column.code("网格编码")
    community_code = column.code("村社区代码")
    kind = column.label("纠纷类型")
    opened_on = column.day("受理日期", required=True, has_happened=True)
    concluded_on = column.day("结案日期", has_happened=True)
    outcome = column.choice("结果", words=OUTCOMES)

    @dy.rule()
    def belongs_somewhere(cls) -> pl.Expr:
        """A grid or a community is named."""
        return pl.col("grid_code").is_not_null() | pl.col("community_code").is_not_null()

    @dy.rule()
    def concludes_after_it_opens(cls) -> pl.Expr:
        """A dispute cannot be concluded before it was taken up."""
        return pl.col("concluded_on") >= pl.col("opened_on")


MEDIATIONS = Source(
    "mediations",
    "调解",
    "Mediations",
    Mediations,
    key=("mediation_id",),
    dated_by="opened_on",
    placed_by=("grid_code", "community_code"),
)
