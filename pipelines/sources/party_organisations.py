"""Party organisations 党组织: branches, homes, pairings and enterprise organisations."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

KINDS = {
    "branch": "网格支部|网格党支部",
    "home": "党群之家|网格党群之家",
    "pairing": "机关结对|结对",
    "enterprise": "企业党组织",
}


class PartyOrganisations(Delivered):
    """One organisation and where it belongs."""

    organisation_id = column.code("组织编号", required=True)
    kind = column.choice("类型", words=KINDS, required=True)
    grid_code = column.code("网格编码")
    community_code = column.code("村社区代码")
    since = column.day("成立日期", required=True)
    until = column.day("撤销日期")
    members = column.count("党员人数", most=100_000)

    @dy.rule()
    def belongs_somewhere(cls) -> pl.Expr:
        """A grid or a community is named."""
        return pl.col("grid_code").is_not_null() | pl.col("community_code").is_not_null()

    @dy.rule()
    def closes_after_it_opens(cls) -> pl.Expr:
        """An organisation cannot end before it began."""
        return pl.col("until") >= pl.col("since")


PARTY_ORGANISATIONS = Source(
    "party_organisations",
    "党组织",
    "Party organisations",
    PartyOrganisations,
    key=("organisation_id",),
    placed_by=("grid_code", "community_code"),
)
