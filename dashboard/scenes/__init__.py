"""What each page shows, made of answers and words alone: the same for the screen and for exports.

A scene asks its desk, makes its charts and sentences, and knows nothing of where it is shown. To
add a page of charts: a module here, its function in `SCENES`, a page that lays it out.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from dashboard.charts.spec import Chart
from dashboard.scenes.compare import comparison
from dashboard.scenes.desk import Desk
from dashboard.scenes.grids import grids
from dashboard.scenes.metric import metric_scene
from dashboard.scenes.overview import overview
from dashboard.scenes.rankings import standing
from dashboard.scenes.scorecard import scorecard
from dashboard.scenes.survey import survey
from dashboard.view import View


class Scene(Protocol):
    """What every scene has: its conclusion and its charts."""

    @property
    def headline(self) -> str:
        """The conclusion."""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts, in the order of reading."""


SCENES: Mapping[str, Callable[[Desk, View], Scene]] = {
    "overview": overview,
    "compare": comparison,
    "metric": metric_scene,
    "rankings": standing,
    "grids": grids,
    "scorecard": scorecard,
    "survey": survey,
}

__all__ = ["SCENES", "Desk", "Scene"]
