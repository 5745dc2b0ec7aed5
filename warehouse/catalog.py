"""Metric definitions as data: what every file in ``metrics/`` says."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

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
    COUNT = "count"


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


class Benchmark(StrEnum):
    """What an area's value is compared with when nothing was promised."""

    DISTRICT = "district"
    PEERS = "peers"


Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """A published value drawn as a line beside the metric."""

    value: float
    label: Words


@dataclass(frozen=True, slots=True)
class Beside:
    """A second figure shown beside a metric: a coverage, or a plain count without denominator.

    Attributes:
        beside_id: its name among the figures of the metric.
        numerator: what one row of the model adds.
        denominator: the same for what it is divided by; null for a plain count.
        model: the mart whose rows are counted.
        dated_by: the model's date that decides the period; null where rows are by period.
        unit: key of the unit's words.
        per: the value is multiplied by it.
        counts: what the numerator counts.
        minimum_denominator: below it the value is withheld.
        label: words for readers.
    """

    beside_id: str
    numerator: str
    denominator: str | None
    model: str
    dated_by: str | None
    unit: str
    per: float
    counts: Counts
    minimum_denominator: float
    label: Words

    @property
    def kind(self) -> Kind:
        """How the figure comes about."""
        if self.denominator is None:
            return Kind.COUNT
        return Kind.SHARE if self.unit == "share" else Kind.RATE


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
        needs: every source without which there is no value.
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
        benchmark: what an area's value is compared with.
        question: wording as asked.
        references: published values to compare with.
        beside: further figures shown beside the value.
        needs_full_year: whether the value looks back twelve months.
        is_lead: whether it stands for its pillar.
        is_headline: whether the overview opens with it.
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
    needs: tuple[str, ...]
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
    benchmark: Benchmark = Benchmark.DISTRICT
    question: Words | None = None
    references: tuple[Reference, ...] = ()
    beside: tuple[Beside, ...] = ()
    needs_full_year: bool = False
    is_lead: bool = False
    is_headline: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether the value is a numerator over a denominator of rows."""
        return self.kind in {Kind.SHARE, Kind.RATE}

    @property
    def is_asked(self) -> bool:
        """Whether the value comes from a survey."""
        return self.kind in {Kind.SURVEY, Kind.SAMPLE}


@cache
def metrics() -> dict[str, Metric]:
    """Read every metric, by id, in the order of pillars and of their files' ``order``.

    Raises:
        MetricDefinitionError: a file cannot be used.
    """
    return read_metrics(METRICS_DIR)


def read_metrics(folder: Path) -> dict[str, Metric]:
    """Read the metrics of a folder.

    Raises:
        MetricDefinitionError: a file cannot be used, or two do not go together.
    """
    # Imported here, since reading a file needs the classes above.
    from warehouse.metric_files import metric_from_file

    found = [metric_from_file(path) for path in sorted(folder.glob("*.toml"))]
    found.sort(key=lambda metric: (PILLARS.index(metric.pillar), metric.order))
    _refuse_twice(Counter((one.pillar, one.order) for one in found), what="order")
    _refuse_twice(Counter(one.pillar for one in found if one.is_lead), what="is_lead")
    return {metric.metric_id: metric for metric in found}


def _refuse_twice(counted: Counter[object], *, what: str) -> None:
    if twice := [key for key, count in counted.items() if count > 1]:
        raise MetricDefinitionError(f"metrics: {what}: more than one file for {twice[0]}")
