"""Party organisations: branches of grids, homes, pairings with organs, enterprises."""

import datetime as dt

import numpy as np
import polars as pl

from pipelines.demo.plan import Plan
from pipelines.demo.sharing import pick, share_out, spread_lognormal
from pipelines.demo.streams import Streams

FEWEST_MEMBERS = 3  # of a branch
BEFORE = dt.date(2012, 7, 1)


def make_party(versions: pl.DataFrame, *, plan: Plan, streams: Streams) -> pl.DataFrame:
    """Make every organisation, those that ended with their grid too.

    Args:
        versions: the register of grids, see `make_versions`.
        plan: how many there are.
        streams: where the random numbers come from.

    Returns:
        One row an organisation, columns as the contract has them; ``until`` is its last day.
    """
    drawn = versions.group_by("grid_code").agg(pl.col("valid_from").min().alias("drawn_on"))
    current = versions.filter(pl.col("valid_to").is_null()).join(
        drawn, on="grid_code", maintain_order="left"
    )
    comprehensive = current.filter(pl.col("kind") == "comprehensive")
    essay, rng = plan["essay"], streams.of("party")
    branches = _some_of(comprehensive, plan.scaled(essay["branches"]), rng)
    homes = _some_of(comprehensive, plan.scaled(essay["homes"]), rng)
    pairings = _some_of(branches, plan.scaled(essay["pairings"]), rng)
    dedicated = current.filter(pl.col("kind") == "dedicated")
    enterprises = _some_of(dedicated, plan.scaled(essay["enterprises"]), rng)
    founded = _founded(branches, plan=plan, rng=rng)
    kinds = [
        _organisations(founded.hstack([_members(branches, plan, rng)]), "branch", "ZB"),
        _organisations(_ended(versions, plan=plan, rng=rng), "branch", "ZBC"),
        _organisations(_founded(homes, plan=plan, rng=rng), "home", "JY"),
        _organisations(_founded(pairings, plan=plan, rng=rng), "pairing", "JD"),
        _organisations(_founded(enterprises, plan=plan, rng=rng), "enterprise", "QY"),
    ]
    return pl.concat(kinds)


def _some_of(grids: pl.DataFrame, count: int, rng: np.random.Generator) -> pl.DataFrame:
    """Draw ``count`` different grids and keep their order."""
    return grids[np.sort(rng.choice(grids.height, size=count, replace=False))]


def _members(branches: pl.DataFrame, plan: Plan, rng: np.random.Generator) -> pl.Series:
    total = plan.scaled(plan["essay"]["branch_members"])
    weight = branches["households"].to_numpy() * spread_lognormal(
        rng, branches.height, deviation=0.3
    )
    beyond = share_out(total - FEWEST_MEMBERS * branches.height, weight)
    return pl.Series("members", FEWEST_MEMBERS + beyond)


def _founded(grids: pl.DataFrame, *, plan: Plan, rng: np.random.Generator) -> pl.DataFrame:
    """Add ``since``: a day in a year drawn from the plan, not before the grid was drawn."""
    by_year: dict[str, float] = plan["party"]["branches_by_year"]
    shares = dict(zip(by_year, np.diff([0.0, *by_year.values()]), strict=True))
    years = np.array([int(year) for year in by_year])
    year = years[pick(rng, shares, grids.height)]
    first = np.array([f"{one}-01-01" for one in year], dtype="datetime64[D]")
    first[year == years[0]] = np.datetime64(BEFORE)
    last = np.array([f"{one}-12-28" for one in year], dtype="datetime64[D]")
    days = (last - first).astype(np.int64)
    since = first + np.floor(rng.random(grids.height) * days).astype(np.int64)
    return grids.with_columns(
        since=pl.max_horizontal(
            pl.Series(since).cast(pl.Date),
            # The first net was drawn before the first delivery.
            pl.when(pl.col("drawn_on") > plan["dates"]["first"]).then("drawn_on"),
        )
    )


def _ended(versions: pl.DataFrame, *, plan: Plan, rng: np.random.Generator) -> pl.DataFrame:
    """Found the branches of grids that were split or merged, and end them with their grid."""
    still_there = versions.filter(pl.col("valid_to").is_null())["grid_code"]
    gone = versions.filter(
        ~pl.col("grid_code").is_in(still_there.implode()) & (pl.col("kind") == "comprehensive")
    ).with_columns(drawn_on=pl.col("valid_from"))
    return (
        _founded(gone, plan=plan, rng=rng)
        .with_columns(
            until=pl.col("valid_to").dt.offset_by("-1d"),
            members=pl.Series(rng.integers(8, 30, gone.height)),
        )
        .filter(pl.col("since") < pl.col("until"))
    )


def _organisations(grids: pl.DataFrame, kind: str, prefix: str) -> pl.DataFrame:
    """Bring one kind of organisation to the columns of the contract."""
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5)
    has = grids.columns
    return grids.select(
        (prefix + number).alias("organisation_id"),
        pl.lit(kind).alias("kind"),
        "grid_code",
        "community_code",
        "since",
        (pl.col("until") if "until" in has else pl.lit(None, pl.Date).alias("until")),
        (pl.col("members") if "members" in has else pl.lit(None, pl.Int64).alias("members")),
    )
