"""Columns of a contract: a type with bounds, and in ``metadata`` what reading has to know."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import dataframely as dy

from pipelines.contract import Kind

EARLIEST = dt.datetime(1949, 10, 1)
LATEST = dt.datetime(2100, 1, 1)


def _about(kind: Kind, names: tuple[str, ...], **more: Any) -> dict[str, Any]:
    return {"kind": kind, "names": names, "values": {}, "has_happened": False, **more}


def code(*names: str, required: bool = False) -> dy.String:
    """Make a column of codes: text without spaces, digits kept, at most 64 bytes.

    That it has no spaces is seen to when it is read, by `pipelines.convert.words`.
    """
    return dy.String(nullable=not required, max_length=64, metadata=_about(Kind.CODE, names))


def label(*names: str, required: bool = False, alias: str | None = None) -> dy.String:
    """Make a column of words meant for reading, at most 600 bytes.

    ``alias`` is the column's name where Python keeps the word for itself.
    """
    return dy.String(
        nullable=not required, max_length=600, alias=alias, metadata=_about(Kind.LABEL, names)
    )


def choice(*names: str, words: Mapping[str, str], required: bool = False) -> dy.Enum:
    """Make a column with a closed list of values.

    Args:
        names: accepted headers, Chinese first.
        words: value → the Chinese words for it, parted by ``|``.
        required: whether a row without it is quarantined.
    """
    values = {
        spoken: value for value, said in words.items() for spoken in (value, *said.split("|"))
    }
    return dy.Enum(
        list(words),
        nullable=not required,
        metadata=_about(Kind.CHOICE, names, values=values),
    )


def score(*names: str, words: Mapping[str, int | None]) -> dy.Int8:
    """Make a column of answers on a five-point scale; a word may stand for no answer."""
    return dy.Int8(nullable=True, min=1, max=5, metadata=_about(Kind.SCORE, names, values=words))


def flag(*names: str, required: bool = False) -> dy.Bool:
    """Make a yes-or-no column."""
    return dy.Bool(nullable=not required, metadata=_about(Kind.FLAG, names))


def count(*names: str, most: int = 10_000_000, required: bool = False) -> dy.Int64:
    """Make a column of whole numbers from 0 to ``most``."""
    return dy.Int64(nullable=not required, min=0, max=most, metadata=_about(Kind.COUNT, names))


def number(
    *names: str, least: float, most: float, required: bool = False, percent: str | None = None
) -> dy.Float64:
    """Make a column of finite numbers from ``least`` to ``most``.

    Args:
        names: accepted headers, Chinese first.
        least: the smallest value.
        most: the largest.
        required: whether a row without it is quarantined.
        percent: what ``60%`` stands for: ``share`` 0.6, ``points`` 60.
    """
    return dy.Float64(
        nullable=not required,
        min=least,
        max=most,
        metadata=_about(Kind.NUMBER, names, percent=percent),
    )


def day(*names: str, required: bool = False, has_happened: bool = False) -> dy.Date:
    """Make a column of dates between 1949-10-01 and 2099-12-31."""
    return dy.Date(
        nullable=not required,
        min=EARLIEST.date(),
        max_exclusive=LATEST.date(),
        metadata=_about(Kind.DAY, names, has_happened=has_happened),
    )


def moment(*names: str, required: bool = False, has_happened: bool = False) -> dy.Datetime:
    """Make a column of local times (Asia/Shanghai) between 1949-10-01 and 2099-12-31."""
    return dy.Datetime(
        nullable=not required,
        min=EARLIEST,
        max_exclusive=LATEST,
        time_unit="us",
        metadata=_about(Kind.MOMENT, names, has_happened=has_happened),
    )


def geometry() -> dy.String:
    """Make a column of outlines: GeoJSON text in WGS-84, from GeoJSON deliveries alone."""
    return dy.String(nullable=True, metadata=_about(Kind.GEOMETRY, ()))
