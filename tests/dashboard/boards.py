"""Boards of values as the reader gives them, made of random counts by the warehouse's own rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from hypothesis import settings
from hypothesis import strategies as st

from dashboard.text import words
from warehouse.catalog import Interval, Kind, Metric, metrics
from warehouse.judge import changes, compared, ranked
from warehouse.measure import measured
from warehouse.reasons_withheld import Reason
from warehouse.statistics import Polarity, wilson

ZH, EN = words("zh"), words("en")
BOTH = (ZH, EN)
# No name is part of another, in either language.
STREETS = (
    ("甲山街道", "Arden"),
    ("乙水街道", "Birch"),
    ("丙田街道", "Cedar"),
    ("丁林街道", "Dover"),
    ("戊桥街道", "Elder"),
    ("己塘街道", "Flint"),
)
PERIOD = "2020"
# Random boards cost a millisecond each; a busy machine is no failure.
MANY = settings(max_examples=40, deadline=None)
COUNTED = [
    metric
    for metric in metrics().values()
    if metric.kind in {Kind.SHARE, Kind.RATE} and metric.interval is not Interval.KAPLAN_MEIER
]
ASKED = [metric for metric in metrics().values() if metric.kind is Kind.SURVEY]
HEADLINES = [metric for metric in metrics().values() if metric.is_headline]
REASONS = [None, None, None, None, str(Reason.BELOW_MINIMUM), str(Reason.NO_DATA)]
COUNTS = {
    "metric_id": pl.String,
    "area_code": pl.String,
    "level": pl.String,
    "name_zh": pl.String,
    "name_en": pl.String,
    "peer_group": pl.String,
    "period": pl.String,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "value": pl.Float64,
    "n": pl.Float64,
    "effective_n": pl.Float64,
    "standard_error": pl.Float64,
    "low_95": pl.Float64,
    "high_95": pl.Float64,
    "low_998": pl.Float64,
    "high_998": pl.Float64,
    "excluded_count": pl.Int64,
    "is_provisional": pl.Boolean,
    "withheld": pl.String,
    "target": pl.Float64,
    "floor": pl.Float64,
    "benchmark": pl.Float64,
}
CASES = st.tuples(
    st.integers(0, 1000),
    st.integers(1, 3000),
    st.sampled_from(REASONS),
    st.booleans(),
)
MAYBE_SHARE = st.none() | st.integers(50, 99).map(lambda one: one / 100)


@dataclass(frozen=True)
class Case:
    """One area's counts: a share in thousandths of ``whole``."""

    share: int
    whole: int
    withheld: str | None = None
    is_provisional: bool = False


def counted(
    metric: Metric, cases: Sequence[Case], *, goals: tuple[float | None, float | None]
) -> pl.DataFrame:
    """Count what the cases say, one area a case; ``goals`` are target and benchmark."""
    rows = [
        _row(metric, case, street, number=number, goals=goals)
        for number, (case, street) in enumerate(zip(cases, STREETS, strict=False))
    ]
    return pl.DataFrame(rows, schema=COUNTS, orient="row")


def _row(metric: Metric, case: Case, street: tuple[str, str], *, number: int, goals):
    part = float(case.whole * case.share // 1000)
    place = (metric.metric_id, f"32011600{number}", "street", *street, None, PERIOD)
    is_asked = metric.kind is Kind.SURVEY
    n, effective = (case.whole, case.whole * 0.8) if is_asked else (None, None)
    survey = (part / case.whole, n, effective, *_survey_limits(part, case.whole))
    estimate = survey if is_asked else (None,) * 8
    end = (0, case.is_provisional, case.withheld, goals[0], None, goals[1])
    return (*place, part, float(case.whole), *estimate, *end)


def _survey_limits(part: float, whole: int):
    error = ((part + 2) / (whole + 4) / (whole + 4)) ** 0.5
    limits = (wilson(part, whole, confidence=one) for one in (0.95, 0.998))
    return (error, *(float(side) for pair in limits for side in pair))


def judged(metric: Metric, counts: pl.DataFrame) -> pl.DataFrame:
    """Measure, compare and rank counts, as a question to the reader does."""
    return ranked(compared(measured(counts, [metric]), [metric]), [metric])


def moved(metric: Metric, now: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """Add the changes since other counts of the same areas."""
    found = changes(now, measured(then, [metric]), [metric])
    is_break = pl.lit(value=False).alias("is_break")
    return now.join(found, on=["metric_id", "area_code"], how="left").with_columns(is_break)


@st.composite
def boards(draw, *, of: Sequence[Metric] = (*COUNTED, *ASKED)):
    """Draw a metric and its values in two to six streets, with changes."""
    metric = draw(st.sampled_from(list(of)))
    size = draw(st.integers(1, len(STREETS)))
    scale = metric.per if metric.unit != "share" else 1.0
    shares = (draw(MAYBE_SHARE), draw(MAYBE_SHARE))
    goals = tuple(None if one is None else one * scale for one in shares)
    now, then = (
        counted(
            metric,
            [Case(*draw(CASES)) for _ in range(size)],
            goals=goals,
        )
        for _ in range(2)
    )
    return metric, moved(metric, judged(metric, now), then)


def is_clear(row: dict, side: str, level: str) -> bool:
    """Tell from the limits alone whether a value lies above or below a level."""
    if row["value"] is None or row["is_small"] or row[level] is None:
        return False
    low = row["low"] if row["low"] is not None else row["value"]
    high = row["high"] if row["high"] is not None else row["value"]
    return low > row[level] + 1e-9 if side == "above" else high < row[level] - 1e-9


def is_judged(metric: Metric) -> bool:
    return metric.polarity is not Polarity.NO_JUDGEMENT


def says(sentence: str, key: str, words, **known: object) -> bool:
    """Tell whether a sentence holds the words of a key; blanks not known may hold anything."""
    text = re.sub(r"\{(\w+)\}", lambda blank: f"\0{blank[1]}\0", words.blanks(key))
    parts = text.split("\0")
    fixed, names = parts[::2], parts[1::2]
    filled = [re.escape(str(known[name])) if name in known else ".*?" for name in names]
    pattern = "".join(re.escape(a) + b for a, b in zip(fixed, [*filled, ""], strict=True))
    return re.search(pattern, sentence, re.IGNORECASE | re.DOTALL) is not None
