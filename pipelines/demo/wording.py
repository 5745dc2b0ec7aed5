"""Say a frame as an office would export it: in its headers and its words."""

from functools import cache

import polars as pl

from pipelines.contract import Field, Kind
from pipelines.sources import SOURCES

YES, NO = "是", "否"


@cache
def _fields(source: str) -> dict[str, Field]:
    return {field.name: field for field in SOURCES[source].fields}


def header(column: str, *, source: str, in_chinese: bool) -> str:
    """Give the header of a column: its first Chinese name, or its own."""
    return _fields(source)[column].names[0] if in_chinese else column


def in_words(frame: pl.DataFrame, *, source: str, in_chinese: bool) -> pl.DataFrame:
    """Bring a frame to the words of an export.

    Args:
        frame: columns of the contract of ``source``, values as the contract has them.
        source: whose contract.
        in_chinese: whether headers, listed values and flags are Chinese.
    """
    return frame.select(
        _spoken(_fields(source)[name], in_chinese=in_chinese).alias(
            header(name, source=source, in_chinese=in_chinese)
        )
        for name in frame.columns
    )


def _spoken(field: Field, *, in_chinese: bool) -> pl.Expr:
    column = pl.col(field.name)
    if field.kind is Kind.FLAG:
        words = (YES, NO) if in_chinese else ("true", "false")
        return pl.when(column).then(pl.lit(words[0])).when(~column).then(pl.lit(words[1]))
    if in_chinese and field.kind is Kind.CHOICE:
        return column.replace_strict(_chinese(field), return_dtype=pl.String)
    return column


def _chinese(field: Field) -> dict[str, str]:
    """Name the first Chinese word of every value."""
    words: dict[str, str] = {}
    for spoken, value in field.values.items():
        if words.get(value, value) == value:
            words[value] = spoken
    return words
