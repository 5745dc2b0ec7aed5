"""What the comparison of streets shows below its first charts: one section at a time.

To add one: a scene of a metric, and a line in `SECTIONS`.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from dashboard.charts.drawn import Drawable
from dashboard.scenes.adjusted import adjusted
from dashboard.scenes.desk import Desk
from dashboard.scenes.likes import likes
from dashboard.scenes.pair import pair
from dashboard.scenes.rank_course import rank_course
from dashboard.view import View
from warehouse.catalog import Metric


class Section(Protocol):
    """What every section has."""

    @property
    def charts(self) -> tuple[Drawable, ...]:
        """The charts, in the order of reading."""

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read them."""


SECTIONS: Mapping[str, Callable[[Desk, View, Metric], Section]] = {
    "ranks": rank_course,
    "adjusted": adjusted,
    "pair": pair,
    "likes": likes,
}


def section_of(view: View) -> str:
    """Name the section that a view shows: the first where it names none there is."""
    return view.section if view.section in SECTIONS else next(iter(SECTIONS))
