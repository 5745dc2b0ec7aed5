"""Ranks that say how far chance alone could move them, and which areas can be told apart."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.comparison import Polarity
from warehouse.statistics.inputs import TIE, Flags, Floats, normal_quantile, refuse, together

# Draws of the bootstrap: more for more areas, of which some pair always stands near its limit,
# until the number of pairs leaves no time for them.
_DRAWS_AN_AREA = 1_000
_MOST_DRAWS = 20_000
_FEWEST_DRAWS = 4_000
_PAIRS_DRAWN = 24_000_000
_SEED = 20_201_231


class UnrankableError(ValueError):
    """The metric carries no judgement, so no area of it is better than another."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Areas in the order in which they were given; nan where an area is not ranked.

    Attributes:
        rank: 1 is best; ties share the better rank.
        low: best rank that the area may truly hold, if it alone is looked at.
        high: worst such rank.
        low_together: best rank, with limits that hold for the whole table at once.
        high_together: worst such rank.
        is_better: row better than column, told apart with the whole table looked at.
    """

    rank: Floats
    low: Floats
    high: Floats
    low_together: Floats
    high_together: Floats
    is_better: Flags


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Every two ranked areas, best area first.

    Attributes:
        apart: row less column, above 0 where the row is better.
        error: standard error of that difference; 0 between two full counts.
        noise: areas x draws, errors drawn for each area in the unit of its value.
        alike: for each area the first one of the same value and error.
    """

    apart: Floats
    error: Floats
    noise: NDArray[np.float32]
    alike: NDArray[np.intp]


def rank_areas(
    values: ArrayLike, *, standard_errors: ArrayLike, polarity: Polarity, confidence: float = 0.95
) -> Ranking:
    """Rank areas and give the ranks that chance alone could have given them.

    Args:
        values: one number an area, measured independently; nan is not ranked.
        standard_errors: same length; 0 for a full count; nan is not ranked.
        polarity: which direction is better.
        confidence: of the limits, between 0 and 1.

    Returns:
        ranks with two kinds of limits; they depend neither on the order of the areas nor on
        the unit.

    Raises:
        UnrankableError: the metric carries no judgement.
        ValueError: a number is infinite, a standard error negative, or there are several columns.

    Source: docs/methods.md#ranking
    """
    if polarity is Polarity.NO_JUDGEMENT:
        raise UnrankableError("a metric that carries no judgement cannot be ranked")
    normal_quantile(confidence)
    value, error = together(values=values, standard_errors=standard_errors)
    _refuse_unusable(value, error)
    good = value if polarity is Polarity.HIGH_IS_GOOD else -value
    ranked = np.flatnonzero(~np.isnan(good + error))
    # Draws go to areas by their value, so that the order of the rows cannot matter.
    order = ranked[np.lexsort((error[ranked], -good[ranked]))]
    pairs = _pairs(good[order], error[order])
    first = _largest_differences(pairs, rows=np.arange(order.size), is_apart=_is_certain(pairs))
    alone = _told_apart(pairs, first, confidence=confidence, by_row=True)
    table = _told_apart(pairs, first, confidence=confidence, by_row=False)
    return _in_given_order(pairs, alone=alone, table=table, order=order, size=value.size)


def tie_bands(ranking: Ranking) -> Floats:
    """Number the bands of areas that cannot be told apart from the best area of their band.

    Returns:
        one number an area, 1 for the best band; nan where the area is not ranked.

    Source: docs/methods.md#tie-bands
    """
    bands = np.full(ranking.rank.size, np.nan)
    ranked = np.flatnonzero(~np.isnan(ranking.rank))
    # Tied areas stand in an order that the order of the rows has no part in.
    turn = (ranking.low_together, ranking.high_together, ranking.rank)
    best_first = np.lexsort([key[ranked] for key in turn])
    first, band = -1, 0
    for area in ranked[best_first]:
        if first < 0 or ranking.is_better[first, area]:
            first, band = area, band + 1
        bands[area] = band
    return bands


def is_told_apart(ranking: Ranking) -> bool:
    """Say whether any two areas of the table can be told apart at all.

    Source: docs/methods.md#tie-bands
    """
    return bool(ranking.is_better.any())


def _refuse_unusable(value: Floats, error: Floats) -> None:
    if value.ndim != 1:
        raise ValueError(f"one number an area is ranked, not an array of shape {value.shape}")
    named = {"value": value, "standard error": error}
    refuse(np.isinf(value) | np.isinf(error), what="infinite", **named)
    refuse(error < 0, what="negative standard error", **named)


