"""What a metric is, as facts for readers: the same on the definitions page and behind a number."""

import datetime as dt
from collections.abc import Sequence

from dashboard import format as fmt
from dashboard.charts.labels import trimmed
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.catalog import PILLARS, Metric

Facts = list[tuple[str, str]]


def facts(metric: Metric, words: Words, *, today: dt.date) -> Facts:
    """List what is to be known of a metric beside its definition."""
    lang = words.language
    found = [
        (words("fact.formula"), _formula(metric, words)),
        (words("fact.unit"), words(f"unit.{metric.unit}") or words("fact.count")),
        (words("fact.polarity"), words(f"polarity.{metric.polarity}")),
        (words("fact.interval"), words(f"method.{metric.interval}")),
        (words("fact.least"), _least(metric, words)),
        (
            words("fact.levels"),
            words("fact.join").join(words(f"level.{one}") for one in metric.levels),
        ),
    ]
    if metric.question:
        found.insert(0, (words("fact.question"), metric.question[lang]))
    if metric.beside:
        beside = _joined([one.label[lang] for one in metric.beside], words)
        found.append((words("fact.beside"), beside))
    if metric.references:
        references = _joined([one.label[lang] for one in metric.references], words)
        found.append((words("fact.references"), references))
    found.append((words("fact.owner"), _owner(metric, words, today=today)))
    return found


def _joined(parts: Sequence[str], words: Words) -> str:
    return words("fact.join").join(parts)


def _formula(metric: Metric, words: Words) -> str:
    lang = words.language
    whole = f"{metric.numerator_label[lang]} ÷ {metric.denominator_label[lang]}"
    if metric.kind == "median":
        return words("fact.median")
    return f"{whole} × {metric.per:g}" if metric.per != 1 else whole


def _least(metric: Metric, words: Words) -> str:
    least = trimmed(NumberFormat.of("count").plain(metric.minimum_denominator))
    few = words(f"fact.few_{metric.counts}") if metric.counts != "things" else ""
    return words("fact.least_text", least=least) + few


def _owner(metric: Metric, words: Words, *, today: dt.date) -> str:
    said = words(
        "fact.owner_text",
        owner=words(f"office.{metric.owner}"),
        checker=words(f"office.{metric.checked_by}"),
        day=fmt.day(metric.review_due_on, words.language),
    )
    return said + (words("fact.overdue") if metric.review_due_on < today else "")


def matching(metrics: Sequence[Metric], wanted: str) -> list[Metric]:
    """Keep the metrics whose id, name or definition holds every word of ``wanted``."""
    parts = wanted.casefold().split()
    return [
        metric
        for metric in metrics
        if all(
            part
            in " ".join(
                (metric.metric_id, *metric.label.values(), *metric.definition.values())
            ).casefold()
            for part in parts
        )
    ]


def in_columns(metrics: Sequence[Metric]) -> tuple[list[str], list[str]]:
    """Part the pillars into two columns of about equal height."""
    columns: tuple[list[str], list[str]] = ([], [])
    heights = [0, 0]
    for pillar, members in by_pillar(metrics).items():
        shorter = heights.index(min(heights))
        columns[shorter].append(pillar)
        heights[shorter] += len(members) + 2
    return columns


def by_pillar(metrics: Sequence[Metric]) -> dict[str, list[Metric]]:
    """Group metrics by pillar, in the order of the frame."""
    return {
        pillar: members
        for pillar in PILLARS
        if (members := [metric for metric in metrics if metric.pillar == pillar])
    }
