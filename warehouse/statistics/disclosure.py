"""Which small counts of persons or households are withheld, and what else must go with them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.inputs import Flags, Floats, count_and_exposure, refuse, together

# The rule for reporting persons and households: counts of 1 to 4 are not shown.
SMALLEST_SHOWN = 5

# No tree of areas and groups is this deep: what climbs on goes in a circle.
_DEEPEST = 1000

_Places = NDArray[np.intp]


def primary(
    numerator: ArrayLike, denominator: ArrayLike, *, smallest: float = SMALLEST_SHOWN
) -> Flags:
    """Say which cells are too small to show: few on either side of the share.

    Args:
        numerator: count of persons or households, any shape; nan where there is no value.
        denominator: count that the numerator is a part of; nan for a count that stands alone.
        smallest: the smallest count above 0 that may be shown.

    Returns:
        true where the numerator, or the denominator less the numerator, is above 0 and below
        ``smallest``.

    Raises:
        ValueError: a numerator exceeds its denominator, or a number is negative or infinite.

    Source: docs/methods.md#withholding
    """
    part, whole = count_and_exposure(numerator, denominator)
    refuse(part > whole, what="numerator exceeds denominator", numerator=part, denominator=whole)
    rest = whole - part
    return ((part > 0) & (part < smallest)) | ((rest > 0) & (rest < smallest))


def secondary(
    counts: ArrayLike,
    *,
    cells: ArrayLike,
    parents: ArrayLike,
    withheld: ArrayLike,
    smallest: float = SMALLEST_SHOWN,
) -> Flags:
    """Withhold further cells until no withheld one can be worked out from the published ones.

    Args:
        counts: one count a cell, or one row a cell with one column per published count (for a
            share: numerator, and denominator less numerator); nan counts as 0.
        cells: the cells' own codes, each once.
        parents: code of the cell into which each cell adds up; a code that is not among
            ``cells`` for one that adds up into nothing published.
        withheld: true for the cells that are withheld for themselves (``primary``).
        smallest: the smallest count above 0 that may be shown, or worked out.

    Returns:
        ``withheld`` with the further cells: smallest sibling first, the parent last. The order
        of the rows does not matter.

    Raises:
        ValueError: a code stands twice, a cell is its own ancestor, a count is negative or
            infinite, or the columns differ in length.

    Source: docs/methods.md#withholding
    """
    hidden = np.array(withheld, dtype=np.bool_)
    given = {"counts": _columns(counts), "cells": np.asarray(cells), "parents": np.asarray(parents)}
    lengths = {name: len(column) for name, column in given.items()}
    if set(lengths.values()) != {hidden.size}:
        raise ValueError(f"columns differ in length: {lengths}, withheld {hidden.size}")
    tree = _grown(**given)
    while True:
        further = _next_to_hide(tree, hidden=hidden, smallest=smallest)
        if not further.size:
            return hidden
        hidden[further] = True


@dataclass(frozen=True, slots=True)
class _Tree:
    """Cells that add up, by their place in the callers' arrays.

    Attributes:
        counts: cells x published counts.
        parent: place of the parent; -1 where there is none.
        levels: places of the cells that have a parent, deepest level first.
        in_turn: places of those cells by parent, each family in the order of withholding.
    """

    counts: Floats
    parent: _Places
    levels: tuple[_Places, ...]
    in_turn: _Places


def _columns(counts: ArrayLike) -> Floats:
    (known,) = together(counts=counts)
    refuse((known < 0) | np.isinf(known), what="negative or infinite", count=known)
    return np.nan_to_num(known if known.ndim > 1 else known[:, None])


def _grown(counts: Floats, *, cells: NDArray[np.generic], parents: NDArray[np.generic]) -> _Tree:
    place_of = {code: place for place, code in enumerate(cells.tolist())}
    if len(place_of) < cells.size:
        kept = np.isin(np.arange(cells.size), list(place_of.values()))
        raise ValueError(f"cell {cells[~kept][0]} stands twice")
    parent = np.array([place_of.get(code, -1) for code in parents.tolist()], dtype=np.intp)
    total = counts.sum(axis=1)
    # A nought hides nothing: it goes last of its family. Codes settle what counts leave open.
    turn = np.lexsort((np.argsort(np.argsort(cells)), total, total == 0, parent))
    return _Tree(counts, parent, _levels(parent, cells=cells), turn[parent[turn] >= 0])


def _levels(parent: _Places, *, cells: NDArray[np.generic]) -> tuple[_Places, ...]:
    """Sort the cells that have a parent by how far they are from the top, furthest first."""
    above = parent.copy()
    depth = np.zeros(parent.size, dtype=np.intp)
    while (climbs := above >= 0).any():
        depth += climbs
        if depth.max() > _DEEPEST:
            raise ValueError(f"cell {cells[np.flatnonzero(climbs)[0]]} is its own ancestor")
        above[climbs] = parent[above[climbs]]
    deepest = int(depth.max(initial=0))
    return tuple(np.flatnonzero(depth == step) for step in range(deepest, 0, -1))


def _next_to_hide(tree: _Tree, *, hidden: Flags, smallest: float) -> _Places:
    """Give one more cell for every family in which a withheld cell can be worked out."""
    of_parent = tree.parent[tree.in_turn]
    hidden_children = np.bincount(of_parent[hidden[tree.in_turn]], minlength=hidden.size)
    sums = _sums_laid_open(tree, hidden=hidden)
    is_small = ((sums > 0) & (sums < smallest)).any(axis=1)
    is_weak = np.where(hidden, hidden_children == 0, (hidden_children == 1) | is_small)
    is_weak &= np.bincount(of_parent, minlength=hidden.size) > 0
    shown = tree.in_turn[~hidden[tree.in_turn] & is_weak[of_parent]]
    families, first = np.unique(tree.parent[shown], return_index=True)
    used_up = np.setdiff1d(np.flatnonzero(is_weak & ~hidden), families)
    return np.concatenate([shown[first], used_up])


def _sums_laid_open(tree: _Tree, *, hidden: Flags) -> Floats:
    """Add up, for each published parent, what its withheld cells are known to come to.

    A withheld child that has withheld children of its own stands for those: its published
    children can be taken off.
    """
    sums = np.zeros_like(tree.counts)
    has_hidden_child = np.zeros(hidden.size, dtype=np.bool_)
    for level in tree.levels:
        inside = level[hidden[level]]
        laid_open = np.where(has_hidden_child[inside, None], sums[inside], tree.counts[inside])
        np.add.at(sums, tree.parent[inside], laid_open)
        has_hidden_child[tree.parent[inside]] = True
    return sums
