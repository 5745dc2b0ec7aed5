"""The difference of two areas or two periods that were measured independently."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from warehouse.statistics.inputs import TIE, Floats, normal_quantile, refuse, together


@dataclass(frozen=True, slots=True)
class Estimate:
    """Values with their limits, all in one unit and one shape.

    Attributes:
        value: what was measured; nan where there is no value.
        low: lower limit; equal to ``value`` for a full count.
        high: upper limit.
    """

    value: ArrayLike
    low: ArrayLike
    high: ArrayLike

    @classmethod
    def from_error(
        cls, value: ArrayLike, *, standard_error: ArrayLike, confidence: float
    ) -> "Estimate":
        """Give values the normal limits of their standard errors.

        Raises:
            ValueError: a standard error is negative.

        Source: docs/methods.md#difference
        """
        z = normal_quantile(confidence)
        middle, error = together(value=value, standard_error=standard_error)
        refuse(error < 0, what="negative standard error", error=error)
        return cls(middle, middle - z * error, middle + z * error)


@dataclass(frozen=True, slots=True)
class Difference:
    """First less second, in the unit of both.

    Attributes:
        value: the difference; nan where either value or limit is missing.
        low: its lower limit.
        high: its upper limit.
        p_value: how often chance alone would show this much; at most ``1 - confidence``
            exactly where the interval leaves out 0.
    """

    value: Floats
    low: Floats
    high: Floats
    p_value: Floats


def difference(first: Estimate, *, second: Estimate, confidence: float) -> Difference:
    """Give first less second with its interval, from the two intervals (square-and-add).

    With Wilson limits this is Newcombe's hybrid score interval, with Byar limits that of two
    rates, with ``value ± z·se`` the usual normal one.

    Args:
        first: one area or period.
        second: the other, measured independently of it.
        confidence: at which both pairs of limits were taken, and at which the result is.

    Returns:
        one difference per position.

    Raises:
        ValueError: a value lies outside its limits.

    Source: docs/methods.md#difference
    """
    z = normal_quantile(confidence)
    one, one_down, one_up = _reaches(first)
    two, two_down, two_up = _reaches(second)
    apart = one - two
    down, up = np.hypot(one_down, two_up), np.hypot(one_up, two_down)
    # The side towards 0 decides: this keeps the p-value and the interval of one mind.
    towards_zero = np.where(apart > 0, down, up)
    score = np.divide(
        np.abs(apart) * z,
        towards_zero,
        out=np.where(np.abs(apart) > TIE, np.inf, 0.0),
        where=towards_zero > 0,
    )
    p_value = np.where(np.isnan(apart + down + up), np.nan, 2 * ndtr(-score))
    return Difference(value=apart, low=apart - down, high=apart + up, p_value=p_value)


def _reaches(estimate: Estimate) -> tuple[Floats, Floats, Floats]:
    """Split an estimate into its value and its distances to the lower and the upper limit."""
    value, low, high = together(value=estimate.value, low=estimate.low, high=estimate.high)
    fault = (low > value + TIE) | (high < value - TIE)
    refuse(fault, what="value outside its limits", value=value, low=low, high=high)
    return value, np.maximum(value - low, 0), np.maximum(high - value, 0)
