"""Specifications as HTML, where text sets a page better than a figure does.

Values are escaped by ``Markup.format``; positions and colours are numbers and constants of ours.
Nothing here may take a string from data into an attribute without it.
"""

from dashboard.charts.markup.bullets import bullet_markup
from dashboard.charts.markup.definitions import definition_markup
from dashboard.charts.markup.heroes import hero_markup
from dashboard.charts.markup.nets import course_markup, key_markup
from dashboard.charts.markup.quotients import quotient_markup
from dashboard.charts.markup.scores import score_legend_markup, score_markup
from dashboard.charts.markup.signals import signal_markup
from dashboard.charts.markup.tables import (
    legend_markup,
    table_markup,
    twin_markup,
)

__all__ = [
    "bullet_markup",
    "course_markup",
    "definition_markup",
    "hero_markup",
    "key_markup",
    "legend_markup",
    "quotient_markup",
    "score_legend_markup",
    "score_markup",
    "signal_markup",
    "table_markup",
    "twin_markup",
]
