"""The headline metrics: a large figure, its interval, its course, what was promised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import (
    change_text,
    goal_text,
    interval_text,
    name_of,
    number_of,
    reason_of,
    short_name_of,
    tone_of,
)
from dashboard.charts.spec import Face, Hero, HeroRow, Said, Tone
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.statistics import Outcome

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HeadlineData:
    """What the headline figures are made of.

    Attributes:
        metrics: in the order of display.
        values: one row a metric, as ``Reader.board`` gives them for one area, with ``changes``.
        series: quarters of the same metrics and area, as ``Reader.series`` gives them.
        published: one row a metric: ``metric_id``, ``value``, ``published_rank``, ``peer_count``.
        compared_with: words for the period compared with.
    """

    metrics: Sequence[Metric]
    values: pl.DataFrame
    series: pl.DataFrame
    published: pl.DataFrame
    compared_with: str


def headline_row(data: HeadlineData, *, face: Face, words: Words) -> HeroRow:
    """Make the headline figures."""
    rows = {row["metric_id"]: row for row in data.values.iter_rows(named=True)}
    heroes = tuple(
        _hero(metric, rows[metric.metric_id], data=data, words=words) for metric in data.metrics
    )
    headings = tuple(words(f"column.{one}") for one in ("metric", "value", "low", "high"))
    return HeroRow(face, heroes, headings)  # type: ignore[arg-type]


def _hero(metric: Metric, row: Row, *, data: HeadlineData, words: Words) -> Hero:
    number = number_of(metric, row)
    series = data.series.filter(pl.col("metric_id") == metric.metric_id)
    years = sorted({label[:4] for label in series["period"]})
    is_shown = row["value"] is not None
    return Hero(
        key=metric.metric_id,
        # English names are longer than their column.
        name=name_of(metric, words) if words.language == "zh" else short_name_of(metric, words),
        status=_status(row, words),
        number_text=number.plain(row["value"]) if is_shown else fmt.NOTHING,
        unit_text="%" if number.is_share and is_shown else "",
        interval_text=interval_text(row, metric, words),
        why=_why(row, words),
        series=tuple(series["value"]),
        target=row["target"],
        span=f"{years[0]}{fmt.DASH}{years[-1]}" if years else "",
        facts=_facts(metric, row, data=data, words=words),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        reason=reason_of(row, words),
    )


def _status(row: Row, words: Words) -> Said:
    tone = tone_of(row, row["outcome_target"])
    if tone in {Tone.SMALL, Tone.PROVISIONAL, Tone.WITHHELD}:
        return Said(words(f"status.{tone}"), tone)
    return Said(words(f"status.{row['outcome_target']}"), tone)


def _why(row: Row, words: Words) -> str:
    """Say in one sentence what the interval lets one say about the target."""
    if row["withheld"]:
        return reason_of(row, words)
    if row["is_small"]:
        return words("why.small", n=fmt.count(row["effective_n"] or row["n"]))
    if row["outcome_target"] == Outcome.NOT_COMPARED:
        return words("why.no_target")
    if row["outcome_target"] == Outcome.SIMILAR:
        return words("why.similar")
    is_above = row["value"] > row["target"]
    return words("why.above" if is_above else "why.below")


def _facts(
    metric: Metric, row: Row, *, data: HeadlineData, words: Words
) -> tuple[tuple[str, Said], ...]:
    target = goal_text(row, metric, words) if row["target"] is not None else fmt.NOTHING
    change = change_text(row, metric, words)
    note = words("change.with_note", note=change.note) if change.note else ""
    facts = [
        (words("fact.target"), Said(target)),
        (f"{data.compared_with}{note}", Said(change.text, change.tone)),
    ]
    published = data.published.filter(pl.col("metric_id") == metric.metric_id)
    if published.height:
        facts.append(
            (words("fact.published"), Said(_published(published.row(0, named=True), words)))
        )
    return tuple(facts)


def _published(row: Row, words: Words) -> str:
    """Write what was published: the value where there is one, and the rank."""
    place = words("fact.place", rank=row["published_rank"]) if row["published_rank"] else ""
    if row["value"] is None:
        return place
    value = fmt.NumberFormat(is_share=row["unit"] == "share", decimals=2).value(row["value"])
    return f"{value} {place}".strip()
