"""Metric definitions: read ``metrics/*.toml`` and refuse any that is incomplete."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from warehouse.statistics.comparison import Polarity

METRICS_DIR = Path(__file__).parent / "metrics"
LANGUAGES = ("zh", "en")
# The frame of the district's essay: one leads, one is the base, three govern.
PILLARS = (
    "public_judgement",
    "patrol",
    "closed_loop",
    "grid_and_party",
    "team_and_duties",
    "three_governances",
)
LEVELS = ("district", "street", "community", "grid")


class MetricDefinitionError(ValueError):
    """A metric file cannot be used; the message names the file and the field."""


class Kind(StrEnum):
    """How a metric's value comes about."""

    SHARE = "share"
    RATE = "rate"
    SURVEY = "survey"
    SAMPLE = "sample"
    MEDIAN = "median"


class Interval(StrEnum):
    """How a metric's interval is computed."""

    WILSON = "wilson"
    BYAR = "byar"
    SURVEY = "survey"
    KAPLAN_MEIER = "kaplan_meier"
    NONE = "none"


class Counts(StrEnum):
    """What a numerator counts; persons and households are protected where they are few."""

    THINGS = "things"
    PERSONS = "persons"
    HOUSEHOLDS = "households"


Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """A published value drawn as a line beside the metric."""

    value: float
    label: Words


@dataclass(frozen=True, slots=True)
class Beside:
    """A second figure shown beside a metric: a coverage, or a plain count without denominator."""

    beside_id: str
    numerator: str
    denominator: str | None
    dated_by: str | None
    unit: str
    label: Words


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric as its file defines it.

    Attributes:
        metric_id: name of the file.
        pillar: one of `PILLARS`.
        order: position within the pillar.
        kind: how the value comes about.
        model: the mart whose rows are counted.
        unit: key of the unit's words in the reader's language.
        polarity: which direction is better.
        interval: how the interval is computed.
        minimum_denominator: below it the value is withheld.
        counts: what the numerator counts.
        levels: tiers at which the metric makes sense.
        evidence: the source whose rows lie behind the value.
        source: heading of ``docs/methods.md`` with formula and thresholds.
        owner: who answers for the definition.
        checked_by: who checked it, someone other than the owner.
        review_due_on: once past, the definitions page says so.
        label, short_label, definition: words for readers.
        numerator_label, denominator_label: what is divided by what.
        numerator, denominator: what one row of the model adds; null for survey and median.
        excluded: which rows are left out and counted beside the value.
        dated_by: the model's date that decides the period; null where rows are by period already.
        item: the survey question, as a column of the responses.
        per: the value is multiplied by it.
        question: wording as asked.
        references: published values to compare with.
        beside: further figures shown beside the value.
        needs_full_year: whether the value looks back twelve months.
        is_lead: whether it stands for its pillar on the overview.
    """

    metric_id: str
    pillar: str
    order: int
    kind: Kind
    model: str
    unit: str
    polarity: Polarity
    interval: Interval
    minimum_denominator: float
    counts: Counts
    levels: tuple[str, ...]
    evidence: str
    source: str
    owner: str
    checked_by: str
    review_due_on: dt.date
    label: Words
    short_label: Words
    definition: Words
    numerator_label: Words
    denominator_label: Words
    numerator: str | None = None
    denominator: str | None = None
    excluded: str | None = None
    dated_by: str | None = None
    item: str | None = None
    per: float = 1
    question: Words | None = None
    references: tuple[Reference, ...] = ()
    beside: tuple[Beside, ...] = ()
    needs_full_year: bool = False
    is_lead: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether the value is a numerator over a denominator of rows."""
        return self.kind in {Kind.SHARE, Kind.RATE}

    @classmethod
    def from_file(cls, path: Path) -> "Metric":
        """Read one definition.

        Raises:
            MetricDefinitionError: a field is missing, unknown, or has a bad value.
        """
        try:
            body = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise MetricDefinitionError(f"{path.name}: {error}") from error
        _check_fields(path.name, body)
        try:
            metric = cls(metric_id=path.stem, **_typed(body))
        except (ValueError, KeyError, TypeError) as error:
            raise MetricDefinitionError(f"{path.name}: {error}") from error
        _check_sense(path.name, metric)
        return metric


def _check_fields(name: str, body: Mapping[str, Any]) -> None:
    known = {one.name for one in fields(Metric)} - {"metric_id"}
    required = {one.name for one in fields(Metric) if one.default is MISSING} - {"metric_id"}
    if unknown := body.keys() - known:
        raise MetricDefinitionError(f"{name}: unknown field {', '.join(sorted(unknown))}")
    if missing := required - body.keys():
        raise MetricDefinitionError(f"{name}: missing field {', '.join(sorted(missing))}")
    for words in ("label", "short_label", "definition", "numerator_label", "denominator_label"):
        if set(body[words]) != set(LANGUAGES):
            raise MetricDefinitionError(f"{name}: {words}: give it in {' and '.join(LANGUAGES)}")


def _typed(body: Mapping[str, Any]) -> dict[str, Any]:
    """Bring the plain values of TOML to the types of `Metric`."""
    return {
        **body,
        "kind": Kind(body["kind"]),
        "polarity": Polarity(body["polarity"]),
        "interval": Interval(body["interval"]),
        "counts": Counts(body["counts"]),
        "levels": tuple(body["levels"]),
        "references": tuple(
            Reference(one["value"], {"zh": one["zh"], "en": one["en"]})
            for one in body.get("references", [])
        ),
        "beside": tuple(
            Beside(
                one["id"],
                one["numerator"],
                one.get("denominator"),
                one.get("dated_by"),
                one["unit"],
                {"zh": one["zh"], "en": one["en"]},
            )
            for one in body.get("beside", [])
        ),
    }


def _check_sense(name: str, metric: Metric) -> None:
    """Refuse definitions whose fields do not go together."""
    wrong = [
        sentence
        for is_wrong, sentence in (
            (metric.pillar not in PILLARS, f"pillar: one of {', '.join(PILLARS)}"),
            (not set(metric.levels) <= set(LEVELS), f"levels: of {', '.join(LEVELS)}"),
            (
                metric.is_counted and not (metric.numerator and metric.denominator),
                "numerator and denominator are needed",
            ),
            (
                metric.kind in {Kind.SURVEY, Kind.SAMPLE} and not metric.item,
                "item: name the question",
            ),
            (metric.owner == metric.checked_by, "checked_by: someone other than the owner"),
        )
        if is_wrong
    ]
    if wrong:
        raise MetricDefinitionError(f"{name}: {wrong[0]}")


@cache
def metrics() -> dict[str, Metric]:
    """Read every metric, by id, in the order of pillars and of their files' ``order``.

    Raises:
        MetricDefinitionError: a file cannot be used.
    """
    found = [Metric.from_file(path) for path in METRICS_DIR.glob("*.toml")]
    found.sort(key=lambda metric: (PILLARS.index(metric.pillar), metric.order))
    return {metric.metric_id: metric for metric in found}
