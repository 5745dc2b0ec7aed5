"""Whether areas differ by more than chance, and how far a funnel has to open for it."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import rankdata

from warehouse.statistics.inputs import Floats, normal_quantile, together

# Fewer areas cannot say how far areas of their kind differ.
FEWEST_AREAS = 10

_TENTH = 0.1


class Adjustment(StrEnum):
    """Whether a funnel was opened, or why it was not."""

    APPLIED = "applied"
    NOT_ASKED = "not_asked"
    TOO_FEW_AREAS = "too_few_areas"
    NO_MORE_THAN_CHANCE = "no_more_than_chance"


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How far areas differ beyond chance.

    Attributes:
        phi: mean square of the scores; 1 where chance alone is at work, nan without areas.
        tau2: variance between areas on the scale of the scores; 0 where phi says chance.
        areas: how many areas phi was taken from.
        adjustment: whether the funnel was opened by ``tau2``, or why not.
    """

    phi: float
    tau2: float
    areas: int
    adjustment: Adjustment

    @property
    def is_applied(self) -> bool:
        """Whether the limits include ``tau2``."""
        return self.adjustment is Adjustment.APPLIED


def winsorised_scores(scores: ArrayLike) -> Floats:
    """Set the outer tenths of the scores to the score at which they begin.

    Source: docs/methods.md#overdispersion
    """
    score = np.asarray(scores, dtype=np.float64)
    known = score[~np.isnan(score)]
    if not known.size:
        return score
    low, high = np.quantile(known, [_TENTH, 1 - _TENTH])
    return np.clip(score, low, high)


def truncated_scores(scores: ArrayLike) -> Floats:
    """Leave out the outer tenths of the scores (nan), as the NHS does for ratios.

    Source: docs/methods.md#overdispersion
    """
    score = np.asarray(scores, dtype=np.float64)
    areas = int((~np.isnan(score)).sum())
    place = rankdata(score, nan_policy="omit") / (areas + 1)
    return np.where((place >= _TENTH) & (place < 1 - _TENTH), score, np.nan)


def overdispersion(
    scores: ArrayLike, *, standard_error: ArrayLike, is_asked: bool, fewest: int = FEWEST_AREAS
) -> Overdispersion:
    """Give phi and tau² of scores that have been winsorised or truncated.

    Args:
        scores: standard normal if chance alone is at work; nan where there is no value.
        standard_error: by chance alone, on the scale of the scores.
        is_asked: whether the funnel shall be opened if areas differ by more than chance.
        fewest: number of areas below which it is not.

    Source: docs/methods.md#overdispersion
    """
    score, error = together(scores=scores, standard_error=standard_error)
    is_known = ~np.isnan(score + error)
    areas = int(is_known.sum())
    if not areas:
        reason = Adjustment.TOO_FEW_AREAS if is_asked else Adjustment.NOT_ASKED
        return Overdispersion(phi=np.nan, tau2=0.0, areas=0, adjustment=reason)
    phi = float(np.mean(score[is_known] ** 2))
    weight = error[is_known] ** -2.0
    spare = weight.sum() - (weight**2).sum() / weight.sum()
    # One area alone leaves no weight to estimate a spread from.
    tau2 = max(0.0, float((areas * phi - (areas - 1)) / spare)) if areas > 1 else 0.0
    if not is_asked:
        reason = Adjustment.NOT_ASKED
    elif areas < fewest:
        reason = Adjustment.TOO_FEW_AREAS
    else:
        reason = Adjustment.APPLIED if phi > 1 else Adjustment.NO_MORE_THAN_CHANCE
    return Overdispersion(phi=phi, tau2=tau2, areas=areas, adjustment=reason)


def arcsine_limits(
    centre: float, *, denominator: ArrayLike, tau2: float, confidence: float
) -> tuple[Floats, Floats]:
    """Give the funnel's limits of shares on the arcsine scale, opened by tau².

    The angle is held between 0 and a right one; beyond, its sine would turn back.

    Source: docs/methods.md#overdispersion
    """
    size = np.asarray(denominator, dtype=np.float64)
    angle = np.arcsin(np.sqrt(centre))
    reach = normal_quantile(confidence) * np.sqrt(1 / (4 * np.where(size > 0, size, np.nan)) + tau2)
    low, high = np.maximum(angle - reach, 0), np.minimum(angle + reach, np.pi / 2)
    return np.sin(low) ** 2, np.sin(high) ** 2


def log_limits(expected: ArrayLike, *, tau2: float, confidence: float) -> tuple[Floats, Floats]:
    """Give the funnel's limits of observed over expected on the log scale, opened by tau².

    Source: docs/methods.md#overdispersion
    """
    count = np.asarray(expected, dtype=np.float64)
    reach = normal_quantile(confidence) * np.sqrt(1 / np.where(count > 0, count, np.nan) + tau2)
    return np.exp(-reach), np.exp(reach)
