"""How many equally weighted answers a weighted sample is worth."""

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.inputs import Floats, together


def kish(weights: ArrayLike, *, groups: ArrayLike) -> tuple[NDArray[np.generic], Floats]:
    """Give Kish's effective sample size of each group.

    It counts what unequal weights cost, not what clustering costs.

    Args:
        weights: one an answer, above 0; nan is left out.
        groups: which group each answer belongs to.

    Returns:
        the groups, sorted, and the effective size of each (persons, at most their number).

    Source: docs/methods.md#effective-size
    """
    (known,) = together(weights=weights)
    sizes = (
        pl.DataFrame({"group": np.asarray(groups), "weight": known})
        .filter(pl.col("weight").is_not_nan())
        .group_by("group")
        .agg(size=kish_size(pl.col("weight")))
        .sort("group")
    )
    return sizes["group"].to_numpy(), sizes["size"].to_numpy()


def kish_size(weight: pl.Expr) -> pl.Expr:
    """Square of the sum of the weights over the sum of their squares.

    Source: docs/methods.md#effective-size
    """
    return weight.sum().pow(2) / weight.pow(2).sum()
