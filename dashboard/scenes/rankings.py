"""对标排名 / Rankings: the district among the city's districts and the province's counties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.charts.spec import Chart, DotChart, LadderChart, Wording
from dashboard.charts.standings import standing_dots, standing_ladder, standings
from dashboard.scenes.desk import Desk, all_metrics
from dashboard.scenes.look import TOP, Look
from dashboard.stories import rankings as story
from dashboard.view import View
from warehouse.catalog import Metric

SOURCE_COLUMNS = ("period", "area", "metric", "peers", "value", "rank", "citation")


@dataclass(frozen=True)
class Standing:
    """What the page of rankings shows.

    Attributes:
        offered: what is ranked; metric ids, and names of what is not measured here.
        metric: the metric behind the chosen ranking, if this system measures it.
        headline, standfirst: the page's conclusion, and what a sample can tell apart.
        year: of the rankings.
        published: what was published of the district: what, the rank, a note.
        city: districts of the city.
        province: counties of the province.
        citations: what was published anywhere, with its source.
    """

    offered: tuple[str, ...]
    metric: Metric | None
    headline: str
    standfirst: str
    year: str
    published: list[tuple[str, str, str]]
    city: DotChart
    province: LadderChart
    citations: list[list[str]]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in the order of reading."""
        return self.city, self.province


def standing(desk: Desk, view: View) -> Standing:
    """Say where the district stands on the chosen ranking."""
    words, look = desk.words, Look.of(desk, view)
    rankings = desk.ask("rankings")
    by_id = {one.metric_id: one for one in all_metrics()}
    options = offered(rankings)
    chosen = view.metric if view.metric in options else options[0]
    metric = by_id.get(chosen)
    metrics = [metric] if metric else []
    name = story.metric_name(chosen, metric, words)
    year = look.period.start.strftime("%Y")
    city, province = (
        standings(rankings, metric_id=chosen, peer_set=peers, period=year, own_code=look.top_code)
        for peers in ("city", "province")
    )
    estimate = _own_estimate(look, metric)
    city_title, ladder_title = story.city_title(city, words), story.ladder_title(province, words)
    texts = Wording(
        city_title,
        words("rankings.city_note", metric=name, year=year),
        reading=words("rankings.city_reading"),
    )
    city_face = look.face(f"city-{chosen}", metrics, city.rows, texts=texts)
    texts = Wording(
        ladder_title,
        words("rankings.ladder_note", metric=name, year=year),
        reading=words("rankings.ladder_reading"),
    )
    province_face = look.face(f"province-{chosen}", metrics, province.rows, texts=texts)
    return Standing(
        offered=tuple(options),
        metric=metric,
        headline=story.headline(city, province, name=name, words=words),
        standfirst=story.sample_sentence(city, estimate, words) if metric else "",
        year=year,
        published=story.published_cells(
            rankings, by_id, code=look.top_code, year=year, words=words
        ),
        city=standing_dots(city, estimate=estimate, metric=metric, face=city_face, words=words),
        province=standing_ladder(province, face=province_face, words=words),
        citations=story.citations(rankings, by_id, words),
    )


def offered(rankings: pl.DataFrame) -> list[str]:
    """List what is ranked: metrics in their order, then what this system does not measure."""
    found = set(rankings.filter(pl.col("peer_set") == "city")["metric_id"])
    known = [one.metric_id for one in all_metrics() if one.metric_id in found]
    return known + sorted(found - set(known))


def _own_estimate(look: Look, metric: Metric | None) -> Mapping[str, Any] | None:
    """Give the district's own value in the chosen period, if it is measured."""
    if metric is None:
        return None
    rows = look.desk.board([metric], level=TOP, period=look.period)
    return rows.row(0, named=True) if rows.height else None
