"""Split whole numbers and draw counts, so that the parts add up to what was planned."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray


def share_out(total: int, weights: ArrayLike) -> NDArray[np.int64]:
    """Split ``total`` in proportion to ``weights``; the largest remainders get what is left."""
    weight = np.asarray(weights, dtype=float)
    exact = total * weight / weight.sum()
    whole: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    by_remainder = np.argsort(whole - exact, kind="stable")
    whole[by_remainder[: total - int(whole.sum())]] += 1
    return whole


def spread_lognormal(
    rng: np.random.Generator, size: int, *, deviation: float
) -> NDArray[np.float64]:
    """Draw factors around 1 whose logarithms have that standard deviation."""
    return np.exp(rng.normal(-(deviation**2) / 2, deviation, size))


def pick(rng: np.random.Generator, shares: Mapping[str, float], size: int) -> NDArray[np.int64]:
    """Draw positions in ``shares``, each as often as its share says."""
    return pick_positions(rng, np.array(list(shares.values())), size)


def pick_positions(
    rng: np.random.Generator, weights: NDArray[np.float64], size: int
) -> NDArray[np.int64]:
    """Draw positions in ``weights``, each in proportion to its weight."""
    ends = np.cumsum(weights)
    drawn = np.searchsorted(ends, rng.random(size) * ends[-1], side="right")
    # The last end can be missed by one unit in the last place.
    return np.asarray(np.minimum(drawn, len(ends) - 1), dtype=np.int64)


def place_within_groups(
    rng: np.random.Generator, sizes: NDArray[np.int64], groups: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Draw one member of each named group.

    Args:
        rng: where the numbers come from.
        sizes: members a group; the members of all groups stand one group after the other.
        groups: for each draw, its group.

    Returns:
        The position of each drawn member, -1 where its group is empty.
    """
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    within = np.floor(rng.random(len(groups)) * sizes[groups]).astype(np.int64)
    return np.where(sizes[groups] > 0, offsets[groups] + within, -1)
