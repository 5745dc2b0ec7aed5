"""``docs/metrics.md``: every metric in both languages, written from its definition."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from warehouse.catalog import LANGUAGES, PILLARS, Kind, Metric, metrics
from warehouse.words import Words, words_from

LOCALES = Path(__file__).parent / "locales"
DOCUMENT = Path(__file__).parents[1] / "docs" / "metrics.md"
SPECS = "../tests/spec"


def metrics_document() -> str:
    """Write the document: pillars in order, each metric with its definition and a table."""
    both = [words_from(LOCALES, language) for language in LANGUAGES]
    parts = [f"# {_pair(both, 'document.title')}", *(words("document.note") for words in both)]
    for pillar in PILLARS:
        parts.append(f"## {_pair(both, f'document.pillar.{pillar}')}")
        for metric in metrics().values():
            if metric.pillar == pillar:
                parts += _of_metric(metric, both)
    return "\n\n".join(parts) + "\n"


def _pair(both: Sequence[Words], key: str) -> str:
    return " · ".join(words(key) for words in both)


def _of_metric(metric: Metric, both: Sequence[Words]) -> Iterator[str]:
    names = " · ".join(metric.label[language] for language in LANGUAGES)
    yield f'### <a id="{metric.metric_id}"></a>{names}'
    yield f"`{metric.metric_id}`"
    yield from (metric.definition[language] for language in LANGUAGES)
    columns = [dict(_facts(metric, words)) for words in both]
    rows = [
        f"| {_pair(both, f'document.fact.{name}')} | "
        + " | ".join(column[name] for column in columns)
        + " |"
        for name in columns[0]
    ]
    yield "\n".join(["| | 中文 | English |", "|---|---|---|", *rows])
    method = f"[{_pair(both, 'document.method')}]({metric.source.removeprefix('docs/')})"
    examples = f"[{_pair(both, 'document.examples')}]({SPECS}/test_{metric.metric_id}.py)"
    yield f"{method} · {examples}"


def _facts(metric: Metric, words: Words) -> Iterator[tuple[str, str]]:
    """Give what stands in the table of a metric, in one language."""
    lang, join = words.language, words("document.join")

    def named(group: str, ids: Sequence[str]) -> str:
        return join.join(words(f"document.{group}.{one}") for one in ids)

    if metric.question:
        yield "question", metric.question[lang]
    yield "formula", _formula(metric, words)
    yield "unit", words(f"document.unit.{metric.unit}")
    yield "polarity", words(f"document.polarity.{metric.polarity}")
    yield "interval", words(f"document.interval.{metric.interval}")
    yield "least", f"{metric.minimum_denominator:g}" + _protection(metric, words)
    yield "levels", named("level", metric.levels)
    yield "needs", named("source", metric.needs)
    if metric.beside:
        yield "beside", join.join(one.label[lang] for one in metric.beside)
    if metric.references:
        yield "references", join.join(one.label[lang] for one in metric.references)
    owner, checker = (words(f"document.office.{one}") for one in (metric.owner, metric.checked_by))
    yield "owner", words("document.owner", owner=owner, checker=checker, day=metric.review_due_on)


def _protection(metric: Metric, words: Words) -> str:
    """Say that few persons or households are withheld; answers of a survey are no such count."""
    return words(f"document.counts.{metric.counts}") if metric.is_counted else ""


def _formula(metric: Metric, words: Words) -> str:
    if metric.kind is Kind.MEDIAN:
        return words("document.median")
    if metric.kind is Kind.SAMPLE:
        return words("document.sample")
    lang = words.language
    divided = f"{metric.numerator_label[lang]} ÷ {metric.denominator_label[lang]}"
    return f"{divided} × {metric.per:g}" if metric.per != 1 else divided
