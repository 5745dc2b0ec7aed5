"""Where communities and grids lie: points spread evenly inside the illustrative street cells."""

import numpy as np
import shapely
from numpy.typing import NDArray

from pipelines.demo.places import street_outlines
from pipelines.demo.streams import Streams

Points = NDArray[np.float64]

SAMPLES_A_PART = 15
FEWEST_SAMPLES = 2_000
ROUNDS = 8


def points_inside(shape: shapely.Geometry, count: int, *, rng: np.random.Generator) -> Points:
    """Draw ``count`` points evenly inside ``shape``."""
    west, south, east, north = shape.bounds
    shapely.prepare(shape)
    found = np.empty((0, 2))
    while len(found) < count:
        drawn = rng.uniform((west, south), (east, north), size=(2 * count, 2))
        inside = shapely.contains_xy(shape, drawn[:, 0], drawn[:, 1])
        found = np.concatenate([found, drawn[inside]])
    return found[:count]


def spread_evenly(samples: Points, count: int, *, rng: np.random.Generator) -> Points:
    """Choose ``count`` of ``samples`` that lie about equally far apart (Lloyd's method)."""
    centres = samples[rng.choice(len(samples), size=count, replace=False)]
    for _ in range(ROUNDS):
        nearest = nearest_of(centres, samples)
        counts = np.bincount(nearest, minlength=count)
        sums = np.stack(
            [np.bincount(nearest, samples[:, axis], minlength=count) for axis in (0, 1)], axis=1
        )
        moved = sums / np.maximum(counts, 1)[:, None]
        centres = np.where(counts[:, None] > 0, moved, centres)
    # A mean can fall outside a bent outline; a sample cannot.
    return np.asarray(samples[_distances(samples, centres).argmin(axis=0)])


def nearest_of(centres: Points, points: Points) -> NDArray[np.int64]:
    """Tell for each point which centre is nearest."""
    return np.asarray(_distances(points, centres).argmin(axis=1))


def _distances(points: Points, centres: Points) -> NDArray[np.float64]:
    difference = points[:, None, :] - centres[None, :, :]
    return np.asarray((difference**2).sum(axis=2))


def place_street(
    street_code: str, parts_by_community: NDArray[np.int64], *, streams: Streams
) -> tuple[Points, Points]:
    """Place the communities of a street and the parts of each.

    Args:
        street_code: whose outline to fill.
        parts_by_community: how many parts each of its communities has.
        streams: where the random numbers come from.

    Returns:
        The centres of the communities, and the points of the parts, community by community.
    """
    rng = streams.of("sites", street_code)
    total = int(parts_by_community.sum())
    samples = points_inside(
        street_outlines()[street_code].shape,
        max(FEWEST_SAMPLES, SAMPLES_A_PART * total),
        rng=rng,
    )
    centres = spread_evenly(samples, len(parts_by_community), rng=rng)
    nearest = nearest_of(centres, samples)
    parts = [
        spread_evenly(samples[nearest == community], count, rng=rng)
        for community, count in enumerate(parts_by_community.tolist())
        if count
    ]
    return centres, np.concatenate(parts) if parts else np.empty((0, 2))
