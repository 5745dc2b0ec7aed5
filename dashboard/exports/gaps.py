"""Places left empty between periods that no line may join: office programs join neighbours."""

from collections.abc import Collection, Sequence
from typing import TypeVar

# Names the place between two ways of asking, or two sets of limits.
GAP = "/"
T = TypeVar("T")


def with_gaps(values: Sequence[T], starts: Collection[int]) -> tuple[T | None, ...]:
    """Leave a place empty before each position of ``starts``."""
    found: list[T | None] = []
    for at, value in enumerate(values):
        if at in starts:
            found.append(None)
        found.append(value)
    return tuple(found)


def names_with_gaps(names: Sequence[str], starts: Collection[int]) -> tuple[str, ...]:
    """Name every place, those left empty by `GAP`."""
    return tuple(GAP if name is None else name for name in with_gaps(names, starts))
