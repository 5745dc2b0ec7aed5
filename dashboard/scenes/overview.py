"""总览 / Overview: are we on target, where must we act."""

from dataclasses import dataclass

import polars as pl

from dashboard.charts.comparison import settled
from dashboard.charts.headlines import HeadlineData, headline_row
from dashboard.charts.own import with_own
from dashboard.charts.sketch_map import sketch_map
from dashboard.charts.spec import BulletTable, Chart, HeroRow, MapChart
from dashboard.charts.target_rows import target_table
from dashboard.scenes.desk import Desk, all_metrics
from dashboard.scenes.look import Look, of_metrics
from dashboard.stories import overview as story
from dashboard.view import View
from warehouse.catalog import Metric
from warehouse.periods import PeriodKind


@dataclass(frozen=True)
class Overview:
    """What the overview shows.

    Attributes:
        metrics: those that can be traced from here.
        headline: the page's conclusion.
        hint: what the reader must know of the headline figures; empty for nothing.
        heroes: the headline figures.
        pillars: one metric a pillar against its target.
        shortfalls: what clearly misses a target.
        no_shortfall: why none is listed.
        map: the streets.
    """

    metrics: tuple[Metric, ...]
    headline: str
    hint: str
    heroes: HeroRow
    pillars: BulletTable
    shortfalls: tuple[story.Shortfall, ...]
    no_shortfall: str
    map: MapChart

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in the order of reading."""
        return self.heroes, self.pillars, self.map


def overview(desk: Desk, view: View) -> Overview:
    """Make the overview of what a view looks at."""
    words, look = desk.words, Look.of(desk, view)
    above = look.above
    headlines = [metric for metric in all_metrics() if metric.is_headline]
    leads = [metric for metric in all_metrics() if metric.is_lead]
    shown = (*headlines, *leads)
    own = look.only(desk.changed_board(shown, level=look.level, periods=look.periods))
    asked = own
    if above != look:
        asked = above.only(desk.changed_board(headlines, level=above.level, periods=look.periods))
    streets = desk.board(all_metrics(), level="street", period=look.period)
    found = story.shortfalls(all_metrics(), look.inside(streets), words)
    values = of_metrics(own, leads)
    if look.is_whole:
        headline = story.headline(headlines, asked, found, words)
    elif above == look:
        headline = story.street_headline(headlines, asked, found, words)
    else:
        headline = story.small_area_headline(values, look.name, words)
    return Overview(
        metrics=shown,
        headline=headline,
        hint="" if above == look else words("overview.above_note", area=above.name),
        heroes=_heroes(above, headlines, asked, words(f"against.{view.against}")),
        pillars=target_table(
            leads,
            values=values,
            peers=of_metrics(streets, leads),
            is_ranked=not look.is_whole,
            face=look.face(
                "pillars", leads, values, texts=story.pillar_texts(values, look.name, words)
            ),
            words=words,
        ),
        shortfalls=tuple(found),
        no_shortfall=story.no_exceptions(own, look.name, words, is_whole=look.is_whole),
        map=_map(look, headlines[1], settled(of_metrics(streets, [headlines[1]]))),
    )


def _heroes(look: Look, headlines: list[Metric], asked: pl.DataFrame, compared: str) -> HeroRow:
    desk, words = look.desk, look.desk.words
    course = look.only(desk.series(headlines, level=look.level, kind=PeriodKind.QUARTER))
    rankings = desk.ask("rankings")
    published = look.only(rankings).filter(
        pl.col("is_published")
        & (pl.col("peer_set") == "city")
        & (pl.col("period") == look.period.label)
    )
    made = HeadlineData(headlines, asked, course, published, compared)
    face = look.face("heroes", headlines, asked, texts=story.hero_texts(made, words))
    return headline_row(made, face=face, words=words)


def _map(look: Look, metric: Metric, values: pl.DataFrame) -> MapChart:
    desk, words = look.desk, look.desk.words
    face = look.face("map", [metric], values, texts=story.map_texts(values, metric, words))
    outlines = desk.ask("street_outlines")
    chart = sketch_map(values, metric, outlines=outlines, face=face, words=words)
    return with_own(chart, look.above.area.code)
