"""Codes, labels, lists of values, yes and no."""

import re

import polars as pl

from pipelines.contract import Field
from pipelines.convert.outcome import Outcome, Way

SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+\d{2,}", re.ASCII)
WHOLE = re.compile(r"\d+\.0+", re.ASCII)
# Marks of a code that a spreadsheet took for a number, and of text that is no code at all.
MARKS = ["E+", "e+", " ", "\t", "\n", "\r", "\v", "\f", "\u0085", "\u1680", "\u2028", "\u2029"]
YES = {"true", "1", "是", "yes", "y", "t", "有"}
NO = {"false", "0", "否", "no", "n", "f", "没有"}


def _as_it_stands(text: pl.Expr) -> pl.Expr:
    return text


def _may_be_touched(text: pl.Expr, _value: pl.Expr) -> pl.Expr:
    """Tell which texts may be no codes, or codes that a spreadsheet took for numbers."""
    return text.str.ends_with(".0") | text.str.contains_any(MARKS)


def code(text: str) -> Outcome:
    """Undo the ``.0`` of a spreadsheet; refuse scientific notation, whose digits are lost."""
    if len(text.split()) > 1:
        return Outcome(reason="not_a_code")
    if SCIENTIFIC.fullmatch(text):
        return Outcome(reason="lost_digits")
    if WHOLE.fullmatch(text):
        return Outcome(text.partition(".")[0], note="dropped_point_zero")
    return Outcome(text)


def code_way() -> Way:
    """Make the way of codes: as they stand, unless a spreadsheet may have touched them."""
    return Way(_as_it_stands, code, doubts=_may_be_touched)


def label_way() -> Way:
    """Make the way of words: as they stand."""
    return Way(_as_it_stands, Outcome)


def choice_way(column: Field) -> Way:
    """Make the way of a column with a closed list of values."""
    by_word = {str(word).casefold(): value for word, value in column.values.items()}
    allowed = "、".join(dict.fromkeys(str(word) for word in column.values))

    def careful(text: str) -> Outcome:
        word = text.casefold().removesuffix(".0")
        if word in by_word:
            return Outcome(by_word[word])
        return Outcome(reason="not_in_the_list", hint=allowed)

    # Only words that stand for themselves go the fast way: 9 is a number, and means no answer.
    plain = [word for word, value in by_word.items() if word == str(value)]

    def fast(text: pl.Expr) -> pl.Expr:
        if isinstance(column.dtype, pl.Enum):
            return text.cast(column.dtype, strict=False)
        return text.replace_strict(plain, plain, default=None).cast(column.dtype)

    return Way(fast, careful)


def flag_way() -> Way:
    """Make the way of yes and no."""
    words = {"true": True, "false": False}
    return Way(lambda text: text.replace_strict(words, default=None, return_dtype=pl.Boolean), flag)


def flag(text: str) -> Outcome:
    """Understand the words for yes and no."""
    word = text.casefold().removesuffix(".0")
    if word in YES | NO:
        return Outcome(word in YES)
    return Outcome(reason="not_yes_or_no")
