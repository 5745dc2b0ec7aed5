"""What every function here takes: float64 arrays in which nan means "no value"."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Two values closer than this are the same value: a tie in a ranking, "similar" in a comparison.
TIE = 1e-12

# Sums of weights end a few units in the last place apart; beyond this a share above 1 is a fault.
_ROUNDING = 1e-9


def together(**arrays: ArrayLike) -> tuple[Floats, ...]:
    """Turn the named arrays into float64 arrays of one common shape.

    Returns:
        one array per argument, in order; a masked or missing number is nan.

    Raises:
        ValueError: the shapes do not go together.
    """
    try:
        return np.broadcast_arrays(*(np.asarray(one, dtype=np.float64) for one in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {np.shape(one)}" for name, one in arrays.items())
        raise ValueError(f"shapes do not go together: {shapes}") from None


def normal_quantile(confidence: float) -> float:
    """Give z so that a standard normal number lies within ±z with this probability.

    Args:
        confidence: between 0 and 1, for example 0.95 or 0.998.

    Raises:
        ValueError: ``confidence`` is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence = {confidence} is not between 0 and 1")
    return float(ndtri(0.5 + confidence / 2))


def refuse(fault: NDArray[np.bool_], *, what: str, **arrays: Floats) -> None:
    """Raise for the first position at which ``fault`` is true, naming it and its values.

    Raises:
        ValueError: ``fault`` is true somewhere.
    """
    if not fault.any():
        return
    position = tuple(int(axis) for axis in np.argwhere(fault)[0])
    place = position[0] if len(position) == 1 else position
    found = ", ".join(f"{name} {float(values[position]):g}" for name, values in arrays.items())
    where = f"position {place}: " if position else ""
    raise ValueError(f"{where}{what} ({found})")


def numerator_and_denominator(
    numerator: ArrayLike, denominator: ArrayLike
) -> tuple[Floats, Floats]:
    """Check that each numerator is a part of its denominator.

    Args:
        numerator: count or sum of weights; nan where there is no value.
        denominator: count or sum of weights; nan where there is no value.

    Returns:
        both in one shape, a numerator above its denominator by rounding alone cut to it.

    Raises:
        ValueError: a number is negative or infinite, or a numerator exceeds its denominator.
    """
    part, whole = together(numerator=numerator, denominator=denominator)
    named = {"numerator": part, "denominator": whole}
    refuse(np.isinf(part) | np.isinf(whole), what="infinite", **named)
    refuse((part < 0) | (whole < 0), what="negative", **named)
    refuse(part > whole * (1 + _ROUNDING), what="numerator exceeds denominator", **named)
    return np.minimum(part, whole), whole


def count_and_exposure(count: ArrayLike, exposure: ArrayLike) -> tuple[Floats, Floats]:
    """Check counts of events and what they are divided by.

    Args:
        count: number of events; nan where there is no value.
        exposure: grid-weeks, grids, months and the like; nan where there is no value.

    Raises:
        ValueError: a number is negative or infinite.
    """
    events, base = together(count=count, exposure=exposure)
    named = {"count": events, "exposure": base}
    refuse(np.isinf(events) | np.isinf(base), what="infinite", **named)
    refuse((events < 0) | (base < 0), what="negative", **named)
    return events, base
