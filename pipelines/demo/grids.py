"""The register of grids: every version that a grid ever had, and the net of each epoch.

A grid's code is the 12-digit code of the community in which it was first drawn and a running
number of at least three digits; it is never used again. A grid that moves to another community
keeps its code, so the code's first digits need not name its community.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo import places
from pipelines.demo.plan import Plan
from pipelines.demo.redrawing import NONE

CODE_OF_COMMUNITY = 12
DIGITS = 3
DEDICATED_NAMES = ("园区", "企业", "学校", "医院", "商圈", "机关")
SIZES = ("households", "residents", "houses", "units")


@dataclass(frozen=True, slots=True)
class NetOfEpoch:
    """The grids that were valid at one time.

    Attributes:
        grids: one row a grid: ``grid_code``, ``community_code``, ``street`` (position),
            ``street_code``, ``is_dedicated``, ``is_urban``, sizes, ``longitude``, ``latitude``.
        grid_of_part: for each part, the row of its grid; -1 where it has none.
    """

    grids: pl.DataFrame
    grid_of_part: NDArray[np.int64]


def coded_parts(parts: pl.DataFrame, *, plan: Plan) -> pl.DataFrame:
    """Give each part the code of its grid in every epoch.

    Returns:
        One row a part and epoch in which it belongs to a grid: every column of ``parts`` that
        does not change, ``epoch``, ``grid_code``, ``community_code``.
    """
    fixed = [name for name in parts.columns if not name.startswith(("label_", "community"))]
    codes = places.communities()["code"].to_numpy()
    epochs = [
        parts.select(
            *fixed,
            pl.lit(epoch, pl.Int32).alias("epoch"),
            pl.col(f"label_{epoch}").alias("label"),
            pl.Series("community_code", codes[parts[f"community_{epoch}"].to_numpy()]),
        )
        for epoch in range(len(plan.epoch_starts))
    ]
    rows = pl.concat(epochs).filter(pl.col("label") != NONE)
    return rows.join(_codes(rows), on="label", how="left", maintain_order="left").drop("label")


def _codes(rows: pl.DataFrame) -> pl.DataFrame:
    """Number the grids of each community in the order in which they were drawn."""
    first = (
        rows.sort("epoch", "part")
        .group_by("label", maintain_order=True)
        .agg(pl.col("community_code", "epoch", "is_dedicated", "part").first())
        .sort("community_code", "epoch", "is_dedicated", "part")
    )
    number = pl.int_range(1, pl.len() + 1).over("community_code").cast(pl.String)
    return first.select(
        "label",
        (pl.col("community_code") + number.str.zfill(DIGITS)).alias("grid_code"),
    )


def epoch_spans(plan: Plan) -> pl.DataFrame:
    """Give the first day of each epoch and the first day after it, null where it has none."""
    starts = plan.epoch_starts
    return pl.DataFrame(
        {"epoch": range(len(starts)), "from": (None, *starts[1:]), "until": (*starts[1:], None)},
        schema={"epoch": pl.Int32, "from": pl.Date, "until": pl.Date},
    )


def make_nets(coded: pl.DataFrame, *, plan: Plan, part_count: int) -> tuple[NetOfEpoch, ...]:
    """Make the net of every epoch from `coded_parts`."""
    return tuple(
        _net(coded.filter(pl.col("epoch") == epoch), plan=plan, part_count=part_count)
        for epoch in range(len(plan.epoch_starts))
    )


def _net(coded: pl.DataFrame, *, plan: Plan, part_count: int) -> NetOfEpoch:
    grids = (
        coded.group_by("grid_code")
        .agg(
            pl.col("community_code", "street", "is_dedicated", "is_urban").first(),
            pl.col(*SIZES).sum(),
            pl.col("longitude", "latitude").first(),
        )
        .sort("street", "grid_code")
        .with_columns(
            pl.col("street")
            .replace_strict(dict(enumerate(plan.streets)), return_dtype=pl.String)
            .alias("street_code")
        )
    )
    of_part = np.full(part_count, NONE)
    rows = coded.select("part", "grid_code").join(
        grids.select("grid_code", pl.int_range(pl.len()).alias("row")), on="grid_code"
    )
    of_part[rows["part"].to_numpy()] = rows["row"].to_numpy()
    return NetOfEpoch(grids, of_part)


def make_versions(coded: pl.DataFrame, *, plan: Plan) -> pl.DataFrame:
    """Make the register of grids from `coded_parts`.

    Returns:
        One row a version, columns as the contract has them without geometry; ``valid_to`` is
        the first day on which the version is no longer valid, null for the current ones.
    """
    starts = plan.epoch_starts
    ends = dict(enumerate((*starts[1:], None)))
    of_epoch = coded.group_by("epoch", "grid_code", "community_code").agg(
        pl.col("is_dedicated", "is_urban").first(), pl.col(*SIZES).sum()
    )
    versions = of_epoch.group_by("grid_code", "community_code").agg(
        pl.col("epoch").min().alias("first"),
        pl.col("epoch").max().alias("last"),
        pl.col("is_dedicated", "is_urban", *SIZES).first(),
    )
    return (
        versions.with_columns(
            valid_from=pl.col("first").replace_strict(
                dict(enumerate(starts)), return_dtype=pl.Date
            ),
            valid_to=pl.col("last").replace_strict(ends, return_dtype=pl.Date),
        )
        .join(_predecessors(coded), on=["grid_code", "first"], how="left")
        .pipe(_described)
        .sort("grid_code", "valid_from")
    )


def _predecessors(coded: pl.DataFrame) -> pl.DataFrame:
    """Name the grids that a new grid was made of; a moved grid has itself and is not listed."""
    before = coded.select("part", pl.col("epoch") + 1, pl.col("grid_code").alias("earlier"))
    return (
        coded.join(before, on=["part", "epoch"])
        .filter(pl.col("earlier") != pl.col("grid_code"))
        .group_by("grid_code", pl.col("epoch").alias("first"))
        .agg(pl.col("earlier").unique().sort().str.join(";").alias("predecessor_codes"))
    )


def _described(versions: pl.DataFrame) -> pl.DataFrame:
    """Add the name, kind and setting that the register shows."""
    # A moved grid keeps the name of the community it was drawn in, as it keeps its code.
    origin = pl.col("grid_code").str.slice(0, CODE_OF_COMMUNITY).alias("origin")
    names = places.communities().select(pl.col("code").alias("origin"), "name")
    number = pl.col("grid_code").str.slice(CODE_OF_COMMUNITY).cast(pl.Int64)
    what = (number % len(DEDICATED_NAMES)).replace_strict(
        dict(enumerate(DEDICATED_NAMES)), return_dtype=pl.String
    )
    is_dedicated = pl.col("is_dedicated")
    setting = pl.when("is_urban").then(pl.lit("urban")).otherwise(pl.lit("rural"))
    return (
        versions.with_columns(origin)
        .join(names, on="origin", how="left")
        .select(
            "grid_code",
            pl.when(is_dedicated)
            .then(pl.format("{}{}专属网格{}", "name", what, number))
            .otherwise(pl.format("{}第{}网格", "name", number))
            .alias("name"),
            pl.when(is_dedicated)
            .then(pl.lit("dedicated"))
            .otherwise(pl.lit("comprehensive"))
            .alias("kind"),
            pl.when(is_dedicated).then(pl.lit("institution")).otherwise(setting).alias("setting"),
            "community_code",
            *SIZES,
            "valid_from",
            "valid_to",
            "predecessor_codes",
        )
    )
