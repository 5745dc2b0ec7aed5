"""Whether the latest five points of a series rise or fall by more than chance."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtri, logit

from warehouse.statistics.comparison import Outcome, Polarity
from warehouse.statistics.inputs import (
    Floats,
    normal_quantile,
    numerator_and_denominator,
    refuse,
    together,
)

Positions = NDArray[np.intp]

POINTS = 5
_CONFIDENCE = 0.998


class Direction(StrEnum):
    """Where a series is going; no change is a finding, an unknown trend is not."""

    RISING = "rising"
    FALLING = "falling"
    NO_CHANGE = "no_change"
    CANNOT_BE_CALCULATED = "cannot_be_calculated"


@dataclass(frozen=True, slots=True)
class Trend:
    """What the latest five points of one series say.

    Attributes:
        direction: where they are going.
        outcome: ``better`` or ``worse`` by polarity, ``higher`` or ``lower`` without judgement;
            ``similar`` for no change, ``not_compared`` where there is no trend to speak of.
        statistic: chi-square with one degree of freedom; nan where it cannot be calculated.
        slope: change from one point to the next, in the unit of the values; for ``share_trend``
            of the log odds.
        points: positions of the points that were used, in the order of time.
    """

    direction: Direction
    outcome: Outcome
    statistic: float
    slope: float
    points: tuple[int, ...]


def recent_trend(
    values: ArrayLike,
    *,
    low: ArrayLike,
    high: ArrayLike,
    polarity: Polarity,
    confidence: float = 0.95,
) -> Trend:
    """Read the trend of the latest five points that have an interval.

    Args:
        values: in the order of time, any unit; nan where there is no value.
        low: lower limit of each value; nan where there is none.
        high: upper limit.
        polarity: which direction is better.
        confidence: of the limits.

    Returns:
        a trend; it cannot be calculated from fewer than five points with an interval that has a
        width, as full counts have not.

    Raises:
        ValueError: an upper limit is below its lower limit.

    Source: docs/methods.md#recent-trend
    """
    value, lower, upper = together(values=values, low=low, high=high)
    refuse(upper < lower, what="upper limit below lower limit", low=lower, high=upper)
    error = (upper - lower) / (2 * normal_quantile(confidence))
    points = np.flatnonzero(~np.isnan(value + error))[-POINTS:]
    if points.size < POINTS or not (error[points] > 0).all():
        return _unknown(points)
    weight = error[points] ** -2.0
    slope, variance = _line(value[points], weight=weight)
    return _trend(
        slope**2 / variance,
        slope=slope,
        without=lambda kept: _line(value[points][kept], weight=weight[kept], at=kept)[0],
        points=points,
        polarity=polarity,
    )


def share_trend(numerator: ArrayLike, denominator: ArrayLike, *, polarity: Polarity) -> Trend:
    """Read the trend of the latest five shares from their counts (Cochran and Armitage).

    Args:
        numerator: in the order of time; nan where there is no value.
        denominator: same shape; 0 or nan where nothing was counted.
        polarity: which direction is better.

    Returns:
        a trend; it cannot be calculated from fewer than five points, nor where one of them is 0
        or 1 and has no odds.

    Raises:
        ValueError: a numerator exceeds its denominator, or a number is negative.

    Source: docs/methods.md#recent-trend
    """
    part, whole = numerator_and_denominator(numerator, denominator)
    points = np.flatnonzero(~np.isnan(part) & (whole > 0))[-POINTS:]
    x, n = part[points], whole[points]
    if points.size < POINTS or not ((x > 0) & (x < n)).all():
        return _unknown(points)
    pooled = x.sum() / n.sum()
    time = np.arange(POINTS) - (np.arange(POINTS) * n).sum() / n.sum()
    statistic = (time * (x - n * pooled)).sum() ** 2 / (pooled * (1 - pooled) * (n * time**2).sum())
    odds, weight = logit(x / n), x * (1 - x / n)
    return _trend(
        statistic,
        slope=_line(odds, weight=weight)[0],
        without=lambda kept: _line(odds[kept], weight=weight[kept], at=kept)[0],
        points=points,
        polarity=polarity,
    )


def _line(value: Floats, *, weight: Floats, at: Positions | None = None) -> tuple[float, float]:
    """Slope of the weighted line through the values, and its variance for weights of 1/se²."""
    time = np.arange(value.size, dtype=np.float64) if at is None else at.astype(np.float64)
    time = time - (weight * time).sum() / weight.sum()
    spread = (weight * time**2).sum()
    return float((weight * time * value).sum() / spread), float(1 / spread)


def _trend(
    statistic: float,
    *,
    slope: float,
    without: Callable[[Positions], float],
    points: Positions,
    polarity: Polarity,
) -> Trend:
    """Hold the statistic against its limit, and the slope against those without one point."""
    others = [without(np.delete(np.arange(POINTS), one)) for one in range(POINTS)]
    is_steady = all(np.sign(one) == np.sign(slope) for one in others)
    # chdtri takes the upper tail.
    if not (is_steady and statistic > chdtri(1, 1 - _CONFIDENCE)):
        direction, outcome = Direction.NO_CHANGE, Outcome.SIMILAR
    else:
        direction = Direction.RISING if slope > 0 else Direction.FALLING
        outcome = {
            Polarity.HIGH_IS_GOOD: (Outcome.BETTER, Outcome.WORSE),
            Polarity.LOW_IS_GOOD: (Outcome.WORSE, Outcome.BETTER),
            Polarity.NO_JUDGEMENT: (Outcome.HIGHER, Outcome.LOWER),
        }[polarity][0 if slope > 0 else 1]
    return Trend(
        direction=direction,
        outcome=outcome,
        statistic=float(statistic),
        slope=slope,
        points=tuple(int(one) for one in points),
    )


def _unknown(points: Positions) -> Trend:
    """A trend that cannot be calculated from these points."""
    return Trend(
        direction=Direction.CANNOT_BE_CALCULATED,
        outcome=Outcome.NOT_COMPARED,
        statistic=np.nan,
        slope=np.nan,
        points=tuple(int(one) for one in points),
    )
