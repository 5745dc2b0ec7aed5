"""Grids as squares of about a kilometre, laid out like a chessboard."""

import json
from typing import Any

WEST, SOUTH, SIDE = 118.80, 32.30, 0.01


def square(column: float, row: float, *, wide: float = 1, slip: float = 0) -> str:
    """Draw a square as GeoJSON; ``slip`` moves it by a share of a side, as careless hands do."""
    west, south = WEST + (column + slip) * SIDE, SOUTH + row * SIDE
    east, north = west + wide * SIDE, south + SIDE
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def grid(code: str, place: tuple[float, float] | None, **more: Any) -> dict[str, Any]:
    """Give the row of a grid that lies at a place of the board."""
    return {"grid_code": code, "geometry": square(*place) if place else None, **more}
