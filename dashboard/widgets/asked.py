"""What the page of the survey looks at: streets at the lowest, quarters at the shortest."""

from dataclasses import replace

import polars as pl
from markupsafe import Markup

from dashboard import data
from dashboard.stories.survey import events_line
from dashboard.view import View
from dashboard.widgets import looks, state
from warehouse.catalog import Metric
from warehouse.periods import Period, PeriodKind

COLUMNS = ("estimate", "value", "interval", "verdict", "change", "valid", "effective", "effect")
NUMERIC = (1, 2, 5, 6, 7)


def look(view: View) -> looks.Look:
    """Look at a street or the district, and at a quarter where a month was chosen."""
    found = looks.of(view).above
    if found.period.kind is not PeriodKind.MONTH:
        return found
    quarter = found.period.within(PeriodKind.QUARTER)
    then = quarter.before if view.against == "before" else quarter.year_before
    return replace(found, period=quarter, then=then)


def metrics() -> list[Metric]:
    """List the metrics that residents are asked about."""
    return [metric for metric in data.all_metrics() if metric.question]


def headlines() -> list[Metric]:
    """List those of them that stand in the headline."""
    return [metric for metric in metrics() if metric.is_headline]


def within(waves: pl.DataFrame, one: looks.Look) -> pl.DataFrame:
    """Keep the waves of the period."""
    return waves.filter(pl.col("wave_on").is_between(one.period.start, one.period.last_day))


def district_wide(happened: pl.DataFrame) -> pl.DataFrame:
    """Keep what concerned the whole district."""
    return happened.filter(pl.col("area_code").is_null())


def events(happened: pl.DataFrame, course: pl.DataFrame) -> Markup:
    """Tell what the numbers below the panels stand for."""
    known = [Period.parse(label) for label in sorted(set(course["period"]))]
    line = events_line(happened, known, state.said())
    return Markup('<p class="hint">{}</p>').format(line)
