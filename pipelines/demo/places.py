"""Real names, codes and outlines of 六合区; see ``places/ATTRIBUTION.md``."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import shapely

FOLDER = Path(__file__).with_name("places")
DISTRICT = "320116"
DISTRICT_NAME = "六合区"
CITY = "320100"
OWN = "六合区"  # who runs the nine streets that are counted
# What the source adds to a name: 方州社区居委会 is the committee of 方州社区.
COMMITTEE = r"(居委会|村委会)$"


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline in GCJ-02.

    Attributes:
        geojson: the geometry as GeoJSON has it.
        shape: the same for computing.
    """

    geojson: dict[str, Any]
    shape: shapely.Geometry


@cache
def streets() -> pl.DataFrame:
    """Name the twelve real streets and towns.

    Returns:
        One row a street: ``code`` (nbs), ``civil_code``, ``name``, ``managed_by``.
    """
    return (
        pl.read_csv(FOLDER / "luhe_streets.csv", infer_schema=False)
        .filter(pl.col("is_real") == "1")
        .select(
            pl.col("nbs_code").alias("code"),
            pl.col("tencent_code").alias("civil_code"),
            "name",
            "managed_by",
        )
    )


@cache
def communities() -> pl.DataFrame:
    """Name the 105 communities and villages of the nine streets that 六合区 runs.

    Returns:
        One row a community: ``code``, ``name``, ``street_code``, ``is_village``.
    """
    return (
        pl.read_csv(FOLDER / "luhe_villages.csv", infer_schema=False)
        .filter(pl.col("managed_by") == OWN)
        .select(
            "code",
            pl.col("name").str.replace(COMMITTEE, ""),
            "street_code",
            pl.col("name").str.ends_with("村委会").alias("is_village"),
        )
        .sort("code")
    )


@cache
def counties() -> pl.DataFrame:
    """Name Jiangsu's 95 county-level units and 江北新区: ``code``, ``name``."""
    return pl.read_csv(FOLDER / "jiangsu_units.csv", infer_schema=False)


@cache
def street_outlines() -> dict[str, Outline]:
    """Give the illustrative outline of every street, by nbs code."""
    body = json.loads((FOLDER / "luhe_streets_voronoi_gcj02.geojson").read_text(encoding="utf-8"))
    return {
        feature["properties"]["code"]: _outline(feature["geometry"]) for feature in body["features"]
    }


@cache
def district_outline() -> Outline:
    """Give the outline of the district."""
    return _outline(
        json.loads((FOLDER / "luhe_district_gcj02.geojson").read_text(encoding="utf-8"))
    )


def _outline(geometry: dict[str, Any]) -> Outline:
    return Outline(geometry, shapely.from_geojson(json.dumps(geometry)))
