"""Waterfalls: the parts of a change, street by street or class by class, and of the mix."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dashboard.charts.labels import TONES, short_area_name
from dashboard.charts.spec import Face, Tone, Waterfall, WaterfallStep
from dashboard.format import DASH, NOTHING, NumberFormat
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.statistics import Outcome

Row = Mapping[str, Any]
MIXES = ("class_mix", "area_mix")
# A part of nothing is not worth a row.
NOTHING_AT_ALL = 1e-12


@dataclass(frozen=True, slots=True)
class ChangeData:
    """What a change is taken apart with.

    Attributes:
        metric: whose value changed.
        parts: as `warehouse.courses.change_parts.change_parts` gives them.
        areas: one row an area with its names, ``value``, ``value_then`` and ``outcome_change``.
        periods: names of the earlier and the later period.
        values: of the whole in both.
        by_class: the rows are classes of one area, not areas.
    """

    metric: Metric
    parts: pl.DataFrame
    areas: pl.DataFrame
    periods: tuple[str, str]
    values: tuple[float, float]
    by_class: bool


def waterfall(data: ChangeData, *, face: Face, words: Words) -> Waterfall:
    """Make the steps from the earlier value to the later one; they add up to the change."""
    number = parts_format(data.metric)
    before, after = data.values
    return Waterfall(
        face,
        number,
        data.periods,
        (number.value(before), number.value(after)),
        before,
        after,
        tuple(steps(data, words)),
        tuple(_cells(data, words)),
        (
            words("course.part"),
            words("course.class"),
            "" if data.by_class else words("course.both_values"),
        ),
        (words("course.change"), number.change(after - before, words.language)),
    )


def no_waterfall(face: Face, *, number: NumberFormat) -> Waterfall:
    """Make a waterfall without parts; its face says why there are none."""
    return Waterfall(
        face,
        number,
        ends=("", ""),
        end_texts=("", ""),
        before=0.0,
        after=0.0,
        steps=(),
        cells=(),
        headings=("", "", ""),
        total=("", ""),
    )


def parts_format(metric: Metric) -> NumberFormat:
    """Write parts one decimal finer than values: they are small, and must be seen to add up."""
    number = NumberFormat.of(metric.unit)
    return replace(number, decimals=number.decimals + 1)


def steps(data: ChangeData, words: Words) -> list[WaterfallStep]:
    """List the parts: what rates did, the largest loss to the largest gain, then the mixes."""
    key = "class" if data.by_class else "area_code"
    rates = (
        data.parts.filter(pl.col("factor") == "rate")
        .group_by(key, maintain_order=True)
        .agg(pl.sum("part"))
        .sort("part", key)
    )
    found = [_rate(row[key], row["part"], data, words) for row in rates.iter_rows(named=True)]
    for factor in MIXES:
        part = float(data.parts.filter(pl.col("factor") == factor)["part"].sum())
        if abs(part) > NOTHING_AT_ALL:
            found.append(_mix(factor, part, data, words))
    return found


def class_name(name: str, words: Words) -> str:
    """Name a class: by our words where there are some, else as it was delivered."""
    key = f"class.{name}"
    return words(key) if words.has(key) else name


def _rate(key: str, part: float, data: ChangeData, words: Words) -> WaterfallStep:
    number = NumberFormat.of(data.metric.unit)
    text = parts_format(data.metric).change(part, words.language)
    if data.by_class:
        claim = words("course.part_plain")
        return WaterfallStep(key, class_name(key, words), part, text, "", Tone.PLAIN, claim)
    row = data.areas.filter(pl.col("area_code") == key).row(0, named=True)
    both = [
        NOTHING if one is None else number.plain(one) for one in (row["value_then"], row["value"])
    ]
    tone = TONES.get(Outcome(row["outcome_change"] or Outcome.NOT_COMPARED), Tone.PLAIN)
    return WaterfallStep(
        key,
        short_area_name(row, words),
        part,
        text,
        f" {DASH} ".join(both).replace(DASH, "→"),
        Tone.PLAIN if row["is_small"] else tone,
        words(f"course.part_{Tone.PLAIN if row['is_small'] else tone}"),
    )


def _mix(factor: str, part: float, data: ChangeData, words: Words) -> WaterfallStep:
    text = parts_format(data.metric).change(part, words.language)
    name = words(f"course.{factor}")
    claim = words("course.part_mix")
    return WaterfallStep(factor, name, part, text, "", Tone.PLAIN, claim, is_mix=True)


def _cells(data: ChangeData, words: Words) -> list[tuple[str, str, float]]:
    """Name what each class of each area did to the whole."""
    names = {row["area_code"]: row for row in data.areas.iter_rows(named=True)}
    rates = data.parts.filter(pl.col("factor") == "rate").sort("area_code", "class")
    return [
        (
            short_area_name(names[row["area_code"]], words),
            class_name(row["class"], words),
            row["part"],
        )
        for row in rates.iter_rows(named=True)
    ]
