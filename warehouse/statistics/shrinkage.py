"""Small areas drawn towards what areas of their kind are like (empirical Bayes)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize_scalar
from scipy.special import betaincinv, betaln, gammaincinv, gammaln

from warehouse.statistics.inputs import (
    Floats,
    count_and_exposure,
    normal_quantile,
    numerator_and_denominator,
)

# Fewer areas cannot say how far areas of their kind differ.
FEWEST_AREAS = 10

# Few areas lend each other half an event; below a tenth of that a mean leaves its own interval.
_LENT = 0.5
_LEAST_LENT = 0.05

# What others are worth to an area lies between this part of an average area and all areas.
_LEAST_WEIGHT = 1e-3

# Twice the gain in log likelihood that chance exceeds in 5 % where there is no spread (half the
# time there is none at all, so this is the 90 % quantile of chi-square).
_GAIN = 2.705543


class Spread(StrEnum):
    """What was found of the differences between areas."""

    ESTIMATED = "estimated"
    NO_MORE_THAN_CHANCE = "no_more_than_chance"
    TOO_FEW_AREAS = "too_few_areas"


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Areas as they probably are, in the light of the others; one position an area.

    Attributes:
        value: posterior mean; nan where nothing was counted.
        low: lower limit of the posterior distribution.
        high: upper limit.
        weight: part of ``value`` that is the area's own, 0 to 1; the rest is ``centre``.
        centre: what areas of this kind are like on average.
        prior_weight: how many answers (or how much exposure) the others are worth to an area.
        spread: whether areas were found to differ at all.
    """

    value: Floats
    low: Floats
    high: Floats
    weight: Floats
    centre: float
    prior_weight: float
    spread: Spread


def shrunken_shares(
    numerator: ArrayLike, denominator: ArrayLike, *, confidence: float = 0.95
) -> Shrunken:
    """Draw each share towards that of all areas, the more so the less was counted.

    Args:
        numerator: one count an area; nan where there is no value.
        denominator: one count an area.
        confidence: of the limits.

    Raises:
        ValueError: a numerator exceeds its denominator, a number is negative, or no area has a
            value.

    Source: docs/methods.md#shrinkage
    """
    normal_quantile(confidence)
    part, whole = numerator_and_denominator(numerator, denominator)
    is_known = ~np.isnan(part) & (whole > 0)
    x, n = part[is_known], whole[is_known]

    def likelihood(centre: float, weight: float) -> float:
        yes, no = centre * weight, (1 - centre) * weight
        return float((betaln(yes + x, no + n - x) - betaln(yes, no)).sum())

    centre, weight, spread = _prior(x, n, likelihood=likelihood, is_share=True)
    size = np.where(is_known, whole, np.nan)
    yes, no = centre * weight + part, (1 - centre) * weight + size - part
    tail = (1 - confidence) / 2
    return Shrunken(
        value=yes / (yes + no),
        low=betaincinv(yes, no, tail),
        high=betaincinv(yes, no, 1 - tail),
        weight=size / (size + weight),
        centre=centre,
        prior_weight=weight,
        spread=spread,
    )


def shrunken_rates(count: ArrayLike, exposure: ArrayLike, *, confidence: float = 0.95) -> Shrunken:
    """Draw each rate towards that of all areas, the more so the shorter it was watched.

    Args:
        count: events of each area; nan where there is no value.
        exposure: what the count is divided by, in the unit of the rate.
        confidence: of the limits.

    Raises:
        ValueError: a number is negative or infinite, or no area has a value.

    Source: docs/methods.md#shrinkage
    """
    normal_quantile(confidence)
    events, base = count_and_exposure(count, exposure)
    is_known = ~np.isnan(events) & (base > 0)
    x, e = events[is_known], base[is_known]

    def likelihood(centre: float, weight: float) -> float:
        shape = centre * weight
        return float(
            (
                gammaln(shape + x)
                - gammaln(shape)
                + shape * np.log(weight)
                - (shape + x) * np.log(weight + e)
            ).sum()
        )

    centre, weight, spread = _prior(x, e, likelihood=likelihood, is_share=False)
    size = np.where(is_known, base, np.nan)
    shape, scale = centre * weight + events, 1 / (weight + size)
    tail = (1 - confidence) / 2
    return Shrunken(
        value=shape * scale,
        low=gammaincinv(shape, tail) * scale,
        high=gammaincinv(shape, 1 - tail) * scale,
        weight=size / (size + weight),
        centre=centre,
        prior_weight=weight,
        spread=spread,
    )


def _prior(
    x: Floats, n: Floats, *, likelihood: Callable[[float, float], float], is_share: bool
) -> tuple[float, float, Spread]:
    """Find what areas are like on average, and how much that says about one of them.

    Args:
        x: counts of the areas that have a value.
        n: what they are divided by.
        likelihood: its logarithm, of a centre and a weight.
        is_share: whether the centre is a share, so that there are unmet ones as well.
    """
    if not n.size:
        raise ValueError("no area has a value")
    whole = float(n.sum())
    # Half an event keeps the centre off the ends, at which no distribution is left.
    least = 0.5 / (whole + 1) if is_share else 0.5 / whole
    most = 1 - least if is_share else np.inf

    def centre(weight: float) -> float:
        # The less areas differ, the more a large one says about all: from n down to equal parts.
        part = 1 / (n + weight)
        return float(np.clip((part * x).sum() / (part * n).sum(), least, most))

    def worth(events: float, *, at: float) -> float:
        # The weight at which this many events of the rarer kind are lent.
        return events / (min(at, 1 - at) if is_share else at)

    pooled = centre(whole)
    if n.size < FEWEST_AREAS:
        return pooled, worth(_LENT, at=pooled), Spread.TOO_FEW_AREAS
    if pooled in (least, most):
        return pooled, whole, Spread.NO_MORE_THAN_CHANCE
    found = minimize_scalar(
        lambda at: -likelihood(centre(np.exp(at)), np.exp(at)),
        bounds=(np.log(_LEAST_WEIGHT * whole / n.size), np.log(whole)),
        method="bounded",
    )
    weight = float(np.exp(found.x))
    weight = max(weight, worth(_LEAST_LENT, at=centre(weight)))
    gain = 2 * (likelihood(centre(weight), weight) - likelihood(pooled, whole))
    spread = Spread.ESTIMATED if gain > _GAIN else Spread.NO_MORE_THAN_CHANCE
    return centre(weight), weight, spread
