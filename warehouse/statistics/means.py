"""The interval of a mean of values that were measured one by one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from warehouse.statistics.inputs import normal_quantile, refuse


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its limits, in the unit of the values.

    Attributes:
        value: the mean; nan without values.
        low: lower limit; nan with fewer than two values.
        high: upper limit.
        values: how many values it is the mean of.
    """

    value: float
    low: float
    high: float
    values: int


def mean_interval(values: ArrayLike, *, confidence: float) -> Mean:
    """Give the mean of one area's values with Student's interval.

    For durations, some of which are not over, take ``survival_quantiles``.

    Args:
        values: any shape; nan where there is no value.
        confidence: between 0 and 1.

    Raises:
        ValueError: a value is infinite.

    Source: docs/methods.md#mean-interval
    """
    normal_quantile(confidence)
    value = np.ravel(np.asarray(values, dtype=np.float64))
    refuse(np.isinf(value), what="infinite", value=value)
    known = value[~np.isnan(value)]
    if not known.size:
        return Mean(np.nan, np.nan, np.nan, 0)
    middle = float(known.mean())
    if known.size == 1:
        return Mean(middle, np.nan, np.nan, 1)
    error = known.std(ddof=1) / np.sqrt(known.size)
    reach = float(stdtrit(known.size - 1, 0.5 + confidence / 2) * error)
    return Mean(middle, middle - reach, middle + reach, known.size)
