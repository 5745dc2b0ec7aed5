"""Standard errors for ranking: never 0 merely because every answer was the same."""

import numpy as np
from numpy.typing import ArrayLike

from warehouse.statistics.inputs import (
    Floats,
    count_and_exposure,
    normal_quantile,
    numerator_and_denominator,
    refuse,
    together,
)


def share_error(numerator: ArrayLike, denominator: ArrayLike) -> Floats:
    """Give the standard error of each share, with two successes and two failures added.

    Args:
        numerator: count or weighted count, any shape.
        denominator: count, or the effective sample size that goes with a weighted count.

    Returns:
        standard errors, shares; above 0 even at shares of 0 and 1; nan where the denominator
        is 0 or a number is missing.

    Raises:
        ValueError: a numerator exceeds its denominator, or a number is negative.

    Source: docs/methods.md#standard-errors
    """
    part, whole = numerator_and_denominator(numerator, denominator)
    size = np.where(whole > 0, whole, np.nan) + 4
    share = (part + 2) / size
    return np.asarray(np.sqrt(share * (1 - share) / size))


def rate_error(count: ArrayLike, exposure: ArrayLike, *, per: float = 1.0) -> Floats:
    """Give the standard error of each rate, as if one more event had been counted.

    Args:
        count: number of events, any shape.
        exposure: what the count is divided by.
        per: the rate is stated per this many units of exposure.

    Returns:
        standard errors in the unit of the rate; above 0 even where nothing happened; nan where
        the exposure is 0 or a number is missing.

    Raises:
        ValueError: a number is negative or infinite.

    Source: docs/methods.md#standard-errors
    """
    events, base = count_and_exposure(count, exposure)
    return np.sqrt(events + 1) * per / np.where(base > 0, base, np.nan)


def interval_error(low: ArrayLike, high: ArrayLike, *, confidence: float) -> Floats:
    """Give the standard error that an interval amounts to: its width over twice the quantile.

    Args:
        low: lower limit, any unit; nan where there is none.
        high: upper limit.
        confidence: at which the limits were taken.

    Returns:
        standard errors in the unit of the limits; nan where a limit is missing.

    Raises:
        ValueError: an upper limit is below its lower limit.

    Source: docs/methods.md#standard-errors
    """
    z = normal_quantile(confidence)
    lower, upper = together(low=low, high=high)
    refuse(upper < lower, what="upper limit below lower limit", low=lower, high=upper)
    return (upper - lower) / (2 * z)
