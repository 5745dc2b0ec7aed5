"""How the text of one column becomes values: the fast way, and the careful way for the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the careful way says of one text: a value, or the reason why there is none.

    Attributes:
        value: the converted value; null for an explicit "no value" and for a failure.
        reason: a code of ``warehouse/reasons.toml``; null when the text was understood.
        hint: what the sentence of the reason may show beside the text.
        note: what was put right, counted for the load's record.
    """

    value: Any = None
    reason: str | None = None
    hint: str | None = None
    note: str | None = None


Fast = Callable[[pl.Expr], pl.Expr]
Doubts = Callable[[pl.Expr, pl.Expr], pl.Expr]
Careful = Callable[[str], Outcome]


@dataclass(frozen=True, slots=True)
class Way:
    """How the text of a column is converted.

    Attributes:
        fast: text → value over a whole column; null where it does not understand.
        careful: what one text means, asked once for each distinct one that is left.
        doubts: text and value → whether the fast way may have misunderstood.
        more: further ways over whole columns, tried on what the fast way left.
    """

    fast: Fast
    careful: Careful
    doubts: Doubts | None = None
    more: tuple[Fast, ...] = ()

    def doubtful(self, text: pl.Expr, value: pl.Expr) -> pl.Expr:
        """Tell which texts have no value yet that can be relied on."""
        is_left = text.is_not_null() & value.is_null()
        return is_left | self.doubts(text, value) if self.doubts else is_left
