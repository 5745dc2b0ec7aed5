"""Bring metrics of unlike units onto one scale, so that they can be weighed against each other."""

import numpy as np
from numpy.typing import ArrayLike

from warehouse.statistics.inputs import TIE, Flags, Floats, refuse, together

# A metric is treated only where both say that single areas stretch its scale (OECD and JRC).
_SKEWNESS = 2.0
_KURTOSIS = 3.5
_MOST_TREATED = 5
_FEWEST_FOR_SHAPE = 4


def goalposts(
    values: ArrayLike,
    *,
    floor: ArrayLike,
    target: ArrayLike,
    onto: tuple[float, float] = (0.0, 100.0),
) -> Floats:
    """Score each value by how far it has come from the floor to the target.

    Args:
        values: in the unit of the metric; nan where there is no value.
        floor: the value that scores lowest; above the target where less is better.
        target: the value that scores highest.
        onto: the lowest and highest score; (1, 100) where scores are multiplied.

    Returns:
        scores, no higher than that of the target and no lower than that of the floor.

    Raises:
        ValueError: a floor equals its target, or the shapes do not go together.

    Source: docs/methods.md#scores
    """
    value, start, end = together(values=values, floor=floor, target=target)
    refuse(start == end, what="the floor is the target", floor=start, target=end)
    return _between(np.clip((value - start) / (end - start), 0, 1), onto=onto)


def min_max(values: ArrayLike, *, onto: tuple[float, float] = (0.0, 100.0)) -> Floats:
    """Score each value by its place between the lowest and the highest one of the areas.

    One area that moves an end moves all scores: for a yearly assessment take ``goalposts``.

    Returns:
        scores; nan throughout where all values are the same.

    Source: docs/methods.md#scores
    """
    value = _column(values)
    low, high = _ends(value)
    return _between((value - low) / _unless_zero(high - low), onto=onto)


def z_scores(values: ArrayLike) -> Floats:
    """Give for each value how many standard deviations (n - 1) it lies above the mean.

    Returns:
        scores; nan throughout where all values are the same.

    Source: docs/methods.md#scores
    """
    value = _column(values)
    known = value[~np.isnan(value)]
    if known.size <= 1:
        return np.full(value.size, np.nan)
    spread = _unless_zero(float(known.std(ddof=1)))
    return np.asarray((value - known.mean()) / spread, dtype=np.float64)


def percentile_ranks(values: ArrayLike) -> Floats:
    """Give for each value which share of the other areas lies below it.

    Source: docs/methods.md#scores
    """
    value = _column(values)
    known = ~np.isnan(value)
    return _left_behind(value) / _unless_zero(known.sum() - 1.0)


def borda_scores(values: ArrayLike) -> Floats:
    """Give for each value how many areas it leaves behind; a tie leaves nobody behind.

    Source: docs/methods.md#scores
    """
    return _left_behind(_column(values))


def distance_to_target(values: ArrayLike, *, target: float, is_high_good: bool = True) -> Floats:
    """Give how far each value has come from the worst area to the target.

    Returns:
        shares (0–1): 0 for the worst area, 1 from the target on.

    Source: docs/methods.md#scores
    """
    value = _column(values)
    low, high = _ends(value)
    worst = low if is_high_good else high
    return np.clip((value - worst) / _unless_zero(target - worst), 0, 1)


def winsorised(values: ArrayLike) -> tuple[Floats, Flags]:
    """Pull in values that stretch the scale of a metric, if it is skewed and long-tailed.

    While the absolute skewness is at least 2 and the kurtosis at least 3.5, the farthest value
    is set to the next one, on the side of the skew; after five, all are left as they were.

    Returns:
        the values, and which of them were pulled in.

    Source: docs/methods.md#scores
    """
    value = _column(values).copy()
    pulled = np.zeros(value.size, dtype=np.bool_)
    for _ in range(_MOST_TREATED):
        skewness, kurtosis = shape(value)
        if not (abs(skewness) >= _SKEWNESS and kurtosis >= _KURTOSIS):
            return value, pulled
        side = 1 if skewness > 0 else -1
        farthest = np.nanmax(side * value)
        is_far = side * value == farthest
        value[is_far] = side * np.nanmax((side * value)[~is_far])
        pulled |= is_far
    skewness, kurtosis = shape(value)
    if abs(skewness) >= _SKEWNESS and kurtosis >= _KURTOSIS:
        return _column(values), np.zeros(value.size, dtype=np.bool_)
    return value, pulled


def shape(values: ArrayLike) -> tuple[float, float]:
    """Give the skewness and the excess kurtosis of the known values, corrected for their number.

    Returns:
        nan for fewer than four values, or where all are the same.

    Source: docs/methods.md#scores
    """
    value = _column(values)
    known = value[~np.isnan(value)]
    n = known.size
    if n < _FEWEST_FOR_SHAPE or np.ptp(known) <= TIE:
        return np.nan, np.nan
    away = known - known.mean()
    spread = (away**2).mean()
    skewness = (away**3).mean() / spread**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    excess = (away**4).mean() / spread**2 - 3
    kurtosis = ((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3))
    return float(skewness), float(kurtosis)


def _column(values: ArrayLike) -> Floats:
    (value,) = together(values=values)
    if value.ndim != 1:
        raise ValueError(f"one metric is scored at a time, not an array of shape {value.shape}")
    refuse(np.isinf(value), what="infinite", value=value)
    return value


def _ends(value: Floats) -> tuple[float, float]:
    known = value[~np.isnan(value)]
    return (float(known.min()), float(known.max())) if known.size else (np.nan, np.nan)


def _unless_zero(divisor: float) -> float:
    return divisor if abs(divisor) > TIE else np.nan


def _between(share: Floats, *, onto: tuple[float, float]) -> Floats:
    return np.asarray(onto[0] + share * (onto[1] - onto[0]), dtype=np.float64)


def _left_behind(value: Floats) -> Floats:
    below = np.searchsorted(np.sort(value[~np.isnan(value)]), value, side="left")
    return np.where(np.isnan(value), np.nan, below)
