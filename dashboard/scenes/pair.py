"""两街对比 / Head to head: two streets on every metric, and what it would take to tell."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard.charts.comparison import in_order
from dashboard.charts.duel import duel_chart
from dashboard.charts.labels import short_area_name
from dashboard.charts.spec import DuelChart
from dashboard.scenes.desk import Desk, all_metrics
from dashboard.scenes.look import Look
from dashboard.stories import pair as story
from dashboard.view import View
from warehouse.catalog import Kind, Metric
from warehouse.pairs import head_to_head


@dataclass(frozen=True)
class Pair:
    """Two streets against each other.

    Attributes:
        duel: every metric.
        notes: how it is judged.
        first, second: codes of the streets.
        offered: codes and names of the streets that can be chosen.
    """

    duel: DuelChart
    notes: tuple[str, ...]
    first: str
    second: str
    offered: dict[str, str]

    @property
    def charts(self) -> tuple[DuelChart, ...]:
        """The chart."""
        return (self.duel,)


def pair(desk: Desk, view: View, metric: Metric) -> Pair:
    """Set two streets against each other: usually the first and the last of ``metric``."""
    words, look = desk.words, Look.of(desk, view)
    metrics = [
        one for one in all_metrics() if "street" in one.levels and one.kind is not Kind.SAMPLE
    ]
    values = desk.board(metrics, level="street", period=look.period)
    ranked = in_order(values.filter(pl.col("metric_id") == metric.metric_id), metric)
    offered = {
        row["area_code"]: short_area_name(row, words) for row in ranked.iter_rows(named=True)
    }
    # Who has too few answers stands last in the order, but is nobody's rival.
    firm = ranked.filter(pl.col("band").is_not_null())
    codes = list((firm if firm.height > 1 else ranked)["area_code"])
    first, second = chosen(view, look, usual=codes, offered=offered)
    rows = head_to_head(values, metrics, first=first, second=second)
    names = offered.get(first, ""), offered.get(second, "")
    texts = story.pair_texts("", period=look.period_name, names=names, words=words)
    face = look.face("pair", metrics, values.drop("n"), texts=texts)
    made = duel_chart(rows, metrics, names=names, face=face, words=words)
    title = story.pair_title(made, words)
    made = replace(made, face=replace(face, title=title, alt=title))
    return Pair(made, story.pair_notes(rows, words), first, second, offered)


def chosen(
    view: View, look: Look, *, usual: Sequence[str], offered: Collection[str]
) -> tuple[str, str]:
    """Give the two streets: those of the view, else the first and the last of the usual ones."""
    if not usual:
        return "", ""
    own = look.above.area.code
    first = next((one for one in (view.one, own) if one in offered), usual[0])
    others = [one for one in reversed(usual) if one != first]
    is_other = view.other in offered and view.other != first
    return first, view.other if is_other else (others or [first])[0]
