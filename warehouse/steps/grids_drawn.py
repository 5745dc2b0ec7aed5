"""Outlines of grids as maps draw them, and which grids lie next to each other."""

import datetime as dt
from collections.abc import Iterator, Mapping

import duckdb
import numpy as np
import polars as pl
import shapely

from warehouse.steps.geography import (
    Shapes,
    joined,
    middle_latitude,
    shortened,
    to_degrees,
    to_metres,
    touching,
)
from warehouse.steps.step import Step, write_table

OUTLINES = "marts.dim_grid_outlines"
NEIGHBOURS = "marts.bridge_grid_neighbours"
DELIVERED = """
select versions.grid_key, versions.grid_code, versions.valid_from, versions.valid_to,
    grids.geometry
from intermediate.int_grids_versioned as versions
inner join staging.stg_grids as grids
    on versions.grid_code = grids.grid_code and versions.valid_from = grids.valid_from
order by versions.valid_from desc, versions.grid_key
"""
# A grid since redrawn lay where the grids made of it lie; the latest outline of a code is its own.
FOLLOWED = """
select origins.grid_key, followed.grid_key as later_key
from intermediate.int_grids_versioned as origins
inner join intermediate.int_grids_succeeded as followed
    on origins.grid_code = followed.origin_code and origins.valid_from < followed.valid_from
order by origins.grid_key, followed.valid_from
"""
DRAWN = f"""
select outlines.grid_key, outlines.geometry, outlines.is_inferred,
    versions.valid_from, versions.valid_to
from {OUTLINES} as outlines
inner join intermediate.int_grids_versioned as versions on outlines.grid_key = versions.grid_key
order by outlines.grid_key
"""
OUTLINES_SCHEMA = {
    "grid_key": pl.String,
    "geometry": pl.String,
    "longitude": pl.Float64,
    "latitude": pl.Float64,
    "is_inferred": pl.Boolean,
}
NEIGHBOURS_SCHEMA = {
    "grid_key": pl.String,
    "neighbour_key": pl.String,
    "border_m": pl.Float64,
    "is_inferred": pl.Boolean,
}


def _draw(con: duckdb.DuckDBPyConnection) -> None:
    """One row a grid version whose place is known; coordinates in WGS-84."""
    versions = con.sql(DELIVERED).pl()
    known = versions.drop_nulls("geometry")
    if not known.height:
        write_table(con, OUTLINES, pl.DataFrame(schema=OUTLINES_SCHEMA))
        return
    delivered = shapely.from_geojson(known["geometry"].to_numpy())
    latitude = middle_latitude(delivered)
    own = _coverages(known, to_metres(delivered, latitude=latitude))
    inferred = dict(_inferred(own, con.sql(FOLLOWED).pl()))
    drawn = {**inferred, **own}
    shapes = to_degrees(np.array(list(drawn.values()), dtype=object), latitude=latitude)
    inside = shapely.point_on_surface(shapes)
    rows = {
        "grid_key": list(drawn),
        "geometry": shapely.to_geojson(shapes),
        "longitude": shapely.get_x(inside),
        "latitude": shapely.get_y(inside),
        "is_inferred": [key not in own for key in drawn],
    }
    write_table(con, OUTLINES, pl.DataFrame(rows, schema=OUTLINES_SCHEMA).sort("grid_key"))


def _coverages(known: pl.DataFrame, shapes: Shapes) -> dict[str, shapely.Geometry]:
    """Shorten the outlines of each day's net together; a later net settles what it holds."""
    found: dict[str, shapely.Geometry] = {}
    for day in known["valid_from"].unique().sort(descending=True):
        here = ((known["valid_from"] <= day) & (known["valid_to"] > day)).to_numpy()
        keys = known.filter(here)["grid_key"]
        if all(key in found for key in keys):
            continue
        short = shortened(shapes[here])
        found |= {key: one for key, one in zip(keys, short, strict=True) if key not in found}
    return found


def _inferred(
    own: Mapping[str, shapely.Geometry], followed: pl.DataFrame
) -> Iterator[tuple[str, shapely.Geometry]]:
    """Give versions without an outline the ones of what became of them."""
    for (key,), later in followed.group_by("grid_key", maintain_order=True):
        shapes = [own[one] for one in later["later_key"] if one in own]
        if key not in own and shapes:
            yield str(key), joined(shapes)


def _join(con: duckdb.DuckDBPyConnection) -> None:
    """Two rows a pair of grid versions that shared a border at any time, one each way."""
    drawn = con.sql(DRAWN).pl()
    found = list(_pairs(drawn)) if drawn.height else []
    pairs = pl.DataFrame(found, schema=NEIGHBOURS_SCHEMA, orient="row")
    turned = pairs.select(
        pl.col("neighbour_key").alias("grid_key"),
        pl.col("grid_key").alias("neighbour_key"),
        "border_m",
        "is_inferred",
    )
    write_table(con, NEIGHBOURS, pl.concat([pairs, turned]).sort("grid_key", "neighbour_key"))


def _pairs(drawn: pl.DataFrame) -> Iterator[tuple[str, str, float | None, bool]]:
    # Short coordinates may make a thin outline cross itself.
    shapes = shapely.make_valid(shapely.from_geojson(drawn["geometry"].to_numpy()))
    flat = to_metres(shapes, latitude=middle_latitude(shapes))
    rows = drawn.select("grid_key", "valid_from", "valid_to", "is_inferred").rows()
    for one, other, metres in touching(flat):
        first, second = rows[one], rows[other]
        if _is_at_one_time(first[1:3], second[1:3]):
            yield first[0], second[0], metres, first[3] or second[3]


def _is_at_one_time(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


GRID_OUTLINES = Step(
    OUTLINES,
    "grid_key",
    frozenset(
        {
            "intermediate.int_grids_versioned",
            "intermediate.int_grids_succeeded",
            "staging.stg_grids",
        }
    ),
    _draw,
)
GRID_NEIGHBOURS = Step(
    NEIGHBOURS,
    "grid_key, neighbour_key",
    frozenset({OUTLINES, "intermediate.int_grids_versioned"}),
    _join,
)
