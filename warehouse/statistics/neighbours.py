"""Which areas are alike in what they cannot change, so that comparing them is fair."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.inputs import Floats, refuse
from warehouse.statistics.scores import z_scores

# Areas that share fewer of the context variables than this are not compared.
_LEAST_SHARE = 0.5

# Areas and variables.
_AXES = 2


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How near areas are to each other.

    Attributes:
        distance: areas x areas, seen from the row: 0 is the same context, 1 the farthest area;
            nan where too little is known, and to the area itself.
        order: areas x (areas - 1), positions of the others, nearest first; -1 where the
            distance is not known.
    """

    distance: Floats
    order: NDArray[np.intp]


def nearest_neighbours(context: ArrayLike) -> Neighbours:
    """Order the other areas by how like each area they are.

    Args:
        context: areas x variables, such as households, share of rural grids or floating
            population; nan where unknown. A variable in which all areas are equal says nothing.

    Returns:
        distances seen from each area; ties are in the order in which areas were given.

    Raises:
        ValueError: a number is infinite, or ``context`` is not areas x variables.

    Source: docs/methods.md#neighbours
    """
    table = np.asarray(context, dtype=np.float64)
    if table.ndim != _AXES:
        raise ValueError(f"context is areas x variables, not of shape {table.shape}")
    refuse(np.isinf(table), what="infinite", context=table)
    scores = [z_scores(column) for column in table.T]
    telling = [score for score in scores if not np.isnan(score).all()]
    distance = _rebased(_distances(np.reshape(telling, (len(telling), len(table))).T))
    # A stable sort puts nan last and leaves ties as they were given.
    order = np.argsort(distance, axis=1, kind="stable")[:, : max(len(table) - 1, 0)]
    is_known = ~np.isnan(np.take_along_axis(distance, order, axis=1))
    return Neighbours(distance=distance, order=np.where(is_known, order, -1))


def _distances(scores: Floats) -> Floats:
    """Give Euclid's distance over what both areas know, as if they knew everything."""
    squares = (scores[:, None, :] - scores[None, :, :]) ** 2
    is_known = ~np.isnan(squares)
    share = is_known.sum(axis=-1) / max(scores.shape[1], 1)
    is_enough = share >= _LEAST_SHARE
    np.fill_diagonal(is_enough, val=False)
    total = np.where(is_known, squares, 0).sum(axis=-1)
    return np.asarray(np.sqrt(total / np.where(is_enough, share, np.nan)), dtype=np.float64)


def _rebased(distance: Floats) -> Floats:
    """Set the farthest area of each row to 1."""
    farthest = np.nan_to_num(distance).max(axis=1, keepdims=True, initial=0.0)
    return np.asarray(distance / np.where(farthest > 0, farthest, 1), dtype=np.float64)
