"""Areas compared: dots with intervals and tie bands, and the slope since another period."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.charts.labels import (
    area_name,
    change_text,
    goal_text,
    interval_text,
    number_of,
    rank_text,
    reason_of,
    shape_of,
    tone_of,
    verdict_on_district,
    verdict_on_target,
)
from dashboard.charts.spec import (
    DotChart,
    DotRow,
    Face,
    Line,
    Role,
    Said,
    SlopeChart,
    SlopeRow,
    Tone,
)
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.statistics import Outcome, Polarity

Row = Mapping[str, Any]
BAND = pl.col("band")


def settled(values: pl.DataFrame) -> pl.DataFrame:
    """Take back what single intervals claim of the district where the whole table is level.

    Of nine alike streets one leaves the district's line in every third table; tie bands hold for
    the table as a whole.

    Args:
        values: one row an area, of one metric, as ``Reader.board`` gives them.
    """
    if not is_level(values):
        return values
    unclear = pl.lit(Outcome.SIMILAR.value)
    claimed = pl.col("outcome_benchmark") != Outcome.NOT_COMPARED.value
    return values.with_columns(
        pl.when(claimed).then(unclear).otherwise("outcome_benchmark").alias("outcome_benchmark")
    )


def is_level(values: pl.DataFrame) -> bool:
    """Tell whether no two judged areas can be told apart: all of them in one tie band."""
    judged = values.filter(~pl.col("is_small") & ~pl.col("is_provisional"))
    bands = judged["band"].drop_nulls()
    return bool(bands.len()) and bands.max() == 1


def in_order(values: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Sort areas as they are drawn: ranked ones best first, then small ones, then the withheld."""
    best_first = pl.col("value") * (1 if metric.polarity is Polarity.LOW_IS_GOOD else -1)
    return values.sort(
        pl.col("value").is_null(),
        pl.col("is_small") | pl.col("is_provisional"),
        best_first,
        # Tied areas may stand in two bands; a band is drawn in one piece.
        "band",
        "area_code",
    )


def dot_chart(
    values: pl.DataFrame,
    metric: Metric,
    *,
    against: str,
    face: Face,
    words: Words,
) -> DotChart:
    """Make one row an area.

    Args:
        values: one row an area, as ``Reader.values`` gives them.
        metric: whose values they are.
        against: ``target`` or ``district``: what the verdict compares with.
        face: what every chart has.
        words: in the reader's language.
    """
    rows = in_order(values, metric)
    first = rows.row(0, named=True) if rows.height else None
    columns = (
        "value",
        "interval",
        "rank",
        "against_target" if against == "target" else "against_district",
    )
    headings = tuple(words(f"column.{one}") for one in ("area", "value", "low", "high"))
    return DotChart(
        face,
        number_of(metric),
        tuple(words(f"column.{one}") for one in columns),
        tuple(
            _dot(row, metric, against=against, words=words) for row in rows.iter_rows(named=True)
        ),
        _lines(first, metric, words) if first else (),
        headings,  # type: ignore[arg-type]
    )


def _dot(row: Row, metric: Metric, *, against: str, words: Words) -> DotRow:
    is_target = against == "target"
    verdict = (
        verdict_on_target(row, metric, words) if is_target else verdict_on_district(row, words)
    )
    outcome = row["outcome_target"] if is_target else row["outcome_benchmark"]
    # One precision for the whole chart, whatever each value rests on.
    number = number_of(metric)
    value = number.plain(row["value"]) if row["value"] is not None else ""
    return DotRow(
        key=row["area_code"],
        name=area_name(row, words),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        tone=tone_of(row, outcome),
        shape=shape_of(row, metric),
        band=row["band"],
        texts=(value, interval_text(row, metric, words, number=number), rank_text(row, words)),
        verdict=verdict.text,
        reason=reason_of(row, words),
    )


def _lines(row: Row, metric: Metric, words: Words) -> tuple[Line, ...]:
    lines = []
    number = NumberFormat.of(metric.unit)
    if row["benchmark"] is not None:
        label = words("line.district", value=number.plain(row["benchmark"]))
        lines.append(Line(row["benchmark"], label, Role.BENCHMARK))
    if row["target"] is not None:
        goal = goal_text(row, metric, words).removesuffix("%")
        lines.append(Line(row["target"], words("line.target", value=goal), Role.TARGET))
    return tuple(lines)


def slope_chart(
    values: pl.DataFrame, metric: Metric, *, periods: tuple[str, str], face: Face, words: Words
) -> SlopeChart:
    """Make one line an area from its value then to its value now.

    Args:
        values: one row an area, as ``Reader.values`` gives them, with ``Reader.changes``.
        metric: whose values they are.
        periods: names of the earlier and of the later period.
        face: what every chart has.
        words: in the reader's language.
    """
    rows = tuple(
        _slope(row, metric, words) for row in in_order(values, metric).iter_rows(named=True)
    )
    headings = (words("column.area"), words("column.change"))
    return SlopeChart(face, number_of(metric), periods, rows, headings)


def _slope(row: Row, metric: Metric, words: Words) -> SlopeRow:
    number = number_of(metric)
    change: Said = change_text(row, metric, words)
    has_moved = row["outcome_change"] not in {Outcome.SIMILAR, Outcome.NOT_COMPARED}
    tone = change.tone if has_moved and not row["is_small"] else Tone.PLAIN
    return SlopeRow(
        key=row["area_code"],
        name=area_name(row, words),
        then=row["value_then"],
        now=row["value"],
        tone=tone,
        then_text="" if row["value_then"] is None else number.plain(row["value_then"]),
        now_text="" if row["value"] is None else number.plain(row["value"]),
        change_text=change.text,
        is_small=row["is_small"],
    )
