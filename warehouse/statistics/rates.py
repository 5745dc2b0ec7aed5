"""The interval of a rate: events that were counted, over something that is no part of them."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from warehouse.statistics.inputs import Floats, count_and_exposure, normal_quantile

# Public Health England's rule: below this count Byar's approximation gives way to the exact limits.
BYAR_FROM = 10


def byar(
    count: ArrayLike, exposure: ArrayLike, *, confidence: float, per: float = 1.0
) -> tuple[Floats, Floats]:
    """Give the interval of each rate: Byar's from ten events on, exact Poisson below.

    Args:
        count: number of events, any shape; need not be whole.
        exposure: what the count is divided by, in the unit of the rate.
        confidence: between 0 and 1.
        per: the rate is stated per this many units of exposure.

    Returns:
        low and high, rates; nan where the exposure is 0 or a number is missing.

    Raises:
        ValueError: a number is negative or infinite.

    Source: docs/methods.md#byar
    """
    events, base = count_and_exposure(count, exposure)
    scale = per / np.where(base > 0, base, np.nan)
    approximate = byar_limits(events, confidence=confidence)
    exact = exact_limits(events, confidence=confidence)
    is_large = events >= BYAR_FROM
    low, high = (
        np.where(is_large, near, true) * scale
        for near, true in zip(approximate, exact, strict=True)
    )
    return low, high


def byar_limits(count: ArrayLike, *, confidence: float) -> tuple[Floats, Floats]:
    """Give Byar's limits of each count.

    Args:
        count: number of events, 0 or more; nan where there is no value.
        confidence: between 0 and 1.

    Returns:
        low and high, counts; low is nan where the approximation fails (below about three events).

    Source: docs/methods.md#byar
    """
    z = normal_quantile(confidence)
    low = _cubed(np.asarray(count, dtype=np.float64), z=-z)
    high = _cubed(np.asarray(count, dtype=np.float64) + 1, z=z)
    return np.where(low < 0, np.nan, low), high


def exact_limits(count: ArrayLike, *, confidence: float) -> tuple[Floats, Floats]:
    """Give the exact Poisson limits of each count, by the chi-square distribution.

    Args:
        count: number of events, 0 or more; nan where there is no value.
        confidence: between 0 and 1.

    Returns:
        low and high, counts; low is 0 where nothing happened.

    Source: docs/methods.md#byar
    """
    normal_quantile(confidence)
    tail = (1 - confidence) / 2
    events = np.asarray(count, dtype=np.float64)
    # gammaincinv(x, p) is half the chi-square quantile at 2x degrees of freedom.
    low = np.where(events == 0, 0.0, gammaincinv(np.where(events == 0, 1.0, events), tail))
    return low, np.asarray(gammaincinv(events + 1, 1 - tail), dtype=np.float64)


def _cubed(count: Floats, *, z: float) -> Floats:
    """Cube-root normal approximation of a Poisson limit."""
    known = np.where(count > 0, count, np.nan)
    return known * (1 - 1 / (9 * known) + z / (3 * np.sqrt(known))) ** 3
