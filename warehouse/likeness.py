"""Which streets are like one of them in what they cannot change, and how it does among those."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from warehouse.catalog import Interval, Metric
from warehouse.statistics import (
    Estimate,
    Outcome,
    Polarity,
    difference,
    discoveries,
    nearest_neighbours,
)
from warehouse.statistics.inputs import Floats

VARIABLES = (
    "household_count",
    "resident_count",
    "household_size",
    "rural_share",
    "dedicated_share",
    "grid_count",
)
# So many streets are compared with the chosen one.
NEAREST = 3
CONFIDENCE = 0.95
# Of what is called different, this share may on average be chance.
RATE = 0.05
# Which way the first of two values lies: above and below the second.
SIDES = {
    Polarity.HIGH_IS_GOOD: (Outcome.BETTER, Outcome.WORSE),
    Polarity.LOW_IS_GOOD: (Outcome.WORSE, Outcome.BETTER),
    Polarity.NO_JUDGEMENT: (Outcome.HIGHER, Outcome.LOWER),
}


@dataclass(frozen=True)
class Likeness:
    """How like one street all others are.

    Attributes:
        own: code of the street.
        order: codes of the others whose distance is known, nearest first.
        distances: of those, by code: 0 is the same context, 1 the farthest street.
    """

    own: str
    order: tuple[str, ...]
    distances: Mapping[str, float]

    @property
    def nearest(self) -> tuple[str, ...]:
        """The streets that are compared with the chosen one."""
        return self.order[:NEAREST]


def likeness(context: pl.DataFrame, own: str) -> Likeness:
    """Order streets by how like ``own`` they are.

    Args:
        context: one row a street, as ``PeerBook.context`` gives them.
        own: code of the street; where it is not among them, nothing is like it.

    Source: docs/methods.md#neighbours
    """
    codes = context["area_code"].to_list()
    if own not in codes:
        return Likeness(own, (), {})
    found = nearest_neighbours(context.select(VARIABLES).to_numpy())
    at = codes.index(own)
    order = tuple(codes[place] for place in found.order[at] if place >= 0)
    return Likeness(
        own, order, {code: float(found.distance[at, codes.index(code)]) for code in order}
    )


def told_apart(
    values: pl.DataFrame, metric: Metric, *, own: str, others: Sequence[str]
) -> dict[str, Outcome]:
    """Say of each of some streets how another one compares with it.

    Args:
        values: one row a street of one metric, as ``Reader.board`` gives them.
        metric: whose values they are.
        own: code of the street that is compared.
        others: codes of those it is compared with.

    Returns:
        The outcome for ``own`` by code: a difference is a finding of which at most 5 % are
        chance on average (Benjamini–Hochberg over the streets); full counts differ as they are;
        ``not_compared`` where either is withheld, small or provisional.

    Source: docs/methods.md#false-discovery
    """
    by_code = {row["area_code"]: row for row in values.iter_rows(named=True)}
    firm = [code for code in others if all(_is_firm(by_code.get(one)) for one in (own, code))]
    said = dict.fromkeys(others, Outcome.NOT_COMPARED)
    if not firm:
        return said
    first, second = (_estimate([by_code[one] for one in codes]) for codes in ([own], firm))
    found = difference(first, second=second, confidence=CONFIDENCE)
    is_full = metric.interval is Interval.NONE
    is_sure = found.value != 0 if is_full else discoveries(found.p_value, rate=RATE)
    above, below = SIDES[metric.polarity]
    for code, gap, sure in zip(firm, found.value, is_sure, strict=True):
        said[code] = (above if gap > 0 else below) if sure else Outcome.SIMILAR
    return said


def _is_firm(row: Mapping[str, object] | None) -> bool:
    return (
        row is not None
        and row["value"] is not None
        and not row["is_small"]
        and not row["is_provisional"]
    )


def _estimate(rows: Sequence[Mapping[str, float | None]]) -> Estimate:
    """Take streets' values; a full count is its own limit."""
    value, low, high = (_floats([row[name] for row in rows]) for name in ("value", "low", "high"))
    # Rounding in a survey's limits may leave them a hair inside the value.
    return Estimate(
        value,
        np.fmin(np.where(np.isnan(low), value, low), value),
        np.fmax(np.where(np.isnan(high), value, high), value),
    )


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if one is None else one for one in values], dtype=np.float64)
