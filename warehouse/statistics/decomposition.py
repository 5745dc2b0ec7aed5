"""Why a ratio changed: because cells changed, or because their weight in the whole did."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from warehouse.statistics.inputs import Floats, count_and_exposure, refuse

# Areas and classes.
_AXES = 2


@dataclass(frozen=True, slots=True)
class CellCounts:
    """Counts of one period.

    Attributes:
        numerator: areas x classes.
        denominator: areas x classes; 0 where a cell is empty.
    """

    numerator: ArrayLike
    denominator: ArrayLike


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The parts of a change; all of them together are the change.

    Attributes:
        change: of the whole ratio, after less before.
        rates: areas x classes, what each cell's own ratio did.
        class_mix: one number an area, what the make-up of its classes did.
        area_mix: one number an area, what its share of the whole did: above 0 where it grew
            with a ratio above the whole's or shrank with one below.
    """

    change: float
    rates: Floats
    class_mix: Floats
    area_mix: Floats


@dataclass(frozen=True, slots=True)
class _Factors:
    """A ratio as the sum over cells of area share x class share x rate."""

    area: Floats
    classes: Floats
    rate: Floats


def decompose_change(before: CellCounts, *, after: CellCounts) -> Decomposition:
    """Split the change of a ratio exactly into the parts of rates, class mix and area mix.

    The ratio of a period is the sum over cells of (share of the area in the whole) x (share of
    the class in the area) x (ratio of the cell). Each factor's part is its change, weighed with
    the other two averaged over every order in which the three could have changed (Shapley, for
    three factors Das Gupta's formula). No part is left over and no period stands first.

    Args:
        before: counts of the earlier period.
        after: counts of the later one, of the same areas and classes.

    Returns:
        parts in the unit of the ratio; nan throughout where a period has no denominator.

    Raises:
        ValueError: a count is missing, negative or infinite, an empty cell has a numerator, or
            the tables differ in shape.

    Source: docs/methods.md#decomposition
    """
    tables = [_checked(table) for table in (before, after)]
    if tables[0][0].shape != tables[1][0].shape:
        raise ValueError(f"tables of {tables[0][0].shape} and {tables[1][0].shape} cells")
    old, new = _factors(*tables)
    whole_before, whole_after = (
        (one.area[:, None] * one.classes * one.rate).sum() for one in (old, new)
    )
    area_shares = (old.area[:, None], new.area[:, None])
    rates = _part((old.rate, new.rate), area_shares, (old.classes, new.classes))
    class_mix = _part((old.classes, new.classes), area_shares, (old.rate, new.rate))
    # An area that grows takes from all others: it counts by how far it is from the whole.
    middle = (whole_before + whole_after) / 2
    away = (old.rate - middle, new.rate - middle)
    area_mix = _part(area_shares, (old.classes, new.classes), away)
    return Decomposition(
        change=float(whole_after - whole_before),
        rates=rates,
        class_mix=class_mix.sum(axis=1),
        area_mix=area_mix.sum(axis=1),
    )


def _checked(table: CellCounts) -> tuple[Floats, Floats]:
    part, whole = count_and_exposure(table.numerator, table.denominator)
    named = {"numerator": part, "denominator": whole}
    refuse(np.isnan(part + whole), what="a cell without value", **named)
    refuse((whole == 0) & (part > 0), what="a numerator in an empty cell", **named)
    if part.ndim != _AXES:
        raise ValueError(f"a table is areas x classes, not of shape {part.shape}")
    return part, whole


def _factors(
    before: tuple[Floats, Floats], after: tuple[Floats, Floats]
) -> tuple[_Factors, _Factors]:
    """Take both tables apart; what one period does not know is as it was in the other.

    So a cell that appears or goes changes the mix and not the rates, an area that appears or
    goes changes the share of areas alone.
    """
    shares = [_ratio(whole.sum(axis=1), whole.sum()) for _, whole in (before, after)]
    classes = [_ratio(whole, whole.sum(axis=1, keepdims=True)) for _, whole in (before, after)]
    rates = [_ratio(part, whole) for part, whole in (before, after)]
    filled = [
        _Factors(
            area=shares[this],
            classes=_known(classes[this], classes[1 - this]),
            rate=_known(rates[this], rates[1 - this]),
        )
        for this in (0, 1)
    ]
    return filled[0], filled[1]


def _ratio(part: Floats, whole: ArrayLike) -> Floats:
    base = np.broadcast_to(np.asarray(whole, dtype=np.float64), part.shape)
    return np.asarray(part / np.where(base > 0, base, np.nan), dtype=np.float64)


def _known(this: Floats, other: Floats) -> Floats:
    return np.where(np.isnan(this), np.nan_to_num(other, nan=0.0), this)


def _part(
    moves: tuple[Floats, Floats], one: tuple[Floats, Floats], other: tuple[Floats, Floats]
) -> Floats:
    """Give the part of one factor of three, the others averaged over all orders of change."""
    together = (one[0] * other[0] + one[1] * other[1]) / 3
    crossed = (one[0] * other[1] + one[1] * other[0]) / 6
    return np.asarray((moves[1] - moves[0]) * (together + crossed), dtype=np.float64)
