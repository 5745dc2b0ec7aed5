"""A scorecard from the values of many metrics and from the index made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.comparison import in_order, settled
from dashboard.charts.labels import (
    DOWN,
    UP,
    area_name,
    interval_text,
    name_of,
    number_of,
    reason_of,
    short_name_of,
    tone_of,
)
from dashboard.charts.spec import Face, ScoreCell, ScoreColumn, ScoreRow, ScoreTable, Tone
from dashboard.text import Words
from warehouse.catalog import Interval, Metric
from warehouse.statistics import Outcome

Row = Mapping[str, Any]
ROSE, FELL = "↗", "↘"
UNMOVED = {Outcome.SIMILAR, Outcome.NOT_COMPARED}


@dataclass(frozen=True)
class ScoreData:
    """What a scorecard is made of.

    Attributes:
        metrics: its columns.
        streets: one row a metric and street, as ``Reader.board`` gives them with changes.
        whole: the same of the district.
        course: the district's values over time, as ``Reader.series`` gives them.
        index: the index of the streets, as ``warehouse.index.Index`` holds it.
        against: ``district`` or ``target``: what cells are compared with.
        sorted_by: metric to sort by; empty for the index.
    """

    metrics: Sequence[Metric]
    streets: pl.DataFrame
    whole: pl.DataFrame
    course: pl.DataFrame
    index: pl.DataFrame
    against: str
    sorted_by: str = ""

    def of(self, metric: Metric) -> pl.DataFrame:
        """Give the streets' values of one metric, with what may be claimed of the table."""
        return settled(self.streets.filter(pl.col("metric_id") == metric.metric_id))


def score_table(
    made: ScoreData, *, face: Face, words: Words, has_intervals: bool = False
) -> ScoreTable:
    """Make one row an area and one column a metric."""
    by_area: dict[str, list[ScoreCell]] = {}
    names = {row["area_code"]: row for row in made.streets.iter_rows(named=True)}
    for metric in made.metrics:
        for row in made.of(metric).iter_rows(named=True):
            cell = score_cell(row, metric, against=made.against, words=words)
            by_area.setdefault(row["area_code"], []).append(cell)
    scores = {row["area_code"]: row for row in made.index.iter_rows(named=True)}
    rows = tuple(_row(names[code], by_area[code], scores.get(code), words) for code in order(made))
    keys = ("area", "index", "score", "rank")
    return ScoreTable(
        face,
        tuple(_column(metric, made.course, words) for metric in made.metrics),
        rows,
        _total(made, words),
        tuple(words(f"score.{key}") for key in keys),  # type: ignore[arg-type]
        tuple((tone, strong, words(f"score.{key}")) for tone, strong, key in LEGEND),
        has_intervals,
    )


LEGEND = (
    (Tone.BETTER, True, "better_strong"),
    (Tone.BETTER, False, "better"),
    (Tone.PLAIN, False, "plain"),
    (Tone.WORSE, False, "worse"),
    (Tone.WORSE, True, "worse_strong"),
    (Tone.SMALL, False, "small"),
)


def order(made: ScoreData) -> list[str]:
    """Sort areas by the index, or best first by the metric that was chosen."""
    chosen = next((one for one in made.metrics if one.metric_id == made.sorted_by), None)
    rows = made.index if chosen is None else in_order(made.of(chosen), chosen)
    return rows["area_code"].to_list()


def score_cell(row: Row, metric: Metric, *, against: str, words: Words) -> ScoreCell:
    """Write one value and what may be claimed of it."""
    goal = "target" if against == "target" else "benchmark"
    outcome, surer = (row[f"outcome_{goal}{suffix}"] for suffix in ("", "_998"))
    tone = tone_of(row, outcome)
    if row["withheld"]:
        short = words(f"score.withheld_{'few' if 'few' in row['withheld'] else 'none'}")
        return ScoreCell(None, short, tone, reason=reason_of(row, words))
    number = number_of(metric)
    is_claimed = tone in {Tone.BETTER, Tone.WORSE} and row[goal] is not None
    return ScoreCell(
        value=row["value"],
        text=number.plain(row["value"]),
        tone=tone,
        # A full count has no interval that could be surer.
        is_strong=is_claimed and surer == outcome and metric.interval is not Interval.NONE,
        arrow=(UP if row["value"] > row[goal] else DOWN) if is_claimed else "",
        move=_move(row),
        interval_text=interval_text(row, metric, words, number=number) if row["low"] else "",
    )


def _move(row: Row) -> str:
    if row["change"] is None or row["is_small"] or row["outcome_change"] in UNMOVED:
        return ""
    return ROSE if row["change"] > 0 else FELL


def _column(metric: Metric, course: pl.DataFrame, words: Words) -> ScoreColumn:
    unit = words(f"unit.{metric.unit}")
    name = name_of(metric, words)
    found = course.filter(pl.col("metric_id") == metric.metric_id)
    return ScoreColumn(
        metric.metric_id,
        words(f"pillar.{metric.pillar}"),
        short_name_of(metric, words),
        words("score.with_unit", name=name, unit=unit) if unit else name,
        number_of(metric),
        tuple(found["value"]),
    )


def _row(area: Row, cells: Sequence[ScoreCell], score: Row | None, words: Words) -> ScoreRow:
    value = score["score"] if score is not None else None
    return ScoreRow(
        area["area_code"],
        area_name(area, words),
        tuple(cells),
        value,
        f"{value:.1f}" if value is not None else "",
        index_rank(score, words),
    )


def index_rank(score: Row | None, words: Words) -> str:
    """Write an area's rank in the index with the interval that chance leaves."""
    if score is None or score["rank"] is None:
        return words("score.too_little")
    return fmt.rank(score["rank"], score["rank_low"], score["rank_high"], words.language)


def _total(made: ScoreData, words: Words) -> ScoreRow:
    found = {row["metric_id"]: row for row in made.whole.iter_rows(named=True)}
    cells = []
    for metric in made.metrics:
        row = found[metric.metric_id]
        text = fmt.NOTHING if row["value"] is None else number_of(metric).plain(row["value"])
        cells.append(
            ScoreCell(row["value"], text, Tone.PLAIN, move=_move(row), reason=reason_of(row, words))
        )
    code = made.whole["area_code"][0] if made.whole.height else ""
    return ScoreRow(code, words("score.whole"), tuple(cells))
