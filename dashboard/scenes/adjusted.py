"""结构调整 / Mix-adjusted: what streets would reach if their mix were the district's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.charts.comparison import in_order, settled
from dashboard.charts.labels import area_name, number_of, tone_of, verdict_on_district
from dashboard.charts.own import with_own
from dashboard.charts.spec import DotChart, DotRow, Face, Line, Role, Shape
from dashboard.scenes.desk import Desk
from dashboard.scenes.look import Look
from dashboard.scenes.splits import DIMENSIONS
from dashboard.stories import adjusted as story
from dashboard.text import Words
from dashboard.view import View
from warehouse.adjusted import adjusted_values
from warehouse.catalog import Metric

COLUMNS = ("adjusted", "interval", "crude", "against_district")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Adjusted:
    """Streets with the district's mix.

    Attributes:
        dots: adjusted values with intervals, and the crude ones beside them; null where the
            metric is not parted.
        notes: how it is made.
        dimension: by which it is adjusted; empty for none.
        offered: dimensions that can be chosen.
    """

    dots: DotChart | None
    notes: tuple[str, ...]
    dimension: str
    offered: tuple[str, ...]

    @property
    def charts(self) -> tuple[DotChart, ...]:
        """The chart, where there is one."""
        return (self.dots,) if self.dots is not None else ()


def adjusted(desk: Desk, view: View, metric: Metric) -> Adjusted:
    """Give every street the district's mix of the chosen dimension."""
    words, look = desk.words, Look.of(desk, view)
    parts = desk.ask("parts", metric.metric_id, look.period.label)
    held = set(parts["dimension"])
    offered = tuple(one for one in DIMENSIONS if one in held)
    if not offered:
        return Adjusted(None, (words("adjusted.not_parted"),), "", ())
    dimension = view.mix if view.mix in offered else offered[0]
    crude = settled(desk.board([metric], level="street", period=look.period))
    rows = adjusted_values(crude, metric, parts=parts.filter(pl.col("dimension") == dimension))
    title = story.adjusted_title(rows, words)
    texts = story.adjusted_texts(
        title, metric, dimension=dimension, period=look.period_name, words=words
    )
    face = look.face(f"adjusted-{metric.metric_id}", [metric], crude, texts=texts)
    reasons = [one for one in rows["reason"] if one]
    return Adjusted(
        with_own(_dots(rows, metric, face, words), look.above.area.code),
        story.adjusted_notes(rows, metric, reasons=reasons, words=words),
        dimension,
        offered,
    )


def _dots(rows: pl.DataFrame, metric: Metric, face: Face, words: Words) -> DotChart:
    ordered = in_order(rows, metric)
    number = number_of(metric)
    benchmark = ordered["benchmark"].drop_nulls()
    lines: tuple[Line, ...] = ()
    if benchmark.len():
        label = words("line.district", value=number.plain(float(benchmark[0])))
        lines = (Line(float(benchmark[0]), label, Role.BENCHMARK),)
    headings = tuple(words(f"column.{one}") for one in ("area", "value", "low", "high"))
    return DotChart(
        face,
        number,
        tuple(words(f"column.{one}") for one in COLUMNS),
        tuple(_row(row, metric, words) for row in ordered.iter_rows(named=True)),
        lines,
        headings,  # type: ignore[arg-type]
    )


def _row(row: Row, metric: Metric, words: Words) -> DotRow:
    number = number_of(metric)
    known = row["value"] is not None
    said = {**row, "outcome_benchmark": row["outcome"]}
    crude = number.plain(row["crude"]) if row["crude"] is not None else ""
    return DotRow(
        key=row["area_code"],
        name=area_name(row, words),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        tone=tone_of(said, row["outcome"]),
        shape=Shape.HOLLOW if row["is_small"] else Shape.DOT,
        band=None,
        texts=(
            number.plain(row["value"]) if known else "",
            number.interval(row["low"], row["high"]) if known else "",
            crude,
        ),
        verdict=verdict_on_district(said, words).text if known else "",
        reason="" if known else words(f"adjusted.reason_{row['reason']}"),
    )
