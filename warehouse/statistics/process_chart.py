"""Which months of a series are more than its usual ups and downs (XmR chart)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.comparison import Polarity
from warehouse.statistics.inputs import Flags, Floats
from warehouse.statistics.process_rules import Rule, signals

# Limits of single values from the average moving range of two: 3/1.128, and 3.267 for the range.
_LIMIT_RANGES = 2.66
_UPPER_RANGE = 3.267
FEWEST_TO_FIX = 12
FEWEST_FOR_LIMITS = 13


class Variation(StrEnum):
    """What a point says, by the polarity of its metric."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "high"
    LOW = "low"
    UNKNOWN = "unknown"


class Assurance(StrEnum):
    """Whether a process as it runs now can be relied on to meet its target."""

    PASSES = "passes"
    FAILS = "fails"
    HIT_OR_MISS = "hit_or_miss"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class Baseline:
    """A stretch of the series with limits of its own, up to where the next one starts.

    Attributes:
        start: position of its first point.
        reason: why the limits were taken anew; empty only for the first baseline.
        fixed_after: limits come from this many points and hold for those after; all if ``None``.
    """

    start: int = 0
    reason: str = ""
    fixed_after: int | None = None


@dataclass(frozen=True, slots=True)
class ProcessChart:
    """A series with its limits and signals; one position a point.

    Attributes:
        centre: mean of the baseline's points.
        low: lower limit, which may lie beyond what a share can reach.
        high: upper limit.
        is_trial: whether the limits come from too few points to be relied on.
        rule: values of ``Rule``, the strongest that applies.
        direction: 1 where the signal lies or runs upwards, -1 downwards, 0 without one.
        variation: values of ``Variation``.
        baseline: which baseline the point belongs to.
        baselines: the baselines with their reasons.
        assurance: of the latest limits against the target.
    """

    centre: Floats
    low: Floats
    high: Floats
    is_trial: Flags
    rule: NDArray[np.str_]
    direction: NDArray[np.int8]
    variation: NDArray[np.str_]
    baseline: NDArray[np.int64]
    baselines: tuple[Baseline, ...]
    assurance: Assurance


def process_chart(
    values: ArrayLike,
    *,
    polarity: Polarity,
    target: float | None = None,
    baselines: Sequence[Baseline] = (Baseline(),),
    is_screened: bool = True,
) -> ProcessChart:
    """Tell special causes from common ones, by the four rules of Making Data Count.

    Args:
        values: in the order of time, equally far apart; nan where there is no value (the
            points on either side then count as neighbours).
        polarity: which direction is better.
        target: what every period shall reach; ``None`` if nothing was promised.
        baselines: in the order of time, the first from position 0.
        is_screened: leave single jumps out of the average moving range.

    Raises:
        ValueError: baselines are out of order, one after the first gives no reason, or one is
            fixed after fewer than 12 points.

    Source: docs/methods.md#process-chart
    """
    value = np.asarray(values, dtype=np.float64)
    _refuse_baselines(baselines, size=value.size)
    number = np.searchsorted([one.start for one in baselines], np.arange(value.size), "right") - 1
    centre, low, high = (np.full(value.size, np.nan) for _ in range(3))
    is_trial = np.zeros(value.size, dtype=np.bool_)
    rule = np.full(value.size, np.str_(Rule.UNKNOWN), dtype="<U16")
    direction = np.zeros(value.size, dtype=np.int8)
    for index, baseline in enumerate(baselines):
        at = number == index
        points = value[at][~np.isnan(value[at])]
        used = points[: baseline.fixed_after]
        middle, reach = _limits(used, is_screened=is_screened)
        centre[at], low[at], high[at] = middle, middle - reach, middle + reach
        is_trial[at] = used.size < (baseline.fixed_after or FEWEST_FOR_LIMITS)
        known = at & ~np.isnan(value)
        if not np.isnan(reach):
            rule[known], direction[known] = signals(points, centre=middle, reach=reach)
    return ProcessChart(
        centre=centre,
        low=low,
        high=high,
        is_trial=is_trial,
        rule=rule,
        direction=direction,
        variation=_variations(rule, direction, polarity=polarity),
        baseline=number,
        baselines=tuple(baselines),
        assurance=assurance(low[-1:], high[-1:], target=target, polarity=polarity),
    )


def assurance(low: Floats, high: Floats, *, target: float | None, polarity: Polarity) -> Assurance:
    """Say whether the limits of the latest point lie wholly on one side of the target.

    Args:
        low: lower limit, one number or none.
        high: upper limit, one number or none.
        target: what every period shall reach.
        polarity: which direction is better.

    Source: docs/methods.md#process-chart
    """
    is_judged = target is not None and polarity is not Polarity.NO_JUDGEMENT and low.size > 0
    if target is None or not is_judged or np.isnan(low[0]) or np.isnan(target):
        return Assurance.NOT_JUDGED
    if low[0] <= target <= high[0]:
        return Assurance.HIT_OR_MISS
    is_above = bool(low[0] > target)
    is_passed = is_above == (polarity is Polarity.HIGH_IS_GOOD)
    return Assurance.PASSES if is_passed else Assurance.FAILS


def _limits(points: Floats, *, is_screened: bool) -> tuple[float, float]:
    """Mean of the points, and how far the limits lie from it."""
    ranges = np.abs(np.diff(points))
    if not ranges.size:
        return np.nan, np.nan
    if is_screened and ranges.any():
        ranges = ranges[ranges < _UPPER_RANGE * ranges.mean()]
    return float(points.mean()), _LIMIT_RANGES * float(ranges.mean())


def _refuse_baselines(baselines: Sequence[Baseline], *, size: int) -> None:
    """Raise for baselines that do not follow each other, or that nobody gave a reason for."""
    starts = [one.start for one in baselines]
    if not starts or starts[0] != 0 or starts != sorted(set(starts)) or starts[-1] > size:
        raise ValueError(f"baselines do not follow each other from 0 on: {starts}")
    for one in baselines:
        if one.start and not one.reason.strip():
            raise ValueError(f"baseline at {one.start}: no reason is recorded")
        if one.fixed_after is not None and one.fixed_after < FEWEST_TO_FIX:
            raise ValueError(
                f"baseline at {one.start}: fixed after {one.fixed_after} points, "
                f"fewer than {FEWEST_TO_FIX}"
            )


def _variations(
    rule: NDArray[np.str_], direction: NDArray[np.int8], *, polarity: Polarity
) -> NDArray[np.str_]:
    """Give signals the name that the polarity gives their direction."""
    up, down = {
        Polarity.HIGH_IS_GOOD: (Variation.IMPROVEMENT, Variation.CONCERN),
        Polarity.LOW_IS_GOOD: (Variation.CONCERN, Variation.IMPROVEMENT),
        Polarity.NO_JUDGEMENT: (Variation.HIGH, Variation.LOW),
    }[polarity]
    return np.select(
        [rule == Rule.UNKNOWN, direction > 0, direction < 0],
        [np.str_(Variation.UNKNOWN), np.str_(up), np.str_(down)],
        default=np.str_(Variation.COMMON_CAUSE),
    )
