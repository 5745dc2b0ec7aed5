"""What an area's ratio would be if its mix of matters, settings or modes were the district's."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.inputs import (
    Floats,
    count_and_exposure,
    numerator_and_denominator,
    refuse,
)
from warehouse.statistics.proportions import wilson
from warehouse.statistics.rates import byar
from warehouse.statistics.standard_errors import rate_error, share_error

_AXES = 2


class Unadjusted(StrEnum):
    """Why an area has no adjusted ratio."""

    NO_REASON = ""
    NOTHING_COUNTED = "nothing_counted"
    MISSING_CELL = "missing_cell"
    EMPTY_CELL = "empty_cell"
    NOTHING_EXPECTED = "nothing_expected"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Ratios adjusted to a reference mix; one position an area, nan where there is none.

    Attributes:
        crude: the area's own ratio, over the classes that weigh something.
        value: the adjusted one, in the same unit.
        low: lower limit.
        high: upper limit.
        reason: values of ``Unadjusted``, why there is no adjusted ratio.
    """

    crude: Floats
    value: Floats
    low: Floats
    high: Floats
    reason: NDArray[np.str_]


def adjust_directly(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    reference: ArrayLike,
    is_share: bool = True,
    confidence: float = 0.95,
) -> Adjusted:
    """Weigh an area's own ratios by class as the classes weigh in the reference.

    Args:
        numerator: areas x classes, counts; nan where withheld.
        denominator: areas x classes; 0 where the area has nothing of a class.
        reference: one number a class, what each weighs: the district's denominators.
        is_share: the numerator is a part of the denominator; else events over an exposure.
        confidence: of the limits.

    Returns:
        no ratio where an area has nothing of a class that weighs something.

    Raises:
        ValueError: a count or weight cannot be, or the shapes do not go together.

    Source: docs/methods.md#direct-adjustment
    """
    part, whole = _cells(numerator, denominator, is_share=is_share)
    weight = _weights(reference, classes=part.shape[1])
    # What weighs nothing says nothing either, be it empty or withheld.
    part, whole = part[:, weight > 0], whole[:, weight > 0]
    weight = weight[weight > 0] / weight.sum()
    crude, low, high = _crude(part, whole, is_share=is_share, confidence=confidence)
    cell_error = (share_error if is_share else rate_error)(part, whole)
    value = (weight * _over(part, whole)).sum(axis=1)
    error = np.hypot.reduce(weight * cell_error, axis=1)
    own_weight = _over(whole, whole.sum(axis=1, keepdims=True))
    own_error = np.hypot.reduce(own_weight * cell_error, axis=1)
    wider = error / own_error
    return Adjusted(
        crude=crude,
        value=value,
        low=np.maximum(value - wider * (crude - low), 0),
        high=np.minimum(value + wider * (high - crude), 1 if is_share else np.inf),
        reason=_reasons(part, whole, is_empty_cell_harmful=True),
    )


def adjust_indirectly(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    reference: tuple[ArrayLike, ArrayLike],
    is_share: bool = True,
    confidence: float = 0.95,
) -> Adjusted:
    """Hold what was counted against what the reference's ratios would give with the area's mix.

    Takes areas too small to have every class. Two areas so adjusted are each compared with the
    reference, not with each other.

    Args:
        numerator: areas x classes, counts; nan where withheld.
        denominator: areas x classes; 0 where the area has nothing of a class.
        reference: numerators and denominators of the district, one number a class each.
        is_share: the numerator is a part of the denominator; else events over an exposure.
        confidence: of the limits.

    Returns:
        observed over expected, times the reference's ratio; shares are cut at 1.

    Raises:
        ValueError: a count cannot be, the shapes do not go together, or an area has counts in a
            class that the reference lacks.

    Source: docs/methods.md#indirect-adjustment
    """
    part, whole = _cells(numerator, denominator, is_share=is_share)
    all_part, all_whole = _cells(
        np.atleast_2d(reference[0]), np.atleast_2d(reference[1]), is_share=is_share
    )
    if all_part.shape != (1, part.shape[1]):
        raise ValueError(f"a reference of {all_part.shape[1:]} for {part.shape[1]} classes")
    is_strange = (whole > 0) & ~(all_whole > 0)
    refuse(is_strange, what="a class that the reference lacks", denominator=whole)
    rate = np.where(all_whole > 0, _over(all_part, all_whole), 0)
    expected = (whole * rate).sum(axis=1)
    crude, low, high = _crude(part, whole, is_share=is_share, confidence=confidence)
    # Observed over expected is the area's own ratio over the one expected of its mix.
    scale = _over(all_part.sum(), all_whole.sum()) * _over(whole.sum(axis=1), expected)
    most = 1 if is_share else np.inf
    reason = _reasons(part, whole, is_empty_cell_harmful=False)
    is_unexpected = (reason == Unadjusted.NO_REASON) & (expected == 0)
    return Adjusted(
        crude=crude,
        value=np.minimum(crude * scale, most),
        low=np.minimum(low * scale, most),
        high=np.minimum(high * scale, most),
        reason=np.where(is_unexpected, np.str_(Unadjusted.NOTHING_EXPECTED), reason),
    )


def _cells(
    numerator: ArrayLike, denominator: ArrayLike, *, is_share: bool
) -> tuple[Floats, Floats]:
    check = numerator_and_denominator if is_share else count_and_exposure
    part, whole = check(numerator, denominator)
    if part.ndim != _AXES:
        raise ValueError(f"counts are areas x classes, not of shape {part.shape}")
    refuse((whole == 0) & (part > 0), what="a numerator in an empty cell", numerator=part)
    return part, whole


def _weights(reference: ArrayLike, *, classes: int) -> Floats:
    weight = np.asarray(reference, dtype=np.float64)
    if weight.shape != (classes,):
        raise ValueError(f"reference weights of shape {weight.shape} for {classes} classes")
    refuse(~((weight >= 0) & (weight < np.inf)), what="not a weight", weight=weight)
    if not weight.any():
        raise ValueError("no class of the reference weighs anything")
    return weight


def _crude(
    part: Floats, whole: Floats, *, is_share: bool, confidence: float
) -> tuple[Floats, Floats, Floats]:
    """Give the area's own ratio over all classes, with its limits."""
    counts = part.sum(axis=1), whole.sum(axis=1)
    low, high = (wilson if is_share else byar)(*counts, confidence=confidence)
    return _over(*counts), low, high


def _over(part: ArrayLike, whole: ArrayLike) -> Floats:
    """Divide, nan by nought."""
    base = np.asarray(whole, dtype=np.float64)
    return np.asarray(part / np.where(base > 0, base, np.nan), dtype=np.float64)


def _reasons(part: Floats, whole: Floats, *, is_empty_cell_harmful: bool) -> NDArray[np.str_]:
    is_empty = is_empty_cell_harmful & (whole == 0).any(axis=1)
    return np.select(
        [np.isnan(part + whole).any(axis=1), whole.sum(axis=1) == 0, is_empty],
        [
            np.str_(Unadjusted.MISSING_CELL),
            np.str_(Unadjusted.NOTHING_COUNTED),
            np.str_(Unadjusted.EMPTY_CELL),
        ],
        default=np.str_(Unadjusted.NO_REASON),
    )
