"""Two areas against each other, from the comparison of their values."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import name_of, number_of, reason_of, short_name_of
from dashboard.charts.spec import DuelChart, DuelRow, Face, Said, Tone
from dashboard.text import Words
from warehouse.catalog import Kind, Metric
from warehouse.statistics import Polarity

Row = Mapping[str, Any]
# More than this nobody will ask or count.
MOST_NEEDED = 1_000_000
TWO_DIGITS = 100
LONGEST = 36


def duel_chart(
    rows: pl.DataFrame,
    metrics: Sequence[Metric],
    *,
    names: tuple[str, str],
    face: Face,
    words: Words,
) -> DuelChart:
    """Make one row a metric.

    Args:
        rows: as ``warehouse.pairs.head_to_head`` gives them.
        metrics: whose values they are.
        names: of the two areas.
        face: what every chart has.
        words: in the reader's language.
    """
    by_id = {one.metric_id: one for one in metrics}
    columns = ("metric", "difference", "verdict", "needed")
    metric, apart, verdict, needed = (words(f"pair.{one}") for one in columns)
    return DuelChart(
        face,
        names,
        tuple(
            _row(row, by_id[row["metric_id"]], names=names, words=words)
            for row in rows.iter_rows(named=True)
        ),
        (metric, *names, apart, verdict, needed),
        (words("pair.better", name=names[1]), words("pair.better", name=names[0])),
    )


def _row(row: Row, metric: Metric, *, names: tuple[str, str], words: Words) -> DuelRow:
    number = number_of(metric)
    second = {"withheld": row["withheld_second"]}
    texts = [
        reason_of(held, words) if value is None else number.value(value)
        for held, value in ((row, row["value"]), (second, row["value_second"]))
    ]
    return DuelRow(
        key=metric.metric_id,
        group=words(f"pillar.{metric.pillar}"),
        name=_name(metric, words),
        first=row["value"],
        second=row["value_second"],
        first_text=texts[0],
        second_text=texts[1],
        difference=row["difference"],
        difference_text=difference_text(row, metric, words),
        place=_place(row, metric),
        verdict=verdict(row, metric, names=names, words=words),
        needed=needed_text(row, metric, words),
    )


def difference_text(row: Row, metric: Metric, words: Words) -> str:
    """Write a difference and its interval: ``+2.5 百分点（+0.4 至 +4.6）``."""
    if row["difference"] is None:
        return fmt.NOTHING
    number, lang = number_of(metric), words.language
    said = number.change(row["difference"], lang)
    if row["difference_low"] is None:
        return said
    unit = said.rpartition(" ")[2] if " " in said else ""
    ends = [
        number.change(row[f"difference_{end}"], lang).removesuffix(unit).strip() for end in ENDS
    ]
    return words("pair.difference_text", value=said, low=ends[0], high=ends[1])


ENDS = ("low", "high")


def _name(metric: Metric, words: Words) -> str:
    """Name a metric in full, unless it would run into the values."""
    name = name_of(metric, words)
    return name if len(name) <= LONGEST else short_name_of(metric, words)


def _place(row: Row, metric: Metric) -> float | None:
    if row["difference"] is None or row["difference_low"] is None:
        return None
    # The side towards nought decides whether the interval leaves it out.
    end = row["difference_low"] if row["difference"] > 0 else row["difference_high"]
    half = abs(row["difference"] - end)
    if not half:
        return None
    turned = -1 if metric.polarity is Polarity.LOW_IS_GOOD else 1
    return turned * float(row["difference"] / half)


def verdict(row: Row, metric: Metric, *, names: tuple[str, str], words: Words) -> Said:
    """Say who is better on a metric, as far as it can be told."""
    if unjudged := _unjudged(row, words):
        return unjudged
    if not row["is_different"]:
        return Said(words("verdict.unclear"))
    if metric.polarity is Polarity.NO_JUDGEMENT:
        return Said(words("pair.higher", name=names[0 if row["difference"] > 0 else 1]))
    is_first = (row["difference"] > 0) is not (metric.polarity is Polarity.LOW_IS_GOOD)
    tone = Tone.BETTER if is_first else Tone.WORSE
    return Said(words("pair.is_better", name=names[0 if is_first else 1]), tone)


def _unjudged(row: Row, words: Words) -> Said | None:
    """Say why nothing is judged; nothing where something is."""
    if row["difference"] is None:
        return Said(words("pair.no_value"), Tone.WITHHELD)
    for tone in (Tone.PROVISIONAL, Tone.SMALL):
        if _is_either(row, f"is_{tone}"):
            return Said(words(f"verdict.{tone}"), tone)
    if row["is_full"]:
        return Said(words("pair.full" if row["difference"] else "pair.same"))
    return None


def _is_either(row: Row, name: str) -> bool:
    return bool(row[name] or row[f"{name}_second"])


def needed_text(row: Row, metric: Metric, words: Words) -> str:
    """Say how many answers or cases each area would need for this difference to be found."""
    needed = row["needed"]
    if needed is None:
        return ""
    if not np.isfinite(needed):
        return words("pair.never")
    if needed > MOST_NEEDED:
        return words("pair.too_many")
    what = "answers" if metric.kind is Kind.SURVEY else "cases"
    held = words("pair.held", first=fmt.count(row["n"]), second=fmt.count(row["n_second"]))
    return words(f"pair.needed_{what}", count=fmt.count(rounded(needed)), held=held)


def rounded(needed: float) -> float:
    """Keep two digits of a large number: it rests on values that are themselves uncertain."""
    if needed < TWO_DIGITS:
        return float(np.ceil(needed))
    scale = 10 ** (int(np.log10(needed)) - 1)
    return float(np.ceil(needed / scale) * scale)
