"""Whole and decimal numbers, with the thousands separators and per cent signs people write."""

import math
import re

import polars as pl

from pipelines.convert.outcome import Outcome, Way

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
PERCENT = 100
# What a whole number of the lake may hold; beyond it the bounds of any column are broken.
LARGEST = 2**63 - 1


def count_way() -> Way:
    """Make the way of whole numbers."""
    return Way(lambda text: text.cast(pl.Int64, strict=False), count)


def number_way(percent: str | None) -> Way:
    """Make the way of decimal numbers; ``percent`` is what a per cent sign means, if anything."""

    def careful(text: str) -> Outcome:
        if percent is None or not text.endswith("%"):
            return number(text)
        outcome = number(text.removesuffix("%").rstrip())
        if outcome.value is None:
            return outcome
        by = PERCENT if percent == "share" else 1
        return Outcome(outcome.value / by, note="percent_signs")

    return Way(
        lambda text: text.cast(pl.Float64, strict=False),
        careful,
        doubts=lambda _, value: ~value.is_finite(),
    )


def number(text: str) -> Outcome:
    """Understand ``1,060``; refuse NaN and infinity, which would poison every average."""
    if NOT_FINITE.fullmatch(text):
        return Outcome(reason="not_finite")
    is_grouped = bool(GROUPED.fullmatch(text))
    plain = text.replace(",", "") if is_grouped else text
    if not NUMBER.fullmatch(plain):
        return Outcome(reason="not_a_number")
    value = float(plain)
    if not math.isfinite(value):
        return Outcome(reason="not_finite")
    return Outcome(value, note="thousands_separators" if is_grouped else None)


def count(text: str) -> Outcome:
    """Understand ``1,060`` and ``12.0``; refuse halves."""
    outcome = number(text)
    if outcome.value is None:
        return outcome
    if not outcome.value.is_integer():
        return Outcome(reason="not_whole")
    if abs(outcome.value) > LARGEST:
        return Outcome(reason="out_of_bounds", hint=f"0 … {LARGEST}")
    return Outcome(int(outcome.value), note=outcome.note)
