"""How many answers or events it takes to tell two values apart, and what a number can tell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from warehouse.statistics.inputs import TIE, Floats, normal_quantile, refuse, together

# With less power than this a survey would sooner miss a difference than find it.
_EVEN_CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class Plan:
    """What a comparison is held to.

    Attributes:
        confidence: two-sided; a difference counts if its interval at this confidence leaves out 0.
        power: how often a difference that is there shall be found.
        design_effect: what the survey's design costs against a simple sample (1 where nothing is
            known, or nothing was sampled).
    """

    confidence: float = 0.95
    power: float = 0.8
    design_effect: float = 1.0

    def __post_init__(self) -> None:
        """Check that the plan can be kept.

        Raises:
            ValueError: a number is out of range.
        """
        normal_quantile(self.confidence)
        if not _EVEN_CHANCE <= self.power < 1:
            raise ValueError(f"power = {self.power} is not between {_EVEN_CHANCE} and 1")
        if not (self.design_effect > 0 and np.isfinite(self.design_effect)):
            raise ValueError(f"design_effect = {self.design_effect} is not above 0")

    @property
    def factor(self) -> float:
        """Variance that the squared difference must outweigh, times the design effect."""
        return (normal_quantile(self.confidence) + float(ndtri(self.power))) ** 2 * (
            self.design_effect
        )


EVERYDAY = Plan()


def answers_needed(
    first: ArrayLike, second: ArrayLike, *, second_size: ArrayLike = np.nan, plan: Plan = EVERYDAY
) -> Floats:
    """Give how many answers tell two shares apart.

    Args:
        first: a share (0–1).
        second: the other.
        second_size: how many answers the second has anyway; nan if both shall have as many.
        plan: confidence, power and design effect.

    Returns:
        whole answers that the first needs (and the second too, if its size is nan); inf where no
        number is enough, as for equal shares; nan where a share is missing.

    Raises:
        ValueError: a number is not a share.

    Source: docs/methods.md#sample-size
    """
    one, two, fixed = together(first=first, second=second, second_size=second_size)
    _refuse_shares(one, two)
    return _needed(one - two, spread=one * (1 - one), other=two * (1 - two), fixed=fixed, plan=plan)


def exposure_needed(
    first: ArrayLike,
    second: ArrayLike,
    *,
    second_exposure: ArrayLike = np.nan,
    plan: Plan = EVERYDAY,
) -> Floats:
    """Give how much exposure tells two rates apart.

    Args:
        first: a rate, 0 or more.
        second: the other.
        second_exposure: how much the second has anyway; nan if both shall have as much.
        plan: confidence, power and design effect.

    Returns:
        whole units of exposure, as ``answers_needed`` gives whole answers.

    Raises:
        ValueError: a rate is negative.

    Source: docs/methods.md#sample-size
    """
    one, two, fixed = together(first=first, second=second, second_exposure=second_exposure)
    refuse((one < 0) | (two < 0), what="negative", first=one, second=two)
    return _needed(one - two, spread=one, other=two, fixed=fixed, plan=plan)


def detectable_shares(
    share: ArrayLike, *, size: ArrayLike, other_size: ArrayLike, plan: Plan = EVERYDAY
) -> tuple[Floats, Floats]:
    """Give the nearest shares that can be told apart from a share.

    Args:
        share: of the first area (0–1).
        size: its answers; inf if the share is known for certain.
        other_size: answers of the other area.
        plan: confidence, power and design effect.

    Returns:
        the nearest share below and above; nan where none is left between 0 and 1, a size is 0, or
        a number is missing.

    Raises:
        ValueError: a number is not a share, or a size is negative.

    Source: docs/methods.md#sample-size
    """
    one, mine, theirs = together(share=share, size=size, other_size=other_size)
    _refuse_shares(one)
    low, high = _nearest(one, (mine, theirs), spread=one * (1 - one), bend=1.0, plan=plan)
    is_below, is_above = (low >= 0) & (low < one - TIE), (high <= 1) & (high > one + TIE)
    return np.where(is_below, low, np.nan), np.where(is_above, high, np.nan)


def detectable_rates(
    rate: ArrayLike, *, exposure: ArrayLike, other_exposure: ArrayLike, plan: Plan = EVERYDAY
) -> tuple[Floats, Floats]:
    """Give the nearest rates that can be told apart from a rate.

    Args:
        rate: of the first area, 0 or more.
        exposure: its exposure; inf if the rate is known for certain.
        other_exposure: exposure of the other area.
        plan: confidence, power and design effect.

    Returns:
        the nearest rate below and above; nan below where none is left above 0.

    Raises:
        ValueError: a number is negative.

    Source: docs/methods.md#sample-size
    """
    one, mine, theirs = together(rate=rate, exposure=exposure, other_exposure=other_exposure)
    refuse(one < 0, what="negative", rate=one)
    low, high = _nearest(one, (mine, theirs), spread=one, bend=0.0, plan=plan)
    return np.where((low >= 0) & (low < one - TIE), low, np.nan), high


def _needed(apart: Floats, *, spread: Floats, other: Floats, fixed: Floats, plan: Plan) -> Floats:
    """Size of the first sample, from the two variances of one answer and the second's size."""
    refuse(fixed < 0, what="negative", size=fixed)
    allowed = apart**2 / plan.factor
    alone = np.where(fixed > 0, allowed - other / np.where(fixed > 0, fixed, 1), np.nan)
    both = np.where(np.isnan(fixed), allowed, np.where(fixed > 0, alone, 0 * apart))
    wanted = np.where(np.isnan(fixed), spread + other, spread)
    size = np.divide(wanted, both, out=np.full(both.shape, np.inf), where=both > 0)
    # A full answer is asked, and at least one.
    whole = np.maximum(np.ceil(size - 1e-9), 1)
    return np.where(np.isnan(apart), np.nan, whole)


def _nearest(
    middle: Floats, sizes: tuple[Floats, Floats], *, spread: Floats, bend: float, plan: Plan
) -> tuple[Floats, Floats]:
    """Solve d² = factor·(spread/mine + variance(middle + d)/theirs) for d on both sides.

    The variance at m is m − bend·m²: 1 for shares, 0 for rates.
    """
    refuse((sizes[0] < 0) | (sizes[1] < 0), what="negative", size=sizes[0], other_size=sizes[1])
    mine, theirs = (np.where(size > 0, size, np.nan) for size in sizes)
    part = plan.factor / theirs
    square = 1 + bend * part
    slope = part * (2 * bend * middle - 1)
    level = spread * (part + plan.factor / mine)
    root = np.sqrt(slope**2 + 4 * square * level)
    return middle + (-slope - root) / (2 * square), middle + (-slope + root) / (2 * square)


def _refuse_shares(*shares: Floats) -> None:
    """Raise for what is not a share."""
    for share in shares:
        refuse((share < 0) | (share > 1), what="not a share", share=share)
