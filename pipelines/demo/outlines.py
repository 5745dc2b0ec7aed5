"""Points and illustrative outlines inside the street cells, in GCJ-02."""

import json
from typing import Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from pipelines.demo.places import street_outlines
from pipelines.demo.sites import Points

# How far from the middle of its grid something happens, in degrees.
REACH = {"urban": 0.0022, "rural": 0.0060}
DECIMALS = 6
OUTLINE_DECIMALS = 5


def points_in_grids(
    grids: pl.DataFrame, rows: NDArray[np.int64], *, rng: np.random.Generator
) -> Points:
    """Draw a point near the middle of each named grid, never outside its street.

    Args:
        grids: the net, see `NetOfEpoch`.
        rows: for each wanted point, the row of its grid.
        rng: where the numbers come from.
    """
    middle = grids.select("longitude", "latitude").to_numpy()[rows]
    reach = np.where(grids["is_urban"].to_numpy(), REACH["urban"], REACH["rural"])[rows]
    drawn = middle + rng.normal(0, 1, size=(len(rows), 2)) * reach[:, None]
    street = grids["street_code"].to_numpy()[rows]
    is_inside = np.zeros(len(rows), dtype=bool)
    for code, outline in street_outlines().items():
        here = np.flatnonzero(street == code)
        if len(here):
            shapely.prepare(outline.shape)
            is_inside[here] = shapely.contains_xy(outline.shape, drawn[here, 0], drawn[here, 1])
    points: Points = np.where(is_inside[:, None], drawn, middle).round(DECIMALS)
    return points


def grid_outlines(grids: pl.DataFrame) -> pl.DataFrame:
    """Cut each street cell into one cell for each of its grids.

    Returns:
        One row a grid: ``grid_code``, ``geometry`` (GeoJSON text, GCJ-02).
    """
    cut = []
    for (code,), of_street in grids.group_by("street_code", maintain_order=True):
        outline = street_outlines()[str(code)].shape
        points = of_street.select("longitude", "latitude").to_numpy()
        cells = _cells(points, within=outline)
        cut.append(
            pl.DataFrame(
                {
                    "grid_code": of_street["grid_code"],
                    "geometry": [shapely.to_geojson(cell) for cell in cells],
                }
            )
        )
    return pl.concat(cut)


def _cells(points: Points, *, within: shapely.Geometry) -> list[shapely.Geometry]:
    """Give each point the part of ``within`` that is nearer to it than to any other."""
    drawn = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=within)
    cells = shapely.get_parts(drawn)
    tree = shapely.STRtree(cells)
    point_of, cell_of = tree.query(shapely.points(points), predicate="within")
    order = np.argsort(point_of, kind="stable")
    cut = shapely.intersection(cells[cell_of[order]], within)
    return list(shapely.set_precision(cut, 10.0**-OUTLINE_DECIMALS))


def rounded(geometry: str) -> dict[str, Any]:
    """Read GeoJSON text back with short coordinates."""
    return json.loads(  # type: ignore[no-any-return]  # json knows no schema
        geometry, parse_float=lambda number: round(float(number), OUTLINE_DECIMALS)
    )
