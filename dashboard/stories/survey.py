"""What the survey says, how it was asked, and whether its answers carry that far."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import (
    change_text,
    interval_text,
    name_of,
    number_of,
    reason_of,
    short_area_name,
    short_name_of,
    verdict_on_target,
)
from dashboard.charts.spec import Said, Wording
from dashboard.charts.survey import MODES, against_population, main_mode
from dashboard.charts.timeline import in_span
from dashboard.format import NumberFormat
from dashboard.stories.overview import judgements
from dashboard.stories.phrases import capital, counted, listed
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.measure import LEAST_EFFECTIVE
from warehouse.periods import Period
from warehouse.statistics import Outcome

Row = Mapping[str, Any]
# A group is called missing when its answers fall this far short of its residents.
SHORT = 0.75


def headline(
    metrics: Sequence[Metric],
    own: pl.DataFrame,
    samples: pl.DataFrame,
    traits: pl.DataFrame,
    words: Words,
) -> str:
    """Say what clearly moved, and where the sample is too thin to say more."""
    if not own["value"].drop_nulls().len():
        reasons = {reason_of(row, words) for row in own.iter_rows(named=True)}
        return capital(words("survey.nothing", reasons=listed(sorted(reasons), words)))
    clauses = [moved(metrics, own, words), _soundness(samples, traits, words)]
    return capital(words("survey.clause").join(clauses))


def moved(metrics: Sequence[Metric], own: pl.DataFrame, words: Words) -> str:
    """Group the metrics by whether they clearly rose, fell, or cannot be told to have moved."""
    rows = {row["metric_id"]: row for row in own.iter_rows(named=True)}
    groups: dict[str, list[str]] = {}
    for metric in metrics:
        name = short_name_of(metric, words)
        said = _movement(rows[metric.metric_id])
        groups.setdefault(said, []).append(name if words.language == "zh" else name.lower())
    return words("survey.part").join(
        words(f"survey.{said}", names=listed(groups[said], words))
        for said in ("rose", "fell", "still", "broken", "no_earlier")
        if said in groups
    )


def _movement(row: Row) -> str:
    if row["change"] is None:
        return "no_earlier"
    if row["outcome_change"] == Outcome.NOT_COMPARED:
        return "broken"
    if row["outcome_change"] == Outcome.SIMILAR or row["is_small"]:
        return "still"
    return "rose" if row["change"] > 0 else "fell"


def _soundness(samples: pl.DataFrame, traits: pl.DataFrame, words: Words) -> str:
    thin = _thin(samples)
    missing = _missing(traits)
    names = [short_area_name(row, words) for row in thin.iter_rows(named=True)]
    parts = [words("survey.thin", names=listed(names, words)) if names else words("survey.sound")]
    if missing is not None:
        parts.append(words("survey.missing", group=_group(missing, words)))
    return words("survey.part").join(parts)


def _thin(samples: pl.DataFrame) -> pl.DataFrame:
    """Keep the streets whose answers are worth too few."""
    return samples.filter(pl.col("effective_n").fill_null(0) < LEAST_EFFECTIVE)


def _missing(traits: pl.DataFrame) -> Row | None:
    """Give the group that is most short of answers, if one clearly is."""
    if not traits.height:
        return None
    rows = against_population(traits).with_columns(
        (pl.col("answer_share") / pl.col("population_share")).alias("reached")
    )
    worst = rows.sort("reached", "value").row(0, named=True)
    return worst if worst["reached"] < SHORT else None


def _group(row: Row, words: Words) -> str:
    """Name a group inside a sentence."""
    name = words(f"trait.{row['value']}")
    return name if words.language == "zh" else name.lower()


def waves_texts(
    metrics: Sequence[Metric], own: pl.DataFrame, waves: pl.DataFrame, words: Words
) -> Wording:
    """Give the wording of the waves."""
    title = capital(words("survey.part").join(judgements(metrics, own, words)))
    typical = waves["answer_count"].median() if waves.height else None
    note = words("survey.waves_note", n=fmt.count(typical if isinstance(typical, float) else None))
    alt = words("survey.waves_alt", title=title)
    return Wording(title, note, alt, words("survey.waves_reading"))


def events_line(happened: pl.DataFrame, periods: Sequence[Period], words: Words) -> str:
    """Tell what the numbers below the panels stand for."""
    rows = in_span(happened, periods)
    return words("survey.event_join").join(
        words(
            "survey.event",
            number=number,
            month=row["occurred_on"].strftime("%Y-%m"),
            text=row[f"label_{words.language}"],
        )
        for number, row in enumerate(rows.iter_rows(named=True), start=1)
    )


def samples_texts(samples: pl.DataFrame, *, period: str, words: Words) -> Wording:
    """Give the wording of the samples."""
    thin = _thin(samples)
    enough = samples.height - thin.height
    if not thin.height:
        title = words("survey.all_enough", count=counted(enough, words), least=LEAST_EFFECTIVE)
    else:
        names = [
            words(
                "survey.name_and_n",
                name=short_area_name(row, words),
                n=fmt.count(row["effective_n"] or 0),
            )
            for row in thin.iter_rows(named=True)
        ]
        title = words(
            "survey.some_thin",
            count=counted(enough, words),
            least=LEAST_EFFECTIVE,
            names=listed(names, words),
        )
    note = words("survey.samples_note", period=period)
    return Wording(capital(title), note, reading=words("survey.samples_reading"))


def traits_texts(traits: pl.DataFrame, *, period: str, words: Words) -> Wording:
    """Give the wording of answers against residents."""
    missing = _missing(traits)
    title = (
        words("survey.traits_missing", group=_group(missing, words))
        if missing is not None
        else words("survey.traits_even")
    )
    has_residents = traits["resident_share"].is_not_null().any()
    note = words("survey.traits_note" if has_residents else "survey.traits_alone", period=period)
    reading = "survey.traits_reading" if has_residents else "survey.traits_alone_reading"
    return Wording(capital(title), note, reading=words(reading))


def how_asked(
    metrics: Sequence[Metric],
    own: pl.DataFrame,
    waves: pl.DataFrame,
    samples: pl.DataFrame,
    words: Words,
) -> list[tuple[str, str]]:
    """List how the survey was asked: wording, mode, field, answers, weights.

    Args:
        metrics: whose questions.
        own: one row a metric for the area, as ``Reader.board`` gives them.
        waves: those of the period.
        samples: one row a street, of the area.
        words: in the reader's language.
    """
    found = [
        (
            words("survey.question_of", metric=short_name_of(metric, words)),
            metric.question[words.language],
        )
        for metric in metrics
        if metric.question
    ]
    if not waves.height:
        return found
    found += [
        (words("survey.mode"), _modes(waves, words)),
        (words("survey.field"), _field(waves, words)),
        (words("survey.answers"), _answers(own, samples, words)),
    ]
    ratios = samples.select(pl.min("least_weight_ratio"), pl.max("most_weight_ratio")).row(0)
    if None not in ratios:
        found.append(
            (
                words("survey.weighting"),
                words("survey.weighting_text", least=f"{ratios[0]:.1f}", most=f"{ratios[1]:.1f}"),
            )
        )
    found.append((words("survey.response_rate"), words("survey.response_rate_text")))
    return found


def _modes(waves: pl.DataFrame, words: Words) -> str:
    """Write the modes of the period by their shares, the most frequent first."""
    total = float(waves["answer_count"].sum())
    shares = {
        mode: float((waves[f"{mode}_share"] * waves["answer_count"]).sum() or 0.0) / total
        for mode in MODES
    }
    number = NumberFormat(is_share=True, decimals=0)
    said = words("survey.part").join(
        words("survey.mode_share", mode=words(f"survey.mode_{mode}"), share=number.value(share))
        for mode, share in sorted(shares.items(), key=lambda pair: -pair[1])
        if share > 0
    )
    last = waves.filter("is_break")
    if not last.height:
        return said
    changed = words(f"survey.break_{main_mode(last.row(-1, named=True))}")
    return words("survey.mode_changed", said=said, changed=changed)


def _field(waves: pl.DataFrame, words: Words) -> str:
    lang = words.language
    last = waves.row(-1, named=True)
    span = words(
        "survey.field_span",
        first=fmt.day(last["fielded_from"], lang),
        last=fmt.day(last["fielded_to"], lang),
    )
    return (
        span
        if waves.height == 1
        else words("survey.field_waves", count=counted(waves.height, words), span=span)
    )


def _answers(own: pl.DataFrame, samples: pl.DataFrame, words: Words) -> str:
    """Say how many answered, and how many of their answers to a question were valid."""
    valid = own.filter(pl.col("n").is_not_null()).select(
        pl.min("n").alias("least"), pl.max("n").alias("most")
    )
    least, most = valid.row(0)
    asked = fmt.count(samples["answer_count"].sum())
    if least is None:
        return words("survey.answers_alone", n=asked)
    return words(
        "survey.answers_text",
        n=asked,
        least=fmt.count(least),
        most=fmt.count(most),
    )


def estimates(metrics: Sequence[Metric], own: pl.DataFrame, words: Words) -> list[list[str | Said]]:
    """List the estimates of an area: value, interval, target, change, answers, effect."""
    rows = {row["metric_id"]: row for row in own.iter_rows(named=True)}
    return [_estimate(metric, rows[metric.metric_id], words) for metric in metrics]


def _estimate(metric: Metric, row: Row, words: Words) -> list[str | Said]:
    if row["withheld"]:
        return [name_of(metric, words), fmt.NOTHING, reason_of(row, words), *[""] * 5]
    effect = row["n"] / row["effective_n"] if row["effective_n"] else None
    return [
        name_of(metric, words),
        number_of(metric, row).value(row["value"]),
        interval_text(row, metric, words),
        verdict_on_target(row, metric, words),
        change_text(row, metric, words),
        fmt.count(row["n"]),
        fmt.count(row["effective_n"]),
        f"{effect:.2f}" if effect else fmt.NOTHING,
    ]
