"""名次走势 / Ranks over the quarters: whether a street moved, as far as ranks can tell."""

from dataclasses import dataclass

import polars as pl

from dashboard.charts.bumps import bump_chart
from dashboard.charts.spec import BumpChart
from dashboard.scenes.desk import Desk
from dashboard.scenes.look import Look
from dashboard.scenes.peers import peers
from dashboard.stories import rank_course as story
from dashboard.view import View
from warehouse.catalog import Metric

LEVEL = "street"


@dataclass(frozen=True)
class RankCourse:
    """Ranks of streets over the quarters.

    Attributes:
        bumps: a line a street.
        notes: how to read it.
    """

    bumps: BumpChart
    notes: tuple[str, ...]

    @property
    def charts(self) -> tuple[BumpChart, ...]:
        """The chart."""
        return (self.bumps,)


def rank_course(desk: Desk, view: View, metric: Metric) -> RankCourse:
    """Show the ranks of a metric up to the period looked at; months are not ranked."""
    words, look = desk.words, Look.of(desk, view).by_quarter
    ranks = desk.ask("ranks", metric.metric_id, LEVEL, peers(desk, view)).filter(
        pl.col("period_start") <= look.period.last_day
    )
    own = chosen_street(look, ranks)
    texts = story.course_texts(ranks, own, metric, words)
    face = look.face(f"ranks-{metric.metric_id}", [metric], ranks, texts=texts)
    is_asked_for = own == look.above.area.code
    return RankCourse(
        bump_chart(ranks, own=own, face=face, words=words),
        tuple(story.course_notes(ranks, metric, is_asked_for=is_asked_for, words=words)),
    )


def chosen_street(look: Look, ranks: pl.DataFrame) -> str:
    """Give the street looked at; from the district, the one that was first when last ranked."""
    own = look.above.area
    if own.level == LEVEL and own.code in ranks["area_code"]:
        return own.code
    ranked = ranks.filter(pl.col("rank").is_not_null())
    last = ranked.filter(pl.col("period_start") == pl.col("period_start").max())
    first = last.sort("rank", "area_code")["area_code"]
    return str(first[0]) if first.len() else ""
