"""The words and tones of one value: what may be claimed of it and how it is written."""

from collections.abc import Mapping
from typing import Any

from dashboard import format as fmt
from dashboard.charts.spec import Face, Said, Shape, Tone
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.catalog import Interval, Metric
from warehouse.periods import Period, PeriodKind
from warehouse.statistics import Outcome, Polarity

Row = Mapping[str, Any]

TONES = {
    Outcome.BETTER: Tone.BETTER,
    Outcome.WORSE: Tone.WORSE,
}
UP, DOWN = "▲", "▼"


def note_on_screen(face: Face, words: Words) -> str:
    """Say below a title what is measured and, where it needs saying, how the drawing reads."""
    if not face.reading:
        return face.note
    return words("chart.note_on_screen", note=face.note, reading=face.reading)


def number_of(metric: Metric, row: Row | None = None) -> NumberFormat:
    """Choose how a metric's numbers are written; ``row`` is the value they rest on."""
    n = row["n"] if row is not None and metric.unit == "share" else None
    return NumberFormat.of(metric.unit, n)


def short_period(one: Period) -> str:
    """Write a period in few letters, alike in both languages: ``2020 Q4``, ``2020-11``."""
    is_month = one.kind is PeriodKind.MONTH
    return one.label if is_month else one.label.replace("-", " ")


def name_of(metric: Metric, words: Words) -> str:
    """Give a metric's name."""
    return metric.label[words.language]


def short_name_of(metric: Metric, words: Words) -> str:
    """Give a metric's short name, for narrow places."""
    return metric.short_label[words.language]


def area_name(row: Row, words: Words) -> str:
    """Give an area's name."""
    return str(row["name_zh"] if words.language == "zh" else row["name_en"] or row["name_zh"])


def short_area_name(row: Row, words: Words) -> str:
    """Give an area's name without its tier, where the reader knows it is a street."""
    name = area_name(row, words)
    return name.removesuffix("街道") if words.language == "zh" else name


def reason_of(row: Row, words: Words) -> str:
    """Say why there is no value; empty where there is one."""
    return words(f"withheld.{row['withheld']}") if row["withheld"] else ""


def tone_of(row: Row, outcome: str) -> Tone:
    """Tell what a value's mark may claim, given the outcome of a comparison."""
    if row["withheld"]:
        return Tone.WITHHELD
    if row["is_provisional"]:
        return Tone.PROVISIONAL
    if row["is_small"]:
        return Tone.SMALL
    return TONES.get(Outcome(outcome), Tone.PLAIN)


def shape_of(row: Row, metric: Metric) -> Shape:
    """Tell how a value is marked."""
    if row["is_provisional"]:
        return Shape.SQUARE
    if row["is_small"]:
        return Shape.HOLLOW
    return Shape.DIAMOND if metric.interval is Interval.NONE else Shape.DOT


def verdict_on_target(row: Row, metric: Metric, words: Words) -> Said:
    """Say how a value stands to its target: ``▲ 优于 95%``, ``▼ 劣于 95%``, ``难分于 95%``."""
    if row["withheld"]:
        return Said(reason_of(row, words))
    if row["target"] is None:
        return Said(words("verdict.no_target"))
    tone = tone_of(row, row["outcome_target"])
    if tone in {Tone.SMALL, Tone.PROVISIONAL}:
        return Said(words(f"verdict.{tone}"), tone)
    goal = goal_text(row, metric, words)
    if metric.polarity is Polarity.NO_JUDGEMENT:
        return Said(words(f"verdict.range_{row['outcome_target']}", goal=goal), tone)
    is_full = metric.interval is Interval.NONE
    if row["outcome_target"] == Outcome.SIMILAR and is_full:
        return Said(words("verdict.meets", goal=goal), tone)
    return Said(words(f"verdict.target_{row['outcome_target']}", goal=goal), tone)


def goal_text(row: Row, metric: Metric, words: Words) -> str:
    """Write a target: ``95%``, ``≤ 5%``, or a range."""
    number = NumberFormat.of(metric.unit)
    target = trimmed(number.value(row["target"]))
    if metric.polarity is Polarity.LOW_IS_GOOD:
        return f"≤ {target}"
    if metric.polarity is Polarity.NO_JUDGEMENT and row["floor"] is not None:
        return words("verdict.range", low=trimmed(number.plain(row["floor"])), high=target)
    return target


def trimmed(text: str) -> str:
    """Drop the decimals of a whole number: ``95.0%`` is written ``95%``."""
    return text.replace(".0%", "%").removesuffix(".0")


def verdict_on_district(row: Row, words: Words) -> Said:
    """Say how a value stands to the district's: ``▲ 高于全区``, ``▼ 低于全区``, ``难分``.

    The triangle says above or below, the colour better or worse.
    """
    if row["withheld"]:
        return Said("", Tone.WITHHELD)
    tone = tone_of(row, row["outcome_benchmark"])
    if tone in {Tone.SMALL, Tone.PROVISIONAL}:
        return Said(words(f"verdict.{tone}"), tone)
    if row["outcome_benchmark"] in {Outcome.SIMILAR, Outcome.NOT_COMPARED}:
        return Said(words("verdict.unclear"), tone)
    is_above = row["value"] > row["benchmark"]
    return Said(words("verdict.above" if is_above else "verdict.below"), tone)


def rank_text(row: Row, words: Words) -> str:
    """Write a rank with its interval, or that there is none."""
    if row["rank"] is None:
        return words("rank.provisional" if row["is_provisional"] else "rank.none")
    return fmt.rank(row["rank"], row["rank_low"], row["rank_high"], words.language)


def change_text(row: Row, metric: Metric, words: Words) -> Said:
    """Write a change since another period; coloured only when its interval leaves out nothing."""
    if row["change"] is None:
        return Said(words("change.none"))
    written = number_of(metric, row).change(row["change"], words.language)
    tone = TONES.get(Outcome(row["outcome_change"]), Tone.PLAIN)
    if row["outcome_change"] in {Outcome.SIMILAR, Outcome.NOT_COMPARED} or row["is_small"]:
        return Said(written, Tone.PLAIN, words("change.unclear"))
    arrow = UP if row["change"] > 0 else DOWN
    return Said(f"{arrow} {written}", tone)


def interval_text(
    row: Row, metric: Metric, words: Words, *, number: NumberFormat | None = None
) -> str:
    """Write an interval; a full count says so with its counts.

    ``number`` is how the chart writes its values; without it, as this value deserves.
    """
    if row["low"] is not None:
        return (number or number_of(metric, row)).interval(row["low"], row["high"])
    if metric.interval is Interval.NONE and row["numerator"] is not None:
        return words(
            "interval.full_count",
            numerator=fmt.count(row["numerator"]),
            denominator=fmt.count(row["denominator"]),
        )
    return ""
