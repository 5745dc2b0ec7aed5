"""The register of areas, in both code systems.

The same number means another street in the other system: 320116001 is 大厂街道 for the
statisticians (`nbs`) and 龙池街道 for civil affairs (`civil`). Everything else in the deliveries
uses the statistical codes.
"""

import polars as pl

from pipelines.demo import places
from pipelines.demo.plan import Plan

OWN_GROUP = "六合区管街镇"
OTHER_GROUP = "江北新区直管"
COMMUNITY_GROUPS = {False: "社区", True: "行政村"}
COLUMNS = (
    "level",
    "code_system",
    "code",
    "name",
    "parent_code",
    "managed_by",
    "peer_group",
    "households",
    "residents",
    "valid_from",
)


def upper_areas(grids: pl.DataFrame, *, plan: Plan) -> pl.DataFrame:
    """Give the district and its twelve streets; the three that others run have no counts."""
    streets = places.streets().join(
        _counted(grids, "street_code"), left_on="code", right_on="street_code", how="left"
    )
    rows = streets.with_columns(
        level=pl.lit("street"), parent_code=pl.lit(places.DISTRICT), peer_group=_street_group()
    )
    district = pl.DataFrame(
        {
            "level": ["district"],
            "code": [places.DISTRICT],
            "name": [places.DISTRICT_NAME],
            "parent_code": [places.CITY],
            "managed_by": [places.OWN],
            "peer_group": [None],
        },
        schema_overrides={"peer_group": pl.String},
    ).with_columns(grids.select(pl.col("households", "residents").sum()))
    return pl.concat([_finished(district, plan), _finished(rows, plan)])


def communities(grids: pl.DataFrame, *, plan: Plan) -> pl.DataFrame:
    """Give the communities and villages of the nine streets."""
    rows = places.communities().join(
        _counted(grids, "community_code"), left_on="code", right_on="community_code", how="left"
    )
    return _finished(
        rows.with_columns(
            level=pl.lit("community"),
            parent_code=pl.col("street_code"),
            managed_by=pl.lit(places.OWN),
            peer_group=pl.col("is_village").replace_strict(
                COMMUNITY_GROUPS, return_dtype=pl.String
            ),
        ),
        plan,
    )


def civil_codes(*, plan: Plan) -> pl.DataFrame:
    """Give the streets once more, under the codes of civil affairs."""
    rows = places.streets().with_columns(
        level=pl.lit("street"),
        code=pl.col("civil_code"),
        parent_code=pl.lit(places.DISTRICT),
        peer_group=_street_group(),
        households=pl.lit(None, pl.Int64),
        residents=pl.lit(None, pl.Int64),
    )
    return _finished(rows, plan, system="civil")


def _street_group() -> pl.Expr:
    is_own = pl.col("managed_by") == places.OWN
    return pl.when(is_own).then(pl.lit(OWN_GROUP)).otherwise(pl.lit(OTHER_GROUP))


def _counted(grids: pl.DataFrame, key: str) -> pl.DataFrame:
    return grids.group_by(key).agg(pl.col("households", "residents").sum())


def _finished(rows: pl.DataFrame, plan: Plan, *, system: str = "nbs") -> pl.DataFrame:
    return rows.with_columns(
        code_system=pl.lit(system), valid_from=pl.lit(plan["dates"]["first"])
    ).select(COLUMNS)
