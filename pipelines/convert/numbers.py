"""Whole and decimal numbers, with the thousands separators people write."""

import math
import re

import polars as pl

from pipelines.convert.outcome import Outcome

GROUPED = re.compile(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")


def count_fast(text: pl.Expr) -> pl.Expr:
    """Understand plain digits."""
    return text.cast(pl.Int64, strict=False)


def number_fast(text: pl.Expr) -> pl.Expr:
    """Understand plain finite numbers."""
    value = text.cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def number(value: str) -> Outcome:
    """Understand ``1,060``; refuse NaN and infinity, which would poison every average."""
    plain = value.replace(",", "") if GROUPED.match(value) else value
    try:
        found = float(plain)
    except ValueError:
        return Outcome(reason="not_a_number")
    if not math.isfinite(found):
        return Outcome(reason="not_finite")
    return Outcome(found, note="thousands_separators" if plain != value else None)


def count(value: str) -> Outcome:
    """Understand ``1,060`` and ``12.0``; refuse halves."""
    outcome = number(value)
    if outcome.reason is not None:
        return outcome
    if not float(outcome.value).is_integer():
        return Outcome(reason="not_whole")
    return Outcome(int(outcome.value), note=outcome.note)
