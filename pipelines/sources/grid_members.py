"""Grid members 网格员: one row for each posting, by code only, never by name."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

ROLES = {"head": "网格长", "full_time": "专职网格员|专职", "part_time": "兼职网格员|兼职"}


class GridMembers(Delivered):
    """One member's posting to one grid."""

    member_code = column.code("人员编号", required=True)
    grid_code = column.code("网格编码", required=True)
    role = column.choice("岗位", words=ROLES, required=True)
    is_party_member = column.flag("是否党员")
    started_on = column.day("上岗日期", required=True)
    ended_on = column.day("离岗日期")
    training_hours = column.number("培训学时", least=0, most=2_000)
    monthly_pay = column.number("月报酬", least=0, most=100_000)

    @dy.rule()
    def leaves_after_arriving(cls) -> pl.Expr:
        """A posting cannot end before it began."""
        return pl.col("ended_on") >= pl.col("started_on")


GRID_MEMBERS = Source(
    "grid_members",
    "网格员",
    "Grid members",
    GridMembers,
    key=("member_code", "grid_code", "started_on"),
    placed_by=("grid_code",),
)
