"""What is known of a wandering level after each period, from counts, without approximation."""

from dataclasses import dataclass

import numpy as np

from warehouse.statistics.count_noise import CountNoise
from warehouse.statistics.inputs import Floats

# Standard deviation of a period's step on the logit or log scale, and what goes beyond binomial
# or Poisson noise. To begin with, none is likelier than any other one of them.
STEPS = np.array([0.0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32])
SCATTERS = np.array([0.0, 0.0002, 0.001, 0.005, 0.025])
_STEP_ODDS = np.array([4.0, 1, 1, 1, 1, 1, 1])
_SCATTER_ODDS = np.array([2.0, 1, 1, 1, 1])

# Anything may happen, but hardly ever: so a leap that no step explains leaves something to believe.
_SURPRISE = 1e-12

_POINTS = 201
_MARGIN = 0.25


@dataclass(frozen=True, slots=True)
class LevelFilter:
    """Probabilities of the level, its steps and its scatter after each period.

    Attributes:
        levels: the levels considered, on the logit or log scale, evenly spaced.
        beliefs: periods x steps x scatters x levels; each period adds up to 1.
    """

    levels: Floats
    beliefs: Floats


def filter_level(
    numerator: Floats, denominator: Floats, *, noise: CountNoise, season: Floats
) -> LevelFilter:
    """Follow a level that takes a normal step each period, through the counts it gave.

    Args:
        numerator: one count a period, oldest first; nan where not known.
        denominator: what it is divided by; nan or 0 where not known.
        noise: how counts scatter.
        season: what the calendar adds to the level in each period, on its scale.

    Source: docs/methods.md#forecast
    """
    is_known = (denominator > 0) & ~np.isnan(numerator)
    seen = noise.onto_line(numerator[is_known], denominator[is_known]) - season[is_known]
    margin = np.ptp(seen) + _MARGIN
    levels = np.linspace(seen.min() - margin, seen.max() + margin, _POINTS)
    moves = _transitions(levels)
    belief = np.multiply.outer(np.outer(_STEP_ODDS, _SCATTER_ODDS), np.ones(levels.size))
    belief /= belief.sum()
    beliefs = np.empty((numerator.size, *belief.shape))
    for period in range(numerator.size):
        belief = belief @ moves + _SURPRISE / belief.size
        if is_known[period]:
            likelihood = np.stack(
                [
                    noise.log_likelihood(
                        numerator[period],
                        denominator[period],
                        level=levels + season[period],
                        scatter=float(scatter),
                    )
                    for scatter in SCATTERS
                ]
            )
            belief = belief * np.exp(likelihood - likelihood.max())
        belief = belief / belief.sum()
        beliefs[period] = belief
    return LevelFilter(levels=levels, beliefs=beliefs)


def _transitions(levels: Floats) -> Floats:
    """Give for each size of step how likely each level leads to each other: steps x from x to."""
    gaps = np.subtract.outer(levels, levels)
    width = levels[1] - levels[0]
    # A step far below the width of the grid is none.
    moves = np.exp(-0.5 * (gaps / np.maximum(STEPS, width / 100)[:, None, None]) ** 2)
    return np.asarray(moves / moves.sum(axis=-1, keepdims=True), dtype=np.float64)
