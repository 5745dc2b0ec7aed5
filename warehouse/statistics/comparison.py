"""What a comparison says: an area's interval against one value, or against a range."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.inputs import TIE, Flags, refuse, together


class Polarity(StrEnum):
    """Which direction of a metric is better."""

    HIGH_IS_GOOD = "high_is_good"
    LOW_IS_GOOD = "low_is_good"
    NO_JUDGEMENT = "no_judgement"


class Outcome(StrEnum):
    """What a comparison says of an area."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not_compared"


_ABOVE_AND_BELOW = {
    Polarity.HIGH_IS_GOOD: (Outcome.BETTER, Outcome.WORSE),
    Polarity.LOW_IS_GOOD: (Outcome.WORSE, Outcome.BETTER),
    Polarity.NO_JUDGEMENT: (Outcome.HIGHER, Outcome.LOWER),
}


def outcomes(
    low: ArrayLike, high: ArrayLike, *, benchmark: ArrayLike, polarity: Polarity
) -> NDArray[np.str_]:
    """Say of each area whether its interval lies on one side of the benchmark.

    A full count has no interval: give its value as both ``low`` and ``high``.

    Args:
        low: lower limit of each area, any unit; nan where there is none.
        high: upper limit of each area.
        benchmark: the value compared with, its own interval disregarded; nan where there is none.
        polarity: which direction is better.

    Returns:
        values of ``Outcome``; a tie is ``similar``; without interval or benchmark
        ``not_compared``.

    Raises:
        ValueError: an upper limit is below its lower limit.

    Source: docs/methods.md#comparison
    """
    lower, upper, level = together(low=low, high=high, benchmark=benchmark)
    refuse(upper < lower, what="upper limit below lower limit", low=lower, high=upper)
    is_known = ~np.isnan(lower + upper + level)
    return _named(lower > level + TIE, upper < level - TIE, is_known=is_known, polarity=polarity)


def range_outcomes(
    low: ArrayLike, high: ArrayLike, *, within: tuple[ArrayLike, ArrayLike], polarity: Polarity
) -> NDArray[np.str_]:
    """Say of each area whether its interval lies outside a range.

    Args:
        low: lower limit of each area, any unit; nan where there is none.
        high: upper limit of each area.
        within: where the range begins, and where it ends (the end itself lies above it).
        polarity: which direction is better; ``no_judgement`` for a norm to keep to.

    Returns:
        values of ``Outcome``; ``similar`` where the interval touches the range, so that the
        area may well lie inside it.

    Raises:
        ValueError: an upper limit is below its lower limit, or a range ends before it begins.

    Source: docs/methods.md#comparison
    """
    lower, upper, start, end = together(low=low, high=high, start=within[0], end=within[1])
    refuse(upper < lower, what="upper limit below lower limit", low=lower, high=upper)
    refuse(end < start, what="range ends before it begins", start=start, end=end)
    is_known = ~np.isnan(lower + upper + start + end)
    return _named(lower >= end - TIE, upper < start - TIE, is_known=is_known, polarity=polarity)


def _named(
    is_above: Flags, is_below: Flags, *, is_known: Flags, polarity: Polarity
) -> NDArray[np.str_]:
    """Give the two directions their names under a polarity."""
    above, below = _ABOVE_AND_BELOW[polarity]
    return np.select(
        [~is_known, is_above, is_below],
        [np.str_(Outcome.NOT_COMPARED), np.str_(above), np.str_(below)],
        default=np.str_(Outcome.SIMILAR),
    )
