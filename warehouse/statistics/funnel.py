"""Where an area lies against what chance alone would show at its size."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gdtrib

from warehouse.statistics.inputs import (
    TIE,
    Flags,
    Floats,
    count_and_exposure,
    normal_quantile,
    numerator_and_denominator,
)
from warehouse.statistics.overdispersion import (
    Overdispersion,
    arcsine_limits,
    log_limits,
    overdispersion,
    truncated_scores,
    winsorised_scores,
)
from warehouse.statistics.rates import byar

# Lower and upper; below and above.
Limits = tuple[Floats, Floats]
Sides = tuple[Flags, Flags]

LOOK, ACT = 0.95, 0.998

# A logarithm of no events does not exist; half an event stands for none in a score.
_LEAST_COUNT = 0.5

# Where fewer are expected (of a share: of the rarer kind), a score is far from normal and would
# show a spread that is not there.
_LEAST_EXPECTED = 5


class Position(StrEnum):
    """Where an area lies in a funnel; "far" is outside the 99.8 % limits."""

    FAR_BELOW = "far_below"
    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"
    FAR_ABOVE = "far_above"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Funnel:
    """Areas against the limits of their own size; one position an area.

    Attributes:
        centre: the value that limits are drawn around.
        value: share or rate of each area; nan where there is none.
        low: lower 95 % limit at the area's size; nan where the size is 0 or unknown.
        high: upper 95 % limit.
        low_998: lower 99.8 % limit.
        high_998: upper 99.8 % limit.
        position: values of ``Position``.
        overdispersion: how far areas differ beyond chance, and whether the limits allow for it.
    """

    centre: float
    value: Floats
    low: Floats
    high: Floats
    low_998: Floats
    high_998: Floats
    position: NDArray[np.str_]
    overdispersion: Overdispersion


def share_limits(
    centre: float, *, denominator: ArrayLike, confidence: float
) -> tuple[Floats, Floats]:
    """Give the limits of shares around a centre, at any sizes: the curves of the chart.

    Args:
        centre: a share (0–1).
        denominator: sizes; nan limits where 0 or unknown.
        confidence: between 0 and 1.

    Raises:
        ValueError: the centre is not a share.

    Source: docs/methods.md#funnel
    """
    if not 0 <= centre <= 1:
        raise ValueError(f"centre = {centre} is not a share")
    size = np.asarray(denominator, dtype=np.float64)
    error = np.sqrt(centre * (1 - centre) / np.where(size > 0, size, np.nan))
    reach = normal_quantile(confidence) * error
    return np.maximum(centre - reach, 0), np.minimum(centre + reach, 1)


def ratio_limits(expected: ArrayLike, *, confidence: float) -> tuple[Floats, Floats]:
    """Give the exact Poisson limits of observed over expected around 1: the curves of the chart.

    Args:
        expected: expected counts; nan limits where 0 or unknown.
        confidence: between 0 and 1.

    Returns:
        low and high, at which the exact interval of the observed count just touches the expected
        one; low is 0 where even no event would be no surprise.

    Source: docs/methods.md#funnel
    """
    normal_quantile(confidence)
    tail = (1 - confidence) / 2
    count = np.asarray(expected, dtype=np.float64)
    known = np.where(count > 0, count, np.nan)
    # gdtrib(1, p, x) is the shape at which a gamma distribution holds p below x: the count whose
    # chi-square limit is x.
    low = np.maximum(gdtrib(1, 1 - tail, known) - 1, 0)
    return low / known, gdtrib(1, tail, known) / known


def share_funnel(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    centre: float | None = None,
    is_adjusted: bool = False,
) -> Funnel:
    """Hold shares of areas against the limits of their size.

    Args:
        numerator: one count an area; nan where there is no value.
        denominator: one count an area.
        centre: a share to hold them against; without it that of all areas together.
        is_adjusted: open the limits where areas differ by more than chance.

    Raises:
        ValueError: a numerator exceeds its denominator, a number is negative, no area has a
            value and no centre is given, or the centre is not a share.

    Source: docs/methods.md#funnel
    """
    part, whole = numerator_and_denominator(numerator, denominator)
    size = np.where(np.isnan(part) | (whole == 0), np.nan, whole)
    share = part / size
    middle = _pooled(part, size) if centre is None else centre
    limits = [share_limits(middle, denominator=size, confidence=one) for one in (LOOK, ACT)]
    sides = [(share < low - TIE, share > high + TIE) for low, high in limits]
    error = 1 / (2 * np.sqrt(size))
    scores = (np.arcsin(np.sqrt(share)) - np.arcsin(np.sqrt(middle))) / error
    is_large = size * min(middle, 1 - middle) >= _LEAST_EXPECTED
    scores = winsorised_scores(np.where(is_large, scores, np.nan))
    spread = overdispersion(scores, standard_error=error, is_asked=is_adjusted)
    if spread.is_applied:
        wider = [
            arcsine_limits(middle, denominator=size, tau2=spread.tau2, confidence=one)
            for one in (LOOK, ACT)
        ]
        limits, sides = _opened(share, limits=limits, sides=sides, to=wider)
    return _funnel(middle, value=share, limits=limits, sides=sides, spread=spread)


def rate_funnel(
    count: ArrayLike,
    exposure: ArrayLike,
    *,
    centre: float | None = None,
    is_adjusted: bool = False,
) -> Funnel:
    """Hold rates of areas against the limits of their exposure.

    Give expected counts as ``exposure`` and 1 as ``centre`` for ratios of observed to expected.

    Args:
        count: one count an area; nan where there is no value.
        exposure: one number an area, in the unit of the rate.
        centre: a rate to hold them against; without it that of all areas together.
        is_adjusted: open the limits where areas differ by more than chance.

    Raises:
        ValueError: a number is negative or infinite, no area has a value and no centre is given,
            or the centre is not above 0.

    Source: docs/methods.md#funnel
    """
    events, base = count_and_exposure(count, exposure)
    size = np.where(np.isnan(events) | (base == 0), np.nan, base)
    rate = events / size
    middle = _pooled(events, size) if centre is None else centre
    if not middle > 0:
        raise ValueError(f"centre = {middle} is not above 0")
    expected = middle * size
    ratios = [ratio_limits(expected, confidence=one) for one in (LOOK, ACT)]
    limits = [(middle * low, middle * high) for low, high in ratios]
    # The interval that a page shows decides, so that both say the same of every area.
    shown = [byar(events, size, confidence=one) for one in (LOOK, ACT)]
    sides = [(high < middle - TIE, low > middle + TIE) for low, high in shown]
    error = 1 / np.sqrt(expected)
    scores = np.log(np.maximum(events, _LEAST_COUNT) / expected) / error
    scores = truncated_scores(np.where(expected >= _LEAST_EXPECTED, scores, np.nan))
    spread = overdispersion(scores, standard_error=error, is_asked=is_adjusted)
    if spread.is_applied:
        ratios = [log_limits(expected, tau2=spread.tau2, confidence=one) for one in (LOOK, ACT)]
        wider = [(middle * low, middle * high) for low, high in ratios]
        limits, sides = _opened(rate, limits=limits, sides=sides, to=wider)
    return _funnel(middle, value=rate, limits=limits, sides=sides, spread=spread)


def _opened(
    value: Floats, *, limits: list[Limits], sides: list[Sides], to: list[Limits]
) -> tuple[list[Limits], list[Sides]]:
    """Open limits where the wider ones are wider; an area that was inside stays inside.

    On the scales that the wider ones are drawn on, a small area's limit may be the nearer one.
    """
    opened = [
        (np.minimum(low, wide_low), np.maximum(high, wide_high))
        for (low, high), (wide_low, wide_high) in zip(limits, to, strict=True)
    ]
    outside = [
        (is_below & (value < low - TIE), is_above & (value > high + TIE))
        for (is_below, is_above), (low, high) in zip(sides, opened, strict=True)
    ]
    return opened, outside


def _pooled(part: Floats, whole: Floats) -> float:
    """Value of all areas together that have one."""
    is_known = ~np.isnan(part + whole)
    if not is_known.any():
        raise ValueError("no area has a value, and no centre is given")
    return float(part[is_known].sum() / whole[is_known].sum())


def _funnel(
    centre: float,
    *,
    value: Floats,
    limits: list[Limits],
    sides: list[Sides],
    spread: Overdispersion,
) -> Funnel:
    """Put a funnel together: limits and sides, 95 % first, each below then above."""
    (low, high), (low_998, high_998) = limits
    (is_below, is_above), (is_far_below, is_far_above) = sides
    position = np.select(
        [np.isnan(value), is_far_below, is_far_above, is_below, is_above],
        [
            np.str_(Position.UNKNOWN),
            np.str_(Position.FAR_BELOW),
            np.str_(Position.FAR_ABOVE),
            np.str_(Position.BELOW),
            np.str_(Position.ABOVE),
        ],
        default=np.str_(Position.INSIDE),
    )
    return Funnel(
        centre=centre,
        value=value,
        low=low,
        high=high,
        low_998=low_998,
        high_998=high_998,
        position=position,
        overdispersion=spread,
    )
