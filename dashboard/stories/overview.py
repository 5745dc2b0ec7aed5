"""What the overview says: judgement, exceptions, pillars, map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.headlines import HeadlineData
from dashboard.charts.labels import (
    area_name,
    goal_text,
    name_of,
    number_of,
    short_area_name,
    short_name_of,
    verdict_on_target,
)
from dashboard.charts.spec import Wording
from dashboard.stories.phrases import capital, counted, listed
from dashboard.text import Words
from warehouse.catalog import Kind, Metric
from warehouse.periods import Period
from warehouse.statistics import Outcome, Polarity

Row = Mapping[str, Any]
MOST_EXCEPTIONS = 3
# Where no floor was promised, the step from target to floor is this share of the target.
USUAL_STEP = 0.12


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One street that misses the target of one metric with its whole interval.

    Attributes:
        metric: which metric.
        area_code: which street.
        area, metric_name: in the reader's language.
        value_text, goal_text: as written.
        evidence: the counts behind it, as a sentence.
    """

    metric: Metric
    area_code: str
    area: str
    metric_name: str
    value_text: str
    goal_text: str
    evidence: str


def shortfalls(metrics: Sequence[Metric], streets: pl.DataFrame, words: Words) -> list[Shortfall]:
    """Find the streets that miss a target and stand out from the district: three at most.

    One a metric and, of several streets, one a street; the furthest from the district first.
    Both comparisons are at 99.8 %, since hundreds of them are made at once.

    Args:
        metrics: the metrics looked at.
        streets: one row a metric and street, as ``Reader.board`` gives them.
        words: in the reader's language.
    """
    by_id = {metric.metric_id: metric for metric in metrics}
    worse = streets.filter(
        (pl.col("outcome_target_998") == Outcome.WORSE.value)
        & (pl.col("outcome_benchmark_998") == Outcome.WORSE.value)
        & ~pl.col("is_small")
        & ~pl.col("is_provisional")
    )
    rows = sorted(worse.iter_rows(named=True), key=lambda row: -_miss(row))
    found: list[Shortfall] = []
    is_alone = streets["area_code"].n_unique() <= 1
    for row in rows:
        is_new = all(
            one.metric.metric_id != row["metric_id"]
            and (is_alone or one.area_code != row["area_code"])
            for one in found
        )
        if is_new and len(found) < MOST_EXCEPTIONS:
            found.append(_shortfall(row, by_id[row["metric_id"]], words))
    return found


def _miss(row: Row) -> float:
    """Tell how far a value is from the district's, in steps from target to floor.

    The step is the district's own word for what is serious, and makes metrics comparable.
    """
    step = abs(row["target"] - row["floor"]) if row["floor"] is not None else 0.0
    usual = USUAL_STEP * abs(row["target"]) or 1.0
    return float(abs(row["value"] - row["benchmark"]) / (step or usual))


def _shortfall(row: Row, metric: Metric, words: Words) -> Shortfall:
    number = number_of(metric, row)
    parts = []
    if row["low"] is not None:
        span = number.interval(row["low"], row["high"])
        parts.append(words("exception.interval", interval=span))
    else:
        parts.append(words("exception.full_count"))
    if metric.kind is not Kind.SURVEY:
        parts.append(
            words(
                "exception.counts",
                whole=fmt.count(row["denominator"]),
                part=fmt.count(row["numerator"]),
                whole_label=metric.denominator_label[words.language],
                part_label=metric.numerator_label[words.language],
            )
        )
    return Shortfall(
        metric,
        row["area_code"],
        area_name(row, words),
        name_of(metric, words),
        number.value(row["value"]),
        goal_text(row, metric, words),
        words("exception.join").join(parts),
    )


def headline(
    headlines: Sequence[Metric],
    values: pl.DataFrame,
    found: Sequence[Shortfall],
    words: Words,
) -> str:
    """Say of the district whether the headline metrics meet their targets, and what comes first."""
    clauses = judgements(headlines, values, words)
    if found:
        first = found[0]
        clauses.append(words("overview.first", area=first.area, metric=_in_sentence(first, words)))
    else:
        clauses.append(words("overview.none_worse"))
    return capital(words("overview.clause").join(clauses))


def street_headline(
    headlines: Sequence[Metric],
    values: pl.DataFrame,
    found: Sequence[Shortfall],
    words: Words,
) -> str:
    """Say the same of one street."""
    clauses = judgements(headlines, values, words)
    if found:
        clauses.append(words("overview.first_own", metric=_in_sentence(found[0], words)))
    else:
        clauses.append(words("overview.none_worse_own"))
    return capital(words("overview.clause").join(clauses))


def small_area_headline(values: pl.DataFrame, area: str, words: Words) -> str:
    """Say of a community or grid, for which nothing was promised, how many metrics moved.

    Args:
        values: one row a metric, as ``Reader.board`` gives them with changes.
        area: its name.
        words: in the reader's language.
    """
    said = values["outcome_change"].fill_null(Outcome.NOT_COMPARED.value).to_list()
    up, down, none = (
        said.count(one.value) for one in (Outcome.BETTER, Outcome.WORSE, Outcome.NOT_COMPARED)
    )
    counts = {"up": up, "down": down, "flat": len(said) - up - down - none, "none": none}
    parts = [
        words(f"overview.below_{one}", count=counted(number, words))
        for one, number in counts.items()
        if number
    ]
    return words("overview.below", area=area, parts=words("overview.part").join(parts))


