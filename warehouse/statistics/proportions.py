"""The interval of a share: how far chance alone can move a numerator over a denominator."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, expit, logit, stdtrit

from warehouse.statistics.inputs import (
    Floats,
    normal_quantile,
    numerator_and_denominator,
    refuse,
    together,
)


def wilson(
    numerator: ArrayLike, denominator: ArrayLike, *, confidence: float
) -> tuple[Floats, Floats]:
    """Give the Wilson score interval of each share, without continuity correction.

    Args:
        numerator: count or weighted count, any shape; need not be whole.
        denominator: same shape or one number; nan or 0 where nothing was counted.
        confidence: between 0 and 1.

    Returns:
        low and high, shares (0–1); nan where the denominator is 0 or a number is missing.

    Raises:
        ValueError: a numerator exceeds its denominator, or a number is negative.

    Source: docs/methods.md#wilson
    """
    z = normal_quantile(confidence)
    part, whole = numerator_and_denominator(numerator, denominator)
    size = np.where(whole > 0, whole, np.nan)
    centre = part + z**2 / 2
    reach = z * np.sqrt(part * (size - part) / size + z**2 / 4)
    low, high = (centre - reach) / (size + z**2), (centre + reach) / (size + z**2)
    # At the ends the limit is the end itself, not a rounding error away from it.
    low = np.where(part == 0, 0 * size, np.maximum(low, 0))
    high = np.where(part == size, 1 + 0 * size, np.minimum(high, 1))
    return low, high


def logit_interval(
    share: ArrayLike, *, standard_error: ArrayLike, freedom: ArrayLike, confidence: float
) -> tuple[Floats, Floats]:
    """Give the interval of each estimated share on the logit scale, with Student's quantile.

    Args:
        share: estimate (0–1); nan where there is no value.
        standard_error: design-based, of the share.
        freedom: degrees of freedom of that standard error.
        confidence: between 0 and 1.

    Returns:
        low and high, shares; nan where a share is 0 or 1, a number is missing, or there is no
        degree of freedom.

    Raises:
        ValueError: a share is not within 0 and 1.

    Source: docs/methods.md#survey-shares
    """
    normal_quantile(confidence)
    middle, error, df = together(share=share, standard_error=standard_error, freedom=freedom)
    refuse((middle < 0) | (middle > 1), what="not a share", share=middle)
    inside = np.where((middle > 0) & (middle < 1), middle, np.nan)
    reach = stdtrit(np.where(df > 0, df, np.nan), 0.5 + confidence / 2) * error
    reach = reach / (inside * (1 - inside))
    return expit(logit(inside) - reach), expit(logit(inside) + reach)


def beta_interval(share: ArrayLike, *, size: ArrayLike, confidence: float) -> tuple[Floats, Floats]:
    """Give the exact interval of each share at a sample size that need not be whole.

    With a whole size it is Clopper and Pearson's, with an effective one Korn and Graubard's.

    Args:
        share: estimate (0–1); nan where there is no value.
        size: number of answers that the sample is worth.
        confidence: between 0 and 1.

    Returns:
        low and high, shares; exactly 0 and 1 at shares of 0 and 1; nan where the size is 0 or
        a number is missing.

    Raises:
        ValueError: a share is not within 0 and 1.

    Source: docs/methods.md#survey-shares
    """
    normal_quantile(confidence)
    tail = (1 - confidence) / 2
    middle, worth = together(share=share, size=size)
    refuse((middle < 0) | (middle > 1), what="not a share", share=middle)
    known = np.where(worth > 0, worth, np.nan)
    yes, no = middle * known, (1 - middle) * known
    low = np.where(yes > 0, betaincinv(np.where(yes > 0, yes, 1), no + 1, tail), 0 * known)
    high = np.where(no > 0, betaincinv(yes + 1, np.where(no > 0, no, 1), 1 - tail), 1 + 0 * known)
    # nan compares as false above: what is unknown stays unknown.
    is_known = ~np.isnan(yes)
    return np.where(is_known, low, np.nan), np.where(is_known, high, np.nan)
