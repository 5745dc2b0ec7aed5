"""One number out of many metrics: scores weighed within pillars, and pillars within the index."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.inputs import Floats, refuse

# Two of three metrics are enough, one of two is not.
LEAST_SHARE = 0.66

# Two indices that differ only beyond these decimals are tied.
_DECIMALS = 9


class Aggregation(StrEnum):
    """How scores are averaged: the further down, the less a good score makes up for a bad one."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; only proportions matter.

    Attributes:
        pillar_of: one number a metric, the position of its pillar from 0.
        of_metrics: one number a metric, against the others of its pillar; a leading axis holds
            alternatives.
        of_pillars: one number a pillar; a leading axis as in ``of_metrics``.
    """

    pillar_of: NDArray[np.intp]
    of_metrics: Floats
    of_pillars: Floats

    def __post_init__(self) -> None:
        """Refuse weights that do not belong together.

        Raises:
            ValueError: a weight is negative or no number, a pillar has none, or lengths differ.
        """
        metrics, pillars = self.of_metrics.shape[-1], self.of_pillars.shape[-1]
        if self.pillar_of.shape != (metrics,):
            raise ValueError(f"{metrics} weights of metrics, {self.pillar_of.size} pillars named")
        if set(self.pillar_of.tolist()) != set(range(pillars)):
            raise ValueError(f"the metrics' pillars are not those numbered 0 to {pillars - 1}")
        for weight in (self.of_metrics, self.of_pillars):
            refuse(~((weight >= 0) & (weight < np.inf)), what="not a weight", weight=weight)


@dataclass(frozen=True, slots=True)
class Composite:
    """The index of each area; nan where too little is known of it.

    Attributes:
        pillars: areas x pillars, scores; alternatives before, if weights have any.
        index: one score an area.
        rank: 1 is the highest index; ties share the better rank.
    """

    pillars: Floats
    index: Floats
    rank: Floats


def composite_index(
    scores: ArrayLike,
    *,
    weights: Weights,
    aggregation: Aggregation = Aggregation.ARITHMETIC,
    least_share: float = LEAST_SHARE,
) -> Composite:
    """Average scores within pillars, and pillars within the index.

    Args:
        scores: areas x metrics, higher is better (``goalposts`` makes them); nan where missing.
        weights: of metrics and pillars.
        aggregation: how to average, on both levels.
        least_share: of the metrics of a pillar, and of the pillars, that must be known; 0
            takes whatever there is.

    Returns:
        scores of pillars and index; weights are shared anew among what is known.

    Raises:
        ValueError: scores do not fit the weights, or one is 0 or less where it is multiplied.

    Source: docs/methods.md#composite
    """
    score = np.asarray(scores, dtype=np.float64)
    expected = (len(score), weights.pillar_of.size)
    if score.shape != expected:
        raise ValueError(f"scores are areas x {expected[1]} metrics, not of shape {score.shape}")
    pillars = np.stack(
        [
            weighted_mean(
                score[:, weights.pillar_of == pillar],
                weights=weights.of_metrics[..., weights.pillar_of == pillar],
                aggregation=aggregation,
                least_share=least_share,
            )
            for pillar in range(weights.of_pillars.shape[-1])
        ],
        axis=-1,
    )
    index = weighted_mean(
        pillars, weights=weights.of_pillars, aggregation=aggregation, least_share=least_share
    )
    return Composite(pillars=pillars, index=index, rank=_ranks(index))


def weighted_mean(
    scores: ArrayLike,
    *,
    weights: ArrayLike,
    aggregation: Aggregation = Aggregation.ARITHMETIC,
    least_share: float = 0.0,
) -> Floats:
    """Average the known scores of each area with weights that are shared anew among them.

    Args:
        scores: areas x parts; nan where missing.
        weights: one a part, 0 or more; alternatives before.
        aggregation: how to average.
        least_share: of the parts that must be known.

    Returns:
        one mean an area; nan where too few parts are known or they weigh nothing.

    Raises:
        ValueError: a score is infinite, or 0 or less where it is multiplied or divided by.

    Source: docs/methods.md#composite
    """
    score = np.asarray(scores, dtype=np.float64)
    is_known = ~np.isnan(score)
    refuse(np.isinf(score), what="infinite", score=score)
    if aggregation is not Aggregation.ARITHMETIC:
        refuse(score <= 0, what=f"no {aggregation} mean of a score of 0 or less", score=score)
    weight = np.where(is_known, np.asarray(weights, dtype=np.float64)[..., None, :], 0)
    total = weight.sum(axis=-1)
    is_enough = (is_known.mean(axis=-1) >= least_share) & (total > 0)
    divisor = np.where(is_enough, total, np.nan)
    filled = np.where(is_known, score, 1)
    if aggregation is Aggregation.GEOMETRIC:
        mean = np.exp((weight * np.log(filled)).sum(axis=-1) / divisor)
    elif aggregation is Aggregation.HARMONIC:
        mean = divisor / np.where(is_enough, (weight / filled).sum(axis=-1), 1)
    else:
        mean = (weight * filled).sum(axis=-1) / divisor
    return np.asarray(mean, dtype=np.float64)


def _ranks(index: Floats) -> Floats:
    """Rank the last axis, highest first; what differs by rounding alone is tied."""
    low = -np.where(np.isnan(index), -np.inf, np.round(index, _DECIMALS))
    order = np.argsort(low, axis=-1)
    best_first = np.take_along_axis(low, order, axis=-1)
    is_new = best_first[..., 1:] != best_first[..., :-1]
    places = np.zeros(index.shape)
    places[..., 1:] = np.where(is_new, np.arange(1, index.shape[-1]), 0)
    ranks = np.empty(index.shape)
    np.put_along_axis(ranks, order, 1 + np.maximum.accumulate(places, axis=-1), axis=-1)
    return np.where(np.isnan(index), np.nan, ranks)
