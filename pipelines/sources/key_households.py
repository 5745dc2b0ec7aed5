"""Key households 重点户: the list of households to be visited, by a key hashed at the source."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source


class KeyHouseholds(Delivered):
    """One household's time on the list."""

    household_key = column.code("住户标识", required=True)
    grid_code = column.code("网格编码", required=True)
    kind = column.label("重点户类别")
    listed_on = column.day("列入日期", required=True)
    delisted_on = column.day("移出日期")
    paired_organisation = column.code("结对组织")

    @dy.rule()
    def leaves_the_list_after_joining(cls) -> pl.Expr:
        """A household cannot leave the list before it joined."""
        return pl.col("delisted_on") >= pl.col("listed_on")


KEY_HOUSEHOLDS = Source(
    "key_households",
    "重点户",
    "Key households",
    KeyHouseholds,
    key=("household_key", "listed_on"),
    placed_by=("grid_code",),
)
