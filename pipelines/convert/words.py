"""Codes, labels, lists of values, yes and no."""

import re
from collections.abc import Callable

import polars as pl

from pipelines.contract import Field
from pipelines.convert.outcome import Careful, Outcome

Fast = Callable[[pl.Expr], pl.Expr]

SCIENTIFIC = re.compile(r"^\d(\.\d+)?[eE]\+?\d{2,}$")
WHOLE = re.compile(r"^\d+\.0+$")
YES = {"true", "1", "是", "yes", "y", "t", "有"}
NO = {"false", "0", "否", "no", "n", "f", "没有"}


def code_fast(text: pl.Expr) -> pl.Expr:
    """Take a code as it stands, unless a spreadsheet may have touched it."""
    touched = text.str.ends_with(".0") | text.str.contains("E+", literal=True)
    return pl.when(touched).then(None).otherwise(text)


def code(value: str) -> Outcome:
    """Undo the ``.0`` of a spreadsheet; refuse scientific notation, whose digits are lost."""
    if SCIENTIFIC.match(value):
        return Outcome(reason="lost_digits")
    if WHOLE.match(value):
        return Outcome(value.split(".")[0], note="dropped_point_zero")
    return Outcome(value)


def label_fast(text: pl.Expr) -> pl.Expr:
    """Take words as they stand."""
    return text


def label(value: str) -> Outcome:
    """Take words as they stand."""
    return Outcome(value)


def choice_ways(column: Field) -> tuple[Fast, Careful]:
    """Make the two ways of a column with a closed list of values."""
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
        return pl.when(text.is_in(plain)).then(text).cast(column.dtype)

    return fast, careful


def flag_fast(text: pl.Expr) -> pl.Expr:
    """Understand ``true`` and ``false``."""
    return pl.when(text == "true").then(True).when(text == "false").then(False)  # noqa: FBT003


def flag(value: str) -> Outcome:
    """Understand the other words for yes and no."""
    word = value.casefold().removesuffix(".0")
    if word in YES | NO:
        return Outcome(word in YES)
    return Outcome(reason="not_yes_or_no")
