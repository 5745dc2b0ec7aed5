"""What a delivered row must hold, as reading and converting see it.

A contract is a `dataframely` schema whose columns are made by `pipelines.column`, so that a
source module reads like the exchange standard it implements.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import dataframely as dy
import polars as pl


class Kind(StrEnum):
    """How the text of a column becomes a value."""

    CODE = "code"
    LABEL = "label"
    CHOICE = "choice"
    SCORE = "score"
    FLAG = "flag"
    COUNT = "count"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    GEOMETRY = "geometry"


class Delivered(dy.Schema):
    """What every accepted row carries: the physical line it came from, 1 for the first."""

    source_line = dy.UInt32(min=1)


Contract = type[Delivered]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a contract, as reading and converting see it.

    Attributes:
        name: the column's name in the lake.
        kind: how its text is converted.
        required: whether a row without it is quarantined.
        names: accepted headers beside ``name``, Chinese first.
        values: accepted words and the value each stands for; empty unless a choice or score.
        has_happened: whether a value later than the load itself is an error.
        dtype: the type of its values.
        percent: what ``60%`` stands for: ``share`` 0.6, ``points`` 60; none where the sign is
            an error.
    """

    name: str
    kind: Kind
    required: bool
    names: tuple[str, ...]
    values: Mapping[str, Any]
    has_happened: bool
    dtype: pl.DataType
    percent: str | None = None


def fields(contract: Contract) -> tuple[Field, ...]:
    """Describe the delivered columns of ``contract`` in their stated order."""
    return tuple(
        Field(name, dtype=column.dtype, required=not column.nullable, **column.metadata)
        for name, column in contract.columns().items()
        if column.metadata
    )
