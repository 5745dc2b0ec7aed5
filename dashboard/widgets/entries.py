"""Entries of the definitions page."""

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from dashboard.charts.labels import name_of
from dashboard.charts.markup import definition_markup
from dashboard.stories import definitions as story
from dashboard.widgets import frame, state
from warehouse.catalog import Metric


def shown(metrics: Sequence[Metric], *, is_open: bool) -> None:
    """Show metrics one below the other; the one in the link is unfolded."""
    view, words = state.current(), state.said()
    today = dt.datetime.now(dt.UTC).date()
    found = [
        definition_markup(
            metric_id=metric.metric_id,
            name=name_of(metric, words),
            definition=metric.definition[view.lang],
            facts=story.facts(metric, words, today=today),
            is_open=is_open or metric.metric_id == view.metric,
        )
        for metric in metrics
    ]
    frame.block(Markup("").join(found))
