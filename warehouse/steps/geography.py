"""Outlines on a plane: one coverage whose neighbours share their borders, short, in metres.

Shapely does the geometry: DuckDB without a network has no extension for it.
"""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

# Metres in a degree of latitude, near enough for borders.
METRES = 111_320.0
# Borders drawn by different hands part by some metres; what is nearer is the same border.
GAP_M = 15.0
# Corners as near as this are one corner.
SNAP_M = 2.0
# How far a simplified border may stand from the delivered one.
TOLERANCE_M = 12.0
# Grids that meet in a corner alone are no neighbours.
LEAST_BORDER_M = 40.0
# One outline over most of another was drawn for both of them.
OVERLAP = 0.5
DECIMALS = 5


def to_metres(shapes: Shapes, *, latitude: float) -> Shapes:
    """Lay outlines in degrees on a plane in metres, true at ``latitude``."""
    scale = np.array([METRES * np.cos(np.radians(latitude)), METRES])
    laid: Shapes = shapely.transform(shapes, lambda places: places * scale)
    return laid


def to_degrees(shapes: Shapes, *, latitude: float) -> Shapes:
    """Bring outlines from the plane back to degrees."""
    scale = np.array([METRES * np.cos(np.radians(latitude)), METRES])
    back: Shapes = shapely.transform(shapes, lambda places: (places / scale).round(DECIMALS))
    return back


def middle_latitude(shapes: Shapes) -> float:
    """Give the latitude in the middle of all outlines."""
    _, south, _, north = shapely.total_bounds(shapes)
    return float(south + north) / 2


def shortened(shapes: Shapes) -> Shapes:
    """Make borders shared and short: both sides of each keep the same points.

    Args:
        shapes: outlines in metres that do not lie over each other, but for gaps and slips.
    """
    usable = np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes)
    found = shapes.copy()
    if usable.any():
        clean = shapely.coverage_clean(
            shapely.make_valid(shapes[usable]), gap_width=GAP_M, snapping_distance=SNAP_M
        )
        short = shapely.coverage_simplify(clean, TOLERANCE_M)
        # An outline that lay under others is gone after cleaning; it stays as it was delivered.
        found[usable] = np.where(shapely.is_empty(short), shapes[usable], short)
    return found


def joined(shapes: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """Give the outline of several together."""
    return shapely.union_all(shapely.buffer(np.array(shapes, dtype=object), 0))


def touching(shapes: Shapes) -> list[tuple[int, int, float | None]]:
    """Find pairs of outlines that share a border.

    Args:
        shapes: outlines in metres.

    Returns:
        Positions of the two, the first the smaller, and the metres they share; null where one
        outline was drawn for both, so that no border between them is known.
    """
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="dwithin", distance=GAP_M)
    is_once = first < second
    first, second = first[is_once], second[is_once]
    wide = shapely.buffer(shapes, GAP_M, quad_segs=2)
    borders = shapely.length(shapely.intersection(shapely.boundary(shapes[first]), wide[second]))
    shared = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    least = np.minimum(shapely.area(shapes[first]), shapely.area(shapes[second]))
    is_over = shared > OVERLAP * least
    return [
        (int(one), int(other), None if over else float(metres))
        for one, other, metres, over in zip(first, second, borders, is_over, strict=True)
        if over or metres >= LEAST_BORDER_M
    ]
