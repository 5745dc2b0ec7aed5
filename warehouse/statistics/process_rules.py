"""The four rules by which a point of a process chart is a special cause."""

from enum import StrEnum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from warehouse.statistics.inputs import TIE, Flags, Floats

_RUN = 7
_WINDOW, _PAIR = 3, 2
_NEAR = 2 / 3


class Rule(StrEnum):
    """Why a point stands out, the strongest reason first."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"
    COMMON_CAUSE = "common_cause"
    UNKNOWN = "unknown"


def signals(
    points: Floats, *, centre: float, reach: float
) -> tuple[NDArray[np.str_], NDArray[np.int8]]:
    """Give the strongest rule that each point falls under, and its direction.

    Args:
        points: of one baseline, in the order of time, none missing.
        centre: what the limits lie around.
        reach: how far they lie from it.

    Returns:
        values of ``Rule``, and 1 (up), -1 (down) or 0.

    Source: docs/methods.md#process-chart
    """
    # A mean of equal numbers may miss them by a rounding error, which is no side to lie on.
    rounding = TIE * max(1.0, abs(centre))
    apart = points - centre
    side = np.where(np.abs(apart) <= rounding, 0, np.sign(apart)).astype(np.int8)
    is_outside = np.abs(apart) > reach + rounding
    is_near = (np.abs(apart) > _NEAR * reach + rounding) & ~is_outside
    trend = monotone_runs(points)
    found = [is_outside, trend != 0, pairs_in_three(is_near, side=side) & is_near, runs(side) != 0]
    names = [Rule.OUTSIDE, Rule.TREND, Rule.TWO_OF_THREE, Rule.SHIFT]
    rule = np.select(found, [np.str_(name) for name in names], default=np.str_(Rule.COMMON_CAUSE))
    direction = np.select(found, [side, trend, side, side], default=0)
    return rule, direction.astype(np.int8)


def runs(side: NDArray[np.int8]) -> NDArray[np.int8]:
    """Mark with their side the points of seven or more in a row on one side of the centre."""
    return _members(side, length=_RUN)


def monotone_runs(points: Floats) -> NDArray[np.int8]:
    """Mark with 1 or -1 the points of seven or more that rise or fall strictly throughout."""
    steps = _members(np.sign(np.diff(points)).astype(np.int8), length=_RUN - 1)
    # A step belongs to the points at both its ends; the step towards it decides where a run turns.
    before, after = np.pad(steps, (1, 0)), np.pad(steps, (0, 1))
    return np.where(before != 0, before, after)[: points.size]


def pairs_in_three(is_near: Flags, *, side: NDArray[np.int8]) -> Flags:
    """Mark threes in a row on one side of which at least two are near the limit."""
    if side.size < _WINDOW:
        return np.zeros(side.size, dtype=np.bool_)
    is_two = sliding_window_view(is_near, _WINDOW).sum(axis=1) >= _PAIR
    is_one_side = np.abs(sliding_window_view(side, _WINDOW).sum(axis=1)) == _WINDOW
    return _spread(is_two & is_one_side, length=_WINDOW)


def _members(signs: NDArray[np.int8], *, length: int) -> NDArray[np.int8]:
    """Keep the signs that belong to ``length`` or more equal ones in a row; the others are 0."""
    if signs.size < length:
        return np.zeros(signs.size, dtype=np.int8)
    is_run = np.abs(sliding_window_view(signs, length).sum(axis=1, dtype=np.int64)) == length
    return np.where(_spread(is_run, length=length), signs, np.int8(0))


def _spread(is_window: Flags, *, length: int) -> Flags:
    """Turn flags of windows, by their first position, into flags of all their positions."""
    return np.convolve(is_window, np.ones(length)) > 0
