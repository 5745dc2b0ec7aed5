"""Streets by what they cannot change, the nearest to one of them first."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.charts.labels import area_name
from dashboard.charts.spec import ContextCell, ContextRow, ContextTable, Face
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.likeness import VARIABLES, Likeness

Row = Mapping[str, Any]
SHARE = NumberFormat(is_share=True, decimals=1)
WHOLE = NumberFormat(is_share=False, decimals=0)
FINE = NumberFormat(is_share=False, decimals=2)
NUMBERS = {"household_size": FINE, "rural_share": SHARE, "dedicated_share": SHARE}


def context_table(
    context: pl.DataFrame, like: Likeness, *, face: Face, words: Words
) -> ContextTable:
    """Make one row a street: the chosen one, the others by distance, those of unknown ones last.

    Args:
        context: one row a street, as ``PeerBook.context`` gives them.
        like: how like the chosen one they are.
        face: what every chart has.
        words: in the reader's language.
    """
    rows = {row["area_code"]: row for row in context.iter_rows(named=True)}
    known = (like.own, *like.order)
    codes = [
        *(code for code in known if code in rows),
        *(code for code in rows if code not in known),
    ]
    return ContextTable(
        face,
        tuple(words(f"likes.{name}") for name in VARIABLES),
        (*(NUMBERS.get(name, WHOLE) for name in VARIABLES), FINE),
        tuple(_row(rows[code], like, words) for code in codes),
        (words("column.area"), words("likes.distance")),
    )


def _row(row: Row, like: Likeness, words: Words) -> ContextRow:
    code = row["area_code"]
    distance = like.distances.get(code)
    is_own = code == like.own
    return ContextRow(
        code,
        area_name(row, words),
        tuple(_cell(row[name], NUMBERS.get(name, WHOLE)) for name in VARIABLES),
        distance,
        "" if is_own else FINE.value(distance),
        is_own=is_own,
        is_near=code in like.nearest,
    )


def _cell(value: float | None, number: NumberFormat) -> ContextCell:
    return ContextCell(value, number.value(value))
