"""Rankings of districts and counties, targets and annotations.

The ranks and values of `published.toml` are real and carry their source. Everything else is
invented so that the published ranks come out, and says so in every row.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo import places
from pipelines.demo.plan import Plan
from pipelines.demo.streams import Streams

HERE = Path(__file__).parent
YEARS = ("2018", "2019", "2020")
SMALLEST_STEP = 0.01
CITY_PREFIX = "3201"
RANKING_COLUMNS = {
    "metric": pl.String,
    "area_code": pl.String,
    "area": pl.String,
    "peer_set": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "unit": pl.String,
    "rank": pl.Int64,
    "peers": pl.Int64,
    "n": pl.Int64,
    "citation": pl.String,
    "is_published": pl.Boolean,
}
TARGET_COLUMNS = {
    "metric": pl.String,
    "area_code": pl.String,
    "level": pl.String,
    "period": pl.String,
    "target": pl.Float64,
    "floor": pl.Float64,
    "goal_low": pl.Float64,
    "goal_high": pl.Float64,
}


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def published_rankings() -> pl.DataFrame:
    """Give what was really published, columns as the contract has them."""
    body = _table("published.toml")
    rows = [
        {**row, "citation": body["citations"][row["citation"]], "is_published": True}
        for row in body["rows"]
    ]
    return pl.DataFrame(rows, schema=RANKING_COLUMNS)


def invented_rankings(streams: Streams) -> pl.DataFrame:
    """Invent values for the units of the city and the province; published rows are left out."""
    lists = [
        _lists(metric, year, streams=streams)
        for metric in _table("published.toml")["invented_metrics"]
        for year in range(len(YEARS))
    ]
    key = ["metric", "area_code", "peer_set", "period"]
    return (
        pl.concat(lists)
        .join(published_rankings().select(key), on=key, how="anti", maintain_order="left")
        .select(RANKING_COLUMNS.keys())
    )


def _lists(metric: dict[str, Any], year: int, *, streams: Streams) -> pl.DataFrame:
    """Invent one metric of one year: the province's list, and the city's taken from it."""
    units = places.counties()
    values = _values(metric, year, units=units, streams=streams)
    is_city = units["code"].str.starts_with(CITY_PREFIX)
    common = units.select(
        pl.lit(metric["metric"]).alias("metric"),
        pl.col("code").alias("area_code"),
        pl.col("name").alias("area"),
        pl.lit(YEARS[year]).alias("period"),
        pl.Series("value", values),
        pl.lit(metric["unit"]).alias("unit"),
        pl.lit(metric.get("n"), pl.Int64).alias("n"),
        pl.lit(_table("published.toml")["invented"]).alias("citation"),
        pl.lit(False).alias("is_published"),  # noqa: FBT003  a column's value
    )
    peer_sets = {"city": common.filter(is_city), "province": common}
    return pl.concat(
        rows.with_columns(
            peer_set=pl.lit(peer_set),
            rank=pl.col("value").rank("min", descending=True).cast(pl.Int64),
            peers=pl.lit(rows.height, pl.Int64),
        )
        for peer_set, rows in peer_sets.items()
    )


def _values(
    metric: dict[str, Any], year: int, *, units: pl.DataFrame, streams: Streams
) -> NDArray[np.float64]:
    """Draw a value for every unit so that 六合 has the rank it is given."""
    rng = streams.of("rankings", metric["metric"], YEARS[year])
    own, highest = metric["own"][year], metric["highest"]
    codes = units["code"].to_numpy()
    is_own = codes == places.DISTRICT
    is_peer = units["code"].str.starts_with(CITY_PREFIX).to_numpy() & ~is_own
    values = rng.normal(metric["centre"][year], metric["spread"], len(codes))
    beyond = rng.uniform(0.12, 0.8, len(codes)) * (highest - own)
    short = rng.uniform(2 * SMALLEST_STEP, 0.6, len(codes))
    better = metric["city_ranks"][year] - 1
    groups = [(is_peer, better)]
    if "province_ranks" in metric:
        groups.append((~is_peer & ~is_own, metric["province_ranks"][year] - 1 - better))
    for group, count in groups:
        order = np.flatnonzero(group)
        order = order[np.argsort(-values[order], kind="stable")]
        above, below = order[:count], order[count:]
        values[above] = own + beyond[above]
        too_high = values[below] > own - SMALLEST_STEP
        values[below] = np.where(too_high, own - short[below], values[below])
    values = np.minimum(values, highest)
    values[is_own] = own
    return np.asarray(values.round(2))


def targets() -> pl.DataFrame:
    """Give the targets, columns as the contract has them."""
    body = _table("targets.toml")
    rows = [
        {"metric": metric, "level": level, "period": period, **values}
        for metric, values in body["common"].items()
        for level in body["levels"]
        for period in body["periods"]
    ]
    return pl.DataFrame([*rows, *body["single"]], schema=TARGET_COLUMNS)


def annotations(plan: Plan) -> pl.DataFrame:
    """Give what happened, columns as the contract has them; also where nothing came of it."""
    return pl.DataFrame(
        plan.body["annotations"],
        schema={
            "on": pl.Date,
            "area_code": pl.String,
            "label_zh": pl.String,
            "label_en": pl.String,
            "source": pl.String,
        },
    )
