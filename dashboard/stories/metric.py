"""The conclusion of a metric's page: its value, whether it is unusual, its year's end."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.charts.labels import (
    interval_text,
    number_of,
    reason_of,
    short_name_of,
    verdict_on_target,
)
from dashboard.stories.outlook import chance
from dashboard.stories.phrases import capital, counted
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.courses.episodes import episodes
from warehouse.courses.limits import Course

Row = Mapping[str, Any]


def headline(
    row: Row | None, course: Course, to_come: pl.DataFrame, metric: Metric, words: Words
) -> str:
    """Say the value, how much of its course is unusual, and how likely the target is."""
    name = short_name_of(metric, words)
    if row is None or row["withheld"]:
        reason = reason_of(row, words) if row is not None else words("withheld.no_data")
        return capital(words("course.headline_none", metric=name, reason=reason))
    clauses = [
        words("course.headline", metric=name, value=_value(row, metric, words)),
        _unusual(course, words),
    ]
    last = to_come.row(-1, named=True) if to_come.height else None
    if last is not None and last["reached"] is not None and row["target"] is not None:
        said = chance(last["reached"], words)
        clauses.append(words("course.headline_chance", year=last["period"], chance=said))
    return capital(words("survey.clause").join(clauses))


def _value(row: Row, metric: Metric, words: Words) -> str:
    unit = "" if metric.unit == "share" else f" {words(f'unit.{metric.unit}')}"
    return f"{number_of(metric, row).value(row['value'])}{unit}"


def _unusual(course: Course, words: Words) -> str:
    if course.is_still:
        return words("course.headline_still")
    count = len(episodes(course.rows))
    if not count:
        return words("course.headline_usual")
    key = "headline_unusual" if count > 1 else "headline_one"
    return words(f"course.{key}", count=counted(count, words))


def standfirst(row: Row | None, metric: Metric, *, period: str, words: Words) -> str:
    """Give the interval and the verdict on the target below the headline."""
    if row is None or row["withheld"]:
        return ""
    interval = interval_text(row, metric, words)
    key = "standfirst" if row["low"] is not None else "standfirst_counted"
    verdict = verdict_on_target(row, metric, words).text
    return words(f"course.{key}", period=period, interval=interval, verdict=verdict)
