"""条件相近 / Like with like: a street beside those that are most like it in their context."""

from dataclasses import dataclass

import polars as pl

from dashboard.charts.comparison import dot_chart, is_level, settled
from dashboard.charts.drawn import Drawable
from dashboard.charts.likes import context_table
from dashboard.charts.own import with_own
from dashboard.charts.spec import ContextTable, DotChart
from dashboard.scenes.desk import Desk
from dashboard.scenes.look import Look
from dashboard.stories import likes as story
from dashboard.view import View
from warehouse.catalog import Metric
from warehouse.likeness import likeness, told_apart
from warehouse.statistics import Outcome

LEVEL = "street"


@dataclass(frozen=True)
class Likes:
    """A street among those of alike context.

    Attributes:
        dots: values of the street and of the nearest.
        context: what they cannot change.
        notes: how nearness is measured, and what it leaves out.
    """

    dots: DotChart
    context: ContextTable
    notes: tuple[str, ...]

    @property
    def charts(self) -> tuple[Drawable, ...]:
        """The charts, in the order of reading."""
        return self.dots, self.context


def likes(desk: Desk, view: View, metric: Metric) -> Likes:
    """Compare a street with the three that are most like it."""
    words, look = desk.words, Look.of(desk, view)
    if metric.is_asked:
        look = look.by_quarter
    context = desk.ask("context", look.period.label)
    values = settled(desk.board([metric], level=LEVEL, period=look.period))
    like = likeness(context, chosen_street(look, values))
    shown = values.filter(pl.col("area_code").is_in([like.own, *like.nearest]))
    if not like.nearest:
        shown = shown.clear()
    said = told_apart(values, metric, own=like.own, others=like.nearest)
    if is_level(values):
        said = dict.fromkeys(said, Outcome.SIMILAR)
    title = story.likes_title(shown, like.own, said, metric, words)
    texts = story.likes_texts(title, shown, metric, period=look.period_name, words=words)
    face = look.face(f"likes-{metric.metric_id}", [metric], shown, texts=texts)
    dots = dot_chart(shown, metric, against="district", face=face, words=words)
    texts = story.context_texts(context, like, period=look.period_name, words=words)
    face = look.face("context", [], context, texts=texts)
    return Likes(
        with_own(dots, like.own),
        context_table(context, like, face=face, words=words),
        tuple(story.likes_notes(context, like, metric, words)),
    )


def chosen_street(look: Look, values: pl.DataFrame) -> str:
    """Give the street looked at; from the district, the one that is ranked first."""
    own = look.above.area
    if own.level == LEVEL:
        return own.code
    ordered = values.sort("rank", "area_code", nulls_last=True)["area_code"]
    return str(ordered[0]) if ordered.len() else ""
