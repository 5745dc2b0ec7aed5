"""Deliveries of a known district with something put into them that should not be there."""

from pathlib import Path

import duckdb
import polars as pl

from pipelines.load import load
from pipelines.request import LoadRequest
from pipelines.sources import SOURCES
from warehouse.build import build
from warehouse.data_dir import DataDir
from warehouse.lake_tables import open_lake
from warehouse.ledger import manifests

XIONGZHOU, CHENGQIAO, HENGLIANG = "320116006", "320116008", "320116010"
LONGPAO, MAAN = "320116011", "320116012"
# What each of them is found by: check, street, quarter.
PUT_IN = {
    ("full_scores", XIONGZHOU, "2020-Q2"),
    ("month_end", CHENGQIAO, "2020-Q2"),
    ("travel", HENGLIANG, "2020-Q3"),
    ("identical_answers", MAAN, "2020-Q3"),
    ("terminations", LONGPAO, "2020-Q3"),
}
# Terminating all that is late leaves nothing but full scores.
FOLLOWS = {("full_scores", LONGPAO, "2020-Q3")}
SPRING, SUMMER = ("2020-04-01", "2020-07-01"), ("2020-07-01", "2020-10-01")
ROWS = """
select *
from lake.{source}
where {place} like $street || '%' and {dated_by} >= $first and {dated_by} < $end
"""
PLACES = {
    "patrols": ("grid_code", "started_at"),
    "survey_responses": ("street_code", "fielded_from"),
    "matters": ("coalesce(grid_code, community_code, street_code)", "due_at"),
}


def spoil(data_dir: DataDir, deliveries: Path) -> None:
    """Deliver some rows again, changed, and publish what comes of it."""
    deliveries.mkdir(exist_ok=True)
    with duckdb.connect() as lake:
        open_lake(lake, data_dir, manifests(data_dir))
        for source, street, (first, end), change in (
            ("patrols", XIONGZHOU, SPRING, _always_on_time),
            ("patrols", CHENGQIAO, SPRING, _at_the_end_of_months),
            ("patrols", HENGLIANG, SUMMER, _in_two_places),
            ("survey_responses", MAAN, SUMMER, _alike),
            ("matters", LONGPAO, SUMMER, _terminated),
        ):
            place, dated_by = PLACES[source]
            rows = lake.sql(
                ROWS.format(source=source, place=place, dated_by=dated_by),
                params={"street": street, "first": first, "end": end},
            )
            fields = [one.name for one in SOURCES[source].fields]
            change(rows.pl()).select(fields).write_csv(
                deliveries / f"{source}_{street}.csv", datetime_format="%Y-%m-%d %H:%M:%S"
            )
    load(data_dir, LoadRequest((deliveries,), mode="upsert"))
    build(data_dir)


def _always_on_time(patrols: pl.DataFrame) -> pl.DataFrame:
    """Let every planned patrol begin with its plan."""
    planned = patrols.filter(pl.col("planned_at").is_not_null())
    return planned.with_columns(
        pl.col("planned_at").alias("started_at"),
        (pl.col("planned_at") + pl.duration(minutes=20)).alias("ended_at"),
    )


def _at_the_end_of_months(patrols: pl.DataFrame) -> pl.DataFrame:
    """Date what was done from the 10th to the 20th to the 30th."""
    moved = patrols.filter(pl.col("started_at").dt.day().is_between(10, 20))
    times = ("planned_at", "started_at", "ended_at")
    by = pl.duration(days=30 - pl.col("started_at").dt.day())
    return moved.with_columns(pl.col(one) + by for one in times).with_columns(
        # Ends after midnight would lie in the next month.
        pl.min_horizontal(
            "ended_at", pl.col("started_at").dt.truncate("1d") + pl.duration(hours=23, minutes=59)
        )
    )


def _in_two_places(patrols: pl.DataFrame) -> pl.DataFrame:
    """Let some patrols begin five minutes after the one before, forty kilometres away."""
    follows = (
        patrols.drop_nulls(["member_code", "longitude", "ended_at"])
        .sort("member_code", "started_at")
        .with_columns(pl.col("ended_at").shift().over("member_code").alias("left_at"))
        .drop_nulls("left_at")
        .gather_every(25)
    )
    return follows.with_columns(
        (pl.col("left_at") + pl.duration(minutes=5)).alias("started_at"),
        (pl.col("left_at") + pl.duration(minutes=30)).alias("ended_at"),
        pl.col("longitude") + 0.43,
        pl.lit("wgs84").alias("coordinate_system"),
    )


def _alike(responses: pl.DataFrame) -> pl.DataFrame:
    """Let all of one sampling point answer alike."""
    point = responses.filter(pl.col("psu") == pl.col("psu").min())
    return point.with_columns(
        pl.lit(5).alias("security"),
        pl.lit(4).alias("satisfaction"),
        pl.lit("yes").alias("patrol_aware"),
        pl.lit("no").alias("knows_worker"),
    )


def _terminated(matters: pl.DataFrame) -> pl.DataFrame:
    """Terminate what is late, and some more."""
    is_late = (pl.col("closed_at") > pl.col("due_at")).fill_null(value=True)
    ended = matters.filter(is_late | (pl.int_range(pl.len()) % 12 == 0))
    return ended.with_columns(
        pl.lit("terminated").alias("status"), pl.col("due_at").alias("closed_at")
    )
