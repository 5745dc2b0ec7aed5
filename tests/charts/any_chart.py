"""A chart of every kind, made from the types of its fields and one text for all words."""

import enum
import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from dashboard.charts import spec
from dashboard.charts.spec import Chart

KINDS = typing.get_args(Chart)
# How many texts a field holds where its type leaves it open.
LENGTHS = {
    "DotRow.texts": 3,
    "DotChart.columns": 4,
    "BarRow.texts": 3,
    "BarChart.columns": 3,
    "BulletTable.columns": 7,
}
USUAL = 2
RING = ((118.8, 32.3), (118.9, 32.3), (118.9, 32.4), (118.8, 32.3))
NUMBERS = {int: 3, float: 0.75, bool: True}


def chart_of(kind: type, text: str, *, size: int = USUAL) -> Chart:
    """Make a chart in which every word is ``text``, with ``size`` rows."""
    return _made(kind, text, size=size)


def charts(text: str) -> list[Chart]:
    """Make one chart of every kind."""
    return [chart_of(kind, text) for kind in KINDS]


def empty_charts() -> list[Chart]:
    """Make one chart of every kind with nothing in it."""
    return [chart_of(kind, "x", size=0) for kind in KINDS]


def _made(wanted, text: str, *, size: int, place: str = ""):
    if is_dataclass(wanted):
        hints = typing.get_type_hints(wanted)
        places = {field.name: f"{wanted.__name__}.{field.name}" for field in fields(wanted)}
        return wanted(
            **{name: _made(hints[name], text, size=size, place=one) for name, one in places.items()}
        )
    if wanted is spec.Ring:
        return RING
    if typing.get_origin(wanted) is tuple:
        return tuple(_members(typing.get_args(wanted), text, size=size, place=place))
    if typing.get_origin(wanted) in {types.UnionType, typing.Union}:
        return _made(typing.get_args(wanted)[0], text, size=size, place=place)
    if issubclass(wanted, enum.Enum):
        return next(iter(wanted))
    return text if wanted is str else NUMBERS[wanted]


def _members(kinds: tuple, text: str, *, size: int, place: str) -> Iterator:
    if kinds[-1] is not Ellipsis:
        yield from (_made(kind, text, size=size, place=place) for kind in kinds)
        return
    count = LENGTHS.get(place, size)
    yield from (_made(kinds[0], text, size=size, place=place) for _ in range(count))
