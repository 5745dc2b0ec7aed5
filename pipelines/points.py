"""Points of a batch: brought to WGS-84, and looked at for exchanged coordinates."""

import polars as pl

from pipelines.coordinates import to_wgs84

POINT = ("longitude", "latitude")
SYSTEM = "coordinate_system"
SAME_AS_WGS84 = ("wgs84", "cgcs2000")
# Mainland China with its seas: west, east, south, north.
WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0


def looks_swapped() -> pl.Expr:
    """Tell which points lie in China once longitude and latitude are exchanged, and only then."""
    longitude, latitude = map(pl.col, POINT)
    return _is_in_china(latitude, longitude) & ~_is_in_china(longitude, latitude)


def _is_in_china(longitude: pl.Expr, latitude: pl.Expr) -> pl.Expr:
    return longitude.is_between(WEST, EAST) & latitude.is_between(SOUTH, NORTH)


def in_wgs84(rows: pl.DataFrame) -> pl.DataFrame:
    """Convert points to WGS-84 row by row; the delivered system stays beside them as a record."""
    if SYSTEM not in rows.columns:
        return rows
    system = rows[SYSTEM]
    for name in system.drop_nulls().unique():
        if name in SAME_AS_WGS84:
            continue
        chosen = (system == name) & rows[POINT[0]].is_not_null() & rows[POINT[1]].is_not_null()
        where = chosen.arg_true()
        given = [rows[axis].gather(where).to_numpy() for axis in POINT]
        turned = to_wgs84(*given, system=str(name))
        rows = rows.with_columns(
            rows[axis].scatter(where, pl.Series(values))
            for axis, values in zip(POINT, turned, strict=True)
        )
    return rows
