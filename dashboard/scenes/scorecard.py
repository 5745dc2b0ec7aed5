"""记分卡 / Scorecard: metrics by streets, the index made of them, and how far weights sway it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dashboard.charts.labels import area_name, short_area_name
from dashboard.charts.own import with_own
from dashboard.charts.scores import ScoreData, index_rank, score_table
from dashboard.charts.spec import Chart, DotChart, DotRow, ScoreTable, Shape, Tone, Wording
from dashboard.format import NumberFormat
from dashboard.scenes.compare import compared_with
from dashboard.scenes.desk import Desk, all_metrics, ids
from dashboard.scenes.look import Look, of_metrics
from dashboard.stories import scorecard as story
from dashboard.text import Words
from dashboard.view import View
from warehouse.catalog import PILLARS, Kind, Metric
from warehouse.index import Index, index_of
from warehouse.index_weights import indexed
from warehouse.periods import PeriodKind
from warehouse.statistics import Estimate

# As many as fit a screen with their numbers printed: what each pillar is judged by first.
CORE = (
    "sv_security",
    "sv_satisfaction",
    "sv_patrol_aware",
    "pt_on_time",
    "pt_self_found",
    "ev_on_time_close",
    "ev_stuck_street",
    "ev_revisit_satisfied",
    "pb_branch",
    "pb_key_visits",
    "tm_turnover",
    "dl_offlist",
    "sz_mediation",
    "sz_deliberation",
)
# Sliders go in steps of a tenth of the largest weight.
STEPS = 10


@dataclass(frozen=True)
class Scorecard:
    """What the scorecard shows.

    Attributes:
        metrics: the columns.
        headline: what the index can tell.
        table: the scorecard.
        index: scores with intervals, ranks, and what other weights leave of them.
        weights: weight of each pillar in force, 0–10.
        notes: how to read it.
    """

    metrics: tuple[Metric, ...]
    headline: str
    table: ScoreTable
    index: DotChart
    weights: Mapping[str, int]
    notes: tuple[str, ...]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in the order of reading."""
        return self.table, self.index


def scorecard(desk: Desk, view: View) -> Scorecard:
    """Set the streets against each other on many metrics at once."""
    words, look = desk.words, Look.of(desk, view)
    shown, counted = columns(view), indexed()
    every = [one for one in all_metrics() if one in shown or one in counted]
    streets = desk.changed_board(every, level="street", periods=look.periods)
    whole = desk.changed_board(shown, level="district", periods=look.periods)
    made = _index(desk, view, look, of_metrics(streets, counted))
    names = {
        row["area_code"]: short_area_name(row, words)
        for row in streets.unique("area_code").iter_rows(named=True)
    }
    own, against = look.above.area.code, compared_with(view)
    data = ScoreData(
        shown,
        of_metrics(streets, shown),
        whole,
        _course(desk, shown),
        made.rows,
        against,
        view.sort,
    )
    return Scorecard(
        tuple(shown),
        story.headline(made.rows, names, words),
        with_own(_table(look, data, has_intervals=bool(view.pillar)), own),
        with_own(_ranges(look, view, made, streets), own),
        weights_in_force(desk, view),
        story.notes(
            [one for one in all_metrics() if one.metric_id in made.left_out],
            is_own=bool(own_weights(view)),
            words=words,
        ),
    )


def columns(view: View) -> list[Metric]:
    """List the metrics shown: all of the chosen pillar, or the first of every pillar."""
    if view.pillar in PILLARS:
        return [
            metric
            for metric in all_metrics()
            if metric.pillar == view.pillar
            and "street" in metric.levels
            and metric.kind is not Kind.SAMPLE
        ]
    return [metric for metric in all_metrics() if metric.metric_id in CORE]


