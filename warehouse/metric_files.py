"""Read a metric's file and refuse what is incomplete, unknown or does not go together."""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from warehouse.catalog import (
    LANGUAGES,
    LEVELS,
    PILLARS,
    Benchmark,
    Beside,
    Counts,
    Interval,
    Kind,
    Metric,
    MetricDefinitionError,
    Reference,
)
from warehouse.statistics.comparison import Polarity

METHODS = "docs/methods.md#"
STAGING = Path(__file__).parent / "models" / "staging"
# Which intervals a kind of metric may have.
INTERVALS = {
    Kind.SHARE: {Interval.WILSON, Interval.NONE},
    Kind.RATE: {Interval.BYAR, Interval.NONE},
    Kind.SURVEY: {Interval.SURVEY},
    Kind.SAMPLE: {Interval.NONE},
    Kind.MEDIAN: {Interval.KAPLAN_MEIER},
}

Check = Callable[[object], bool]
Shape = tuple[Check, str]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_above_nought(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_words(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == set(LANGUAGES)
        and all(map(_is_text, value.values()))
    )


def _is_names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_levels(value: object) -> bool:
    return _is_names(value) and value == [one for one in LEVELS if one in value]  # type: ignore[operator]


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _starting(prefix: str) -> Check:
    return lambda value: isinstance(value, str) and value.startswith(prefix)


def _choice(names: Iterable[str]) -> Shape:
    allowed = [str(one) for one in names]
    return lambda value: value in allowed, f"one of {', '.join(allowed)}"


TEXT: Shape = (_is_text, "text")
WORDS: Shape = (_is_words, "words in zh and en")
FLAG: Shape = (lambda value: isinstance(value, bool), "true or false")
NAMES: Shape = (_is_names, "a list of names")
ABOVE_NOUGHT: Shape = (_is_above_nought, "a number above 0")
TABLES: Shape = (_is_tables, "tables in double brackets")
MART: Shape = (_starting("marts."), "a table of the schema marts")
COUNTS = _choice(Counts)
# The shape of every field that is not simply a text.
SHAPES: Mapping[str, Shape] = {
    "pillar": _choice(PILLARS),
    "order": (lambda value: type(value) is int, "a whole number"),
    "kind": _choice(INTERVALS),
    "model": MART,
    "polarity": _choice(Polarity),
    "interval": _choice(Interval),
    "minimum_denominator": ABOVE_NOUGHT,
    "counts": COUNTS,
    "levels": (_is_levels, f"some of {', '.join(LEVELS)}, in this order"),
    "needs": NAMES,
    "source": (_starting(METHODS), f"a heading of {METHODS}"),
    "review_due_on": (lambda value: type(value) is dt.date, "a date"),
    "label": WORDS,
    "short_label": WORDS,
    "definition": WORDS,
    "numerator_label": WORDS,
    "denominator_label": WORDS,
    "question": WORDS,
    "per": ABOVE_NOUGHT,
    "benchmark": _choice(Benchmark),
    "references": TABLES,
    "beside": TABLES,
    "needs_full_year": FLAG,
    "is_lead": FLAG,
    "is_headline": FLAG,
}
BESIDE_SHAPES: Mapping[str, Shape] = {
    "id": TEXT,
    "numerator": TEXT,
    "unit": TEXT,
    "zh": TEXT,
    "en": TEXT,
    "denominator": TEXT,
    "model": MART,
    "dated_by": TEXT,
    "per": ABOVE_NOUGHT,
    "counts": COUNTS,
    "minimum_denominator": ABOVE_NOUGHT,
}
REFERENCE_SHAPES: Mapping[str, Shape] = {
    "value": (_is_number, "a number"),
    "zh": TEXT,
    "en": TEXT,
}
REQUIRED_BESIDE = ("id", "numerator", "unit", "zh", "en")


def metric_from_file(path: Path) -> Metric:
    """Read one definition.

    Raises:
        MetricDefinitionError: a field is missing, unknown, has a bad value, or does not go with
            another.
    """
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MetricDefinitionError(f"{path.name}: {error}") from error
    known = {one.name for one in fields(Metric)} - {"metric_id"}
    required = {one.name for one in fields(Metric) if one.default is MISSING} - {"metric_id"}
    shapes = {name: SHAPES.get(name, TEXT) for name in known}
    _check_fields(path.name, body, shapes=shapes, required=required)
    for name, of_table, needed in (
        ("beside", BESIDE_SHAPES, REQUIRED_BESIDE),
        ("references", REFERENCE_SHAPES, tuple(REFERENCE_SHAPES)),
    ):
        for one in body.get(name, []):
            _check_fields(f"{path.name}: {name}", one, shapes=of_table, required=set(needed))
    metric = Metric(metric_id=path.stem, **_typed(body))
    _check_sense(path.name, metric)
    return metric


def _check_fields(
    name: str,
    body: Mapping[str, Any],
    *,
    shapes: Mapping[str, Shape],
    required: set[str],
) -> None:
    if unknown := body.keys() - shapes.keys():
        raise MetricDefinitionError(f"{name}: unknown field {', '.join(sorted(unknown))}")
    if missing := required - body.keys():
        raise MetricDefinitionError(f"{name}: missing field {', '.join(sorted(missing))}")
    for field, value in body.items():
        fits, wanted = shapes[field]
        if not fits(value):
            raise MetricDefinitionError(f"{name}: {field}: not {wanted}: {value!r}")


def _typed(body: Mapping[str, Any]) -> dict[str, Any]:
    """Bring the plain values of TOML to the types of `Metric`."""
    return {
        **body,
        "kind": Kind(body["kind"]),
        "polarity": Polarity(body["polarity"]),
        "interval": Interval(body["interval"]),
        "counts": Counts(body["counts"]),
        "benchmark": Benchmark(body.get("benchmark", Benchmark.DISTRICT)),
        "levels": tuple(body["levels"]),
        "needs": tuple(body["needs"]),
        "references": tuple(
            Reference(one["value"], {"zh": one["zh"], "en": one["en"]})
            for one in body.get("references", [])
        ),
        "beside": tuple(_beside(one, body) for one in body.get("beside", [])),
    }


def _beside(one: Mapping[str, Any], body: Mapping[str, Any]) -> Beside:
    """Read a second figure; what it does not say itself it has from the metric."""
    has_own_model = "model" in one
    return Beside(
        beside_id=one["id"],
        numerator=one["numerator"],
        denominator=one.get("denominator"),
        model=one.get("model", body["model"]),
        dated_by=one.get("dated_by", None if has_own_model else body.get("dated_by")),
        unit=one["unit"],
        per=one.get("per", 1),
        counts=Counts(one.get("counts", Counts.THINGS)),
        minimum_denominator=one.get("minimum_denominator", body["minimum_denominator"]),
        label={"zh": one["zh"], "en": one["en"]},
    )


def _check_sense(name: str, metric: Metric) -> None:
    """Refuse definitions whose fields do not go together."""
    staged = {path.stem.removeprefix("stg_") for path in STAGING.glob("stg_*.sql")}
    has_parts = bool(metric.numerator and metric.denominator)
    unknown = sorted({metric.evidence, *metric.needs} - staged)
    rules = (
        (metric.is_counted and not has_parts, "numerator: needed with a denominator"),
        (
            not metric.is_counted and bool(metric.numerator or metric.denominator),
            f"numerator: a {metric.kind} has none of its own",
        ),
        ((metric.kind is Kind.SURVEY) != bool(metric.item), "item: for surveys, and for them only"),
        (
            metric.interval not in INTERVALS.get(metric.kind, set()),
            f"interval: not for a {metric.kind}",
        ),
        (
            metric.kind is Kind.SHARE and metric.unit != "share",
            "unit: share, for a share",
        ),
        (metric.kind is not Kind.RATE and metric.per != 1, "per: for rates only"),
        (metric.evidence not in metric.needs, "needs: the evidence is one of them"),
        (bool(unknown), f"needs: no source {', '.join(unknown)}"),
        (metric.owner == metric.checked_by, "checked_by: someone other than the owner"),
        (
            len({one.beside_id for one in metric.beside}) < len(metric.beside),
            "beside: an id stands twice",
        ),
    )
    for is_wrong, sentence in rules:
        if is_wrong:
            raise MetricDefinitionError(f"{name}: {sentence}")
