"""How many of many findings may be false ones (Benjamini and Hochberg)."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import false_discovery_control

from warehouse.statistics.inputs import TIE, Flags, Floats, refuse


def false_discovery_values(p_values: ArrayLike) -> Floats:
    """Give for each test the smallest false-discovery rate at which it counts as a finding.

    Args:
        p_values: of all tests that were looked at together, any shape; nan where there was no
            test, which then does not count among them.

    Returns:
        adjusted p-values, no smaller than the given ones; nan where there was no test.

    Raises:
        ValueError: a p-value is not within 0 and 1.

    Source: docs/methods.md#false-discovery
    """
    p_value = np.asarray(p_values, dtype=np.float64)
    refuse((p_value < 0) | (p_value > 1), what="not a p-value", p_value=p_value)
    is_known = ~np.isnan(p_value)
    adjusted = np.full(p_value.shape, np.nan)
    if is_known.any():
        adjusted[is_known] = false_discovery_control(p_value[is_known], method="bh")
    return adjusted


def discoveries(p_values: ArrayLike, *, rate: float = 0.05) -> Flags:
    """Say which tests are findings, so that no more than this share of them is false on average.

    Args:
        p_values: of all tests that were looked at together; nan where there was no test.
        rate: the share of false ones that is put up with, between 0 and 1.

    Raises:
        ValueError: a p-value is not within 0 and 1, or the rate is not between them.

    Source: docs/methods.md#false-discovery
    """
    if not 0 < rate < 1:
        raise ValueError(f"rate = {rate} is not between 0 and 1")
    return false_discovery_values(p_values) <= rate + TIE