def own_weights(view: View) -> dict[str, int]:
    """Give the weights of pillars that a reader set, by pillar; none where they set none."""
    given = view.weights.split("-")
    if len(given) != len(PILLARS) or not all(one.isdecimal() for one in given):
        return {}
    weights = {name: min(int(one), STEPS) for name, one in zip(PILLARS, given, strict=True)}
    return weights if any(weights.values()) else {}


def weights_in_force(desk: Desk, view: View) -> dict[str, int]:
    """Give the weight of each pillar as a slider shows it, 0–10."""
    if own := own_weights(view):
        return own
    held = dict(desk.ask("index_weights").select("pillar", "pillar_weight").iter_rows())
    most = max(held.values(), default=0) or 1
    return {name: round(STEPS * held.get(name, 0) / most) for name in PILLARS}


def _index(desk: Desk, view: View, look: Look, values: pl.DataFrame) -> Index:
    metric_ids = ids(indexed())
    return index_of(
        values,
        goals=desk.ask("goals", metric_ids, "street", look.period.label),
        weights=desk.ask("index_weights"),
        of_pillars=own_weights(view),
    )


def _course(desk: Desk, metrics: list[Metric]) -> pl.DataFrame:
    return desk.series(metrics, level="district", kind=PeriodKind.QUARTER)


def _table(look: Look, data: ScoreData, *, has_intervals: bool) -> ScoreTable:
    words = look.desk.words

    def texts(title: str) -> Wording:
        names = {"period": look.period_name, "then": look.then_name}
        return story.table_texts(title, **names, against=data.against, words=words)

    values = data.streets.drop("n")
    face = look.face("scorecard", data.metrics, values, texts=texts(""))
    made = score_table(data, face=face, words=words, has_intervals=has_intervals)
    title = story.table_title(made, against=data.against, words=words)
    return replace(made, face=replace(face, title=title, alt=title))


def _ranges(look: Look, view: View, made: Index, streets: pl.DataFrame) -> DotChart:
    words = look.desk.words
    areas = {row["area_code"]: row for row in streets.unique("area_code").iter_rows(named=True)}
    texts = story.index_texts(
        made.rows,
        metrics=len(made.metric_ids),
        period=look.period_name,
        is_own=bool(own_weights(view)),
        words=words,
    )
    counted = [one for one in all_metrics() if one.metric_id in made.metric_ids]
    face = look.face("index", counted, streets.drop("n"), texts=texts)
    titles = ("score", "interval", "rank", "by_weights")
    headings = tuple(words(f"column.{one}") for one in ("area", "value", "low", "high"))
    return DotChart(
        face,
        NumberFormat(is_share=False, decimals=1),
        tuple(words(f"score.{one}") for one in titles),
        tuple(
            _range(row, areas[row["area_code"]], words) for row in made.rows.iter_rows(named=True)
        ),
        (),
        headings,  # type: ignore[arg-type]
    )


def _range(row: Mapping[str, Any], area: Mapping[str, Any], words: Words) -> DotRow:
    number = NumberFormat(is_share=False, decimals=1)
    if row["score"] is None:
        low = high = None
    else:
        limits = Estimate.from_error(
            row["score"], standard_error=row["standard_error"], confidence=0.95
        )
        low, high = float(limits.low), float(limits.high)  # type: ignore[arg-type]
    known = row["score"] is not None
    return DotRow(
        key=str(area["area_code"]),
        name=area_name(area, words),
        value=row["score"],
        low=low,
        high=high,
        tone=Tone.PLAIN,
        shape=Shape.DOT,
        band=int(row["band"]) if row["band"] is not None else None,
        texts=(
            number.plain(row["score"]) if known else "",
            number.interval(low, high),
            index_rank(row, words),
        ),
        verdict=words(
            "score.kept",
            span=story.span(row["weight_low"], row["weight_high"]),
            share=f"{row['kept_share']:.0%}",
        )
        if known
        else "",
        reason="" if known else words("score.too_little_known", share=f"{row['known_share']:.0%}"),
    )