def _pairs(good: Floats, error: Floats) -> _Pairs:
    size = good.size
    affordable = min(_DRAWS_AN_AREA * size, _PAIRS_DRAWN // max(size, 1) ** 2)
    draws = int(np.clip(affordable, _FEWEST_DRAWS, _MOST_DRAWS))
    noise = _standard_noise(size, draws) * error.astype(np.float32)[:, None]
    is_new = (np.diff(good, prepend=np.inf) != 0) | (np.diff(error, prepend=np.inf) != 0)
    return _Pairs(
        apart=np.subtract.outer(good, good),
        error=np.hypot.outer(error, error),
        noise=noise,
        alike=np.maximum.accumulate(np.where(is_new, np.arange(size), 0)),
    )


@lru_cache(maxsize=16)
def _standard_noise(areas: int, draws: int) -> NDArray[np.float32]:
    """Draw standard normal numbers, areas x draws, the same in every process."""
    noise = np.random.default_rng(_SEED).standard_normal((areas, draws), dtype=np.float32)
    noise.setflags(write=False)
    return noise


def _is_certain(pairs: _Pairs) -> Flags:
    """Say which pairs of full counts differ: no draw is needed to tell those apart."""
    return np.asarray((pairs.error == 0) & (np.abs(pairs.apart) > TIE))


def _told_apart(
    pairs: _Pairs, first: NDArray[np.float32], *, confidence: float, by_row: bool
) -> Flags:
    """Say which pairs can be told apart, rejecting in steps.

    Each step takes the quantile of the largest difference among the claims not yet rejected, of
    one area (a row) or of the whole table, until a step rejects no more. A pair makes two
    claims, neither area being better than the other; telling it apart rejects one of them.
    By row, a row answers for its own area only, and areas that are alike answer alike. The
    ``first`` step looks at the same differences either way.
    """
    is_uncertain = pairs.error > 0
    is_apart = _is_certain(pairs)
    score = np.divide(np.abs(pairs.apart), pairs.error, where=is_uncertain, out=0 * pairs.error)
    rows = np.unique(pairs.alike) if by_row else np.arange(len(score))
    rows = rows[is_uncertain[rows].any(axis=1)]
    largest = first[rows]
    while rows.size:
        limit = _upper_quantile(largest if by_row else largest.max(axis=0)[None], confidence)
        is_rejected = (score[rows] > limit) & ~is_apart[rows]
        is_apart[rows] |= is_rejected
        rows = rows[is_rejected.any(axis=1) if by_row else np.full(rows.size, is_rejected.any())]
        largest = _largest_differences(pairs, rows=rows, is_apart=is_apart)
    return is_apart[pairs.alike] if by_row else is_apart


def _upper_quantile(largest: NDArray[np.float32], confidence: float) -> NDArray[np.float32]:
    """Give per row the draw that ``confidence`` of the draws do not exceed."""
    place = int(np.ceil(confidence * largest.shape[1])) - 1
    return np.partition(largest, place, axis=1)[:, place, None]


def _largest_differences(
    pairs: _Pairs, *, rows: NDArray[np.intp], is_apart: Flags
) -> NDArray[np.float32]:
    """Give per draw the largest studentised difference among the claims not yet rejected.

    Returns:
        rows x draws.
    """
    largest = np.zeros((rows.size, pairs.noise.shape[1]), dtype=np.float32)
    is_uncertain = pairs.error > 0
    for place, row in enumerate(rows):
        for is_open in (True, False):
            columns = np.flatnonzero(is_uncertain[row] & (is_apart[row] != is_open))
            if columns.size:
                # Of a pair told apart only the claim remains that the better area is the worse one.
                sign = 1 if is_open else np.sign(pairs.apart[row, columns])
                gaps = pairs.noise[columns] - pairs.noise[row]
                gaps *= (sign / pairs.error[row, columns]).astype(np.float32)[:, None]
                claims = np.abs(gaps, out=gaps) if is_open else gaps
                np.maximum(largest[place], claims.max(axis=0), out=largest[place])
    return largest


def _in_given_order(
    pairs: _Pairs, *, alone: Flags, table: Flags, order: NDArray[np.intp], size: int
) -> Ranking:
    """Count better and worse areas, and put the results back in the caller's order."""

    def placed(ranks: NDArray[np.intp]) -> Floats:
        column = np.full(size, np.nan)
        column[order] = ranks
        return column

    ahead, behind = pairs.apart < -TIE, pairs.apart > TIE
    is_better = np.zeros((size, size), dtype=np.bool_)
    is_better[np.ix_(order, order)] = table & behind
    return Ranking(
        rank=placed(1 + ahead.sum(axis=1)),
        low=placed(1 + (alone & ahead).sum(axis=1)),
        high=placed(order.size - (alone & behind).sum(axis=1)),
        low_together=placed(1 + (table & ahead).sum(axis=1)),
        high_together=placed(order.size - (table & behind).sum(axis=1)),
        is_better=is_better,
    )
