"""What the careful way says of one value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value, or the reason why there is none.

    Attributes:
        value: the converted value; null for an explicit "no value" and for a failure.
        reason: a code of ``warehouse/reasons.toml``; null when the value was understood.
        hint: what the sentence of the reason may show beside the value.
        note: what was put right, counted for the load's record.
    """

    value: Any = None
    reason: str | None = None
    hint: str | None = None
    note: str | None = None


Careful = Callable[[str], Outcome]