def no_exceptions(own: pl.DataFrame, area: str, words: Words, *, is_whole: bool) -> str:
    """Say why no exception is listed: nothing was promised, or nothing misses it clearly."""
    if not own["target"].is_not_null().any():
        return words("overview.exceptions_no_target", area=area)
    return words("overview.exceptions_empty" if is_whole else "overview.exceptions_empty_own")


def _in_sentence(shortfall: Shortfall, words: Words) -> str:
    """Name a metric inside a sentence: short in Chinese, spelled out in English."""
    if words.language == "zh":
        return short_name_of(shortfall.metric, words)
    return shortfall.metric_name[:1].lower() + shortfall.metric_name[1:]


def judgements(headlines: Sequence[Metric], values: pl.DataFrame, words: Words) -> list[str]:
    """Group the headline metrics by what can be said of their targets."""
    rows = {row["metric_id"]: row for row in values.iter_rows(named=True)}
    groups: dict[str, list[str]] = {}
    for metric in headlines:
        row = rows[metric.metric_id]
        said = (
            "withheld" if row["withheld"] else "small" if row["is_small"] else row["outcome_target"]
        )
        if row["is_provisional"] and said in {"better", "worse", "similar"}:
            said = "provisional"
        groups.setdefault(said, []).append(short_name_of(metric, words))
    order = ("better", "worse", "similar", "provisional", "not_compared", "small", "withheld")
    return [
        words(f"overview.{said}", names=listed(_lowered(groups[said], words), words))
        for said in order
        if said in groups
    ]


def _lowered(names: Sequence[str], words: Words) -> list[str]:
    return list(names) if words.language == "zh" else [name.lower() for name in names]


def pillar_title(values: pl.DataFrame, words: Words) -> str:
    """Count how many pillars beat, miss or cannot be told from their targets."""
    shown = values.filter(pl.col("withheld").is_null())
    said = list(shown.filter(~pl.col("is_provisional"))["outcome_target"])
    counts = {one: said.count(one) for one in ("better", "worse", "similar")}
    counts["provisional"] = int(shown["is_provisional"].sum())
    counts["withheld"] = values.height - sum(counts.values())
    parts = [
        words(f"overview.count_{one}", count=counted(number, words))
        for one, number in counts.items()
        if number
    ]
    title = words(
        "overview.pillars",
        count=counted(values.height, words),
        parts=words("overview.part").join(parts),
    )
    return capital(title)


def hero_texts(made: HeadlineData, words: Words) -> Wording:
    """Give the wording of the headline metrics."""
    rows = {row["metric_id"]: row for row in made.values.iter_rows(named=True)}
    parts = [
        words(
            "overview.hero_alt",
            name=name_of(metric, words),
            value=number_of(metric, rows[metric.metric_id]).value(rows[metric.metric_id]["value"]),
            status=verdict_on_target(rows[metric.metric_id], metric, words).text,
        )
        for metric in made.metrics
    ]
    alt = words("overview.heroes_alt", parts=words("overview.clause").join(parts))
    return Wording(words("pillar.public_judgement"), note="", alt=alt)


def pillar_texts(values: pl.DataFrame, area: str, words: Words) -> Wording:
    """Give the wording of the pillars."""
    title = pillar_title(values, words)
    label = values["period"][0] if values.height else ""
    period = fmt.period(Period.parse(label), words.language) if label else ""
    note = words("overview.pillars_note", period=period)
    alt = words("overview.bullets_alt", parts=title)
    return Wording(title, note, alt, words("overview.pillars_reading", area=area))


def map_texts(streets: pl.DataFrame, metric: Metric, words: Words) -> Wording:
    """Give the wording of the map."""
    title = map_title(streets, metric, words)
    benchmark, n = (streets["benchmark"][0], streets["n"].sum()) if streets.height else (None, None)
    unit, value = words(f"unit.{metric.unit}"), fmt.NumberFormat.of(metric.unit, n).value(benchmark)
    note = words("overview.map_note", unit=unit, value=value, n=fmt.count(n))
    return Wording(title, note, words("overview.map_alt", title=title))


def map_title(streets: pl.DataFrame, metric: Metric, words: Words) -> str:
    """Name the streets that clearly differ from the district."""
    coloured = streets.filter(~pl.col("is_small") & ~pl.col("is_provisional"))
    up, down = (
        [
            short_area_name(row, words)
            for row in coloured.filter(pl.col("outcome_benchmark") == said).iter_rows(named=True)
        ]
        for said in _sides(metric)
    )
    name = short_name_of(metric, words)
    if not up and not down:
        return words("overview.map_none", metric=name)
    parts = []
    if up:
        parts.append(words("overview.map_above", names=listed(up, words)))
    if down:
        parts.append(words("overview.map_below", names=listed(down, words)))
    return words("overview.map", metric=name, parts=words("overview.part").join(parts))


def _sides(metric: Metric) -> tuple[str, str]:
    """Name the outcomes that lie above and below the district."""
    if metric.polarity is Polarity.LOW_IS_GOOD:
        return Outcome.WORSE.value, Outcome.BETTER.value
    if metric.polarity is Polarity.NO_JUDGEMENT:
        return Outcome.HIGHER.value, Outcome.LOWER.value
    return Outcome.BETTER.value, Outcome.WORSE.value
