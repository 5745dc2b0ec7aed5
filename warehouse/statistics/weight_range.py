"""How far the rank of an area hangs on the weights that somebody chose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.composite import LEAST_SHARE, Aggregation, Weights, composite_index
from warehouse.statistics.inputs import Floats, refuse

# Weightings tried, the published one aside. The share that keeps a place is known to ±2 points.
DRAWS = 2_000

# The standard deviation of an average weight over the weight itself.
SPREAD = 0.25

_SEED = 20_201_231
_USUAL = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class RankRange:
    """Ranks under alternatives; one position an area, nan where it has none.

    Attributes:
        rank: under the published weights and aggregation.
        best: best rank under any alternative.
        worst: worst such rank.
        low: best rank, the best 2.5 % of alternatives left out.
        high: worst rank, the worst 2.5 % left out.
        median: the rank in the middle.
        kept_share: share of the alternatives (0–1) that leave the area its published rank.
    """

    rank: Floats
    best: Floats
    worst: Floats
    low: Floats
    high: Floats
    median: Floats
    kept_share: Floats


def weight_range(
    scores: ArrayLike,
    *,
    weights: Weights,
    aggregations: Sequence[Aggregation] = (Aggregation.ARITHMETIC,),
    spread: float = SPREAD,
    least_share: float = LEAST_SHARE,
) -> RankRange:
    """Rank areas under many reasonable weightings around the published one.

    Args:
        scores: as for ``composite_index``.
        weights: the published ones; what weighs nothing stays at nothing.
        aggregations: the published one first, then alternatives, each with the same weightings.
        spread: how far weights move, as the relative standard deviation of an average weight.
        least_share: as for ``composite_index``.

    Returns:
        ranges over weightings and aggregations together; the same in every run.

    Raises:
        ValueError: ``spread`` is not positive, or as for ``composite_index``.

    Source: docs/methods.md#weight-range
    """
    drawn = reasonable_weights(weights, spread=spread)
    published = composite_index(
        scores, weights=weights, aggregation=aggregations[0], least_share=least_share
    )
    ranks = [
        composite_index(scores, weights=drawn, aggregation=how, least_share=least_share).rank
        for how in aggregations
    ]
    return range_of_ranks(np.concatenate(ranks), published=published.rank)


def range_of_ranks(ranks: ArrayLike, *, published: ArrayLike) -> RankRange:
    """Sum up the ranks that areas have under alternatives.

    Args:
        ranks: alternatives x areas; nan in all alternatives where an area has no rank.
        published: one rank an area, nan where it has none.

    Raises:
        ValueError: the shapes do not go together, or an area has a rank in some only.

    Source: docs/methods.md#weight-range
    """
    rank, alternatives = np.asarray(published, dtype=float), np.asarray(ranks, dtype=float)
    if alternatives.ndim != rank.ndim + 1 or alternatives.shape[1:] != rank.shape:
        raise ValueError(f"ranks {alternatives.shape} are no alternatives to {rank.shape}")
    unlike = np.isnan(alternatives) != np.isnan(rank)
    refuse(unlike.any(axis=0), what="ranked in some alternatives only", rank=rank)
    # The nearest rank that some alternative gave, not one between two.
    low, high = np.percentile(alternatives, _USUAL, axis=0, method="inverted_cdf")
    return RankRange(
        rank=rank,
        best=alternatives.min(axis=0),
        worst=alternatives.max(axis=0),
        low=low,
        high=high,
        median=np.median(alternatives, axis=0),
        kept_share=np.where(np.isnan(rank), np.nan, (alternatives == rank).mean(axis=0)),
    )


def reasonable_weights(weights: Weights, *, spread: float = SPREAD, draws: int = DRAWS) -> Weights:
    """Draw weightings around the published one, of metrics within pillars and of pillars.

    Returns:
        weights with one leading axis, draws; the same in every run.

    Raises:
        ValueError: ``spread`` is not positive.

    Source: docs/methods.md#weight-range
    """
    if not spread > 0:
        raise ValueError(f"spread = {spread} is not positive")
    random = np.random.default_rng(_SEED)
    of_pillars = _dirichlet(weights.of_pillars, spread=spread, draws=draws, random=random)
    of_metrics = np.empty((draws, weights.of_metrics.size))
    for pillar in range(weights.of_pillars.size):
        inside: NDArray[np.bool_] = weights.pillar_of == pillar
        of_metrics[:, inside] = _dirichlet(
            weights.of_metrics[inside], spread=spread, draws=draws, random=random
        )
    return replace(weights, of_metrics=of_metrics, of_pillars=of_pillars)


def _dirichlet(weight: Floats, *, spread: float, draws: int, random: np.random.Generator) -> Floats:
    """Draw weights whose mean is the given one and whose average weight varies by ``spread``."""
    parts = np.count_nonzero(weight)
    if parts <= 1:
        return np.broadcast_to(weight, (draws, weight.size))
    # A weight of 1/k has the variance (k - 1)/k² over 1 + the sum of the parameters.
    concentration = max((parts - 1) / spread**2 - 1, parts)
    drawn = random.standard_gamma(concentration * weight / weight.sum(), (draws, weight.size))
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True), dtype=np.float64)
