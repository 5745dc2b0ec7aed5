"""What a page looks at: an area, a period and the one it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard import data
from dashboard import format as fmt
from dashboard.charts.spec import Face, Provenance
from dashboard.view import View
from dashboard.widgets import periods, state
from warehouse.areas import Area
from warehouse.catalog import Kind, Metric
from warehouse.periods import Period

TOP = "district"
SURVEYED = (TOP, "street")


@dataclass(frozen=True, slots=True)
class Look:
    """An area in a period.

    Attributes:
        area: the area.
        period: the period.
        then: the period that changes are counted from.
        language: of the reader.
    """

    area: Area
    period: Period
    then: Period
    language: str

    @property
    def level(self) -> str:
        """The tier of the area."""
        return self.area.level

    @property
    def is_own(self) -> pl.Expr:
        """The rows of the area itself."""
        return pl.col("area_code") == self.area.code

    @property
    def top_code(self) -> str:
        """The code of the district."""
        top = data.reader().areas.top
        return top.code if top is not None else self.area.code

    @property
    def is_whole(self) -> bool:
        """Whether it is the district that is looked at."""
        return self.level == TOP

    @property
    def above(self) -> "Look":
        """The same look, at the street where the area lies deeper: surveys go no further."""
        path = data.reader().areas.path(self.area.code)
        street = next(one for one in reversed(path) if one.level in SURVEYED)
        return replace(self, area=street)

    @property
    def name(self) -> str:
        """The area's name in the reader's language."""
        return self.area.names[self.language]

    def only(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep the rows of the area itself."""
        return rows.filter(self.is_own)

    def inside(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep the rows of areas that are, or lie in, the area."""
        if self.is_whole or not rows.height:
            return rows
        codes = data.reader().areas.codes_within(self.area.code, str(rows["level"][0]))
        return rows.filter(pl.col("area_code").is_in(codes))

    def published(self, rankings: pl.DataFrame) -> pl.DataFrame:
        """Keep what was published of the district in the city, in this period."""
        return rankings.filter(
            self.is_own
            & pl.col("is_published")
            & (pl.col("peer_set") == "city")
            & (pl.col("period") == self.period.label)
        )

    def face(
        self,
        chart_id: str,
        metrics: Sequence[Metric],
        values: pl.DataFrame,
        *,
        texts: tuple[str, str, str] = ("", "", ""),
    ) -> Face:
        """Make the face of a chart; ``texts`` are title, note and alternative text."""
        version = data.reader().version
        title, note, alt = texts
        n = values["n"].sum() if "n" in values.columns and len(metrics) == 1 else None
        methods = dict.fromkeys(str(metric.interval) for metric in metrics)
        words = state.said()
        provenance = Provenance(
            metric_ids=tuple(metric.metric_id for metric in metrics),
            period=self.period.label,
            area=self.name,
            n=float(n) if n is not None else None,
            interval_method=" · ".join(words(f"method.{one}") for one in methods),
            version=version.version_id,
            cutoff_on=version.cutoff_on or "",
            is_demonstration=version.is_demonstration,
            definition=" ".join(metric.definition[self.language] for metric in metrics[:1]),
        )
        return Face(chart_id, title, note, alt or title, provenance)


def of(view: View) -> Look:
    """Tell what a view looks at."""
    area = area_of(view)
    if area is None:
        raise NoAreasError
    return Look(area, periods.chosen(view), periods.compared_with(view), view.lang)


def area_of(view: View) -> Area | None:
    """Give the area looked at: the district where a link names one that is not there or counted."""
    tree = data.reader().areas
    counted = tree.rows.filter(pl.col("is_counted"))["area_code"]
    return tree.area(view.area) if view.area in set(counted) else tree.top


class NoAreasError(RuntimeError):
    """No area register has been loaded, so there is nothing to look at."""


def headlines() -> list[Metric]:
    """List the headline metrics."""
    return [metric for metric in data.all_metrics() if metric.is_headline]


def leads() -> list[Metric]:
    """List the metric that stands for each pillar."""
    return [metric for metric in data.all_metrics() if metric.is_lead]


def comparable() -> list[Metric]:
    """List the metrics that streets can be compared on."""
    return [
        metric
        for metric in data.all_metrics()
        if "street" in metric.levels and metric.kind is not Kind.SAMPLE
    ]


def ids(metrics: Sequence[Metric] | None = None) -> list[str]:
    """Name metrics; all of them where none are given."""
    return [metric.metric_id for metric in (data.all_metrics() if metrics is None else metrics)]


def of_metrics(rows: pl.DataFrame, metrics: Sequence[Metric]) -> pl.DataFrame:
    """Keep the rows of some metrics."""
    return rows.filter(pl.col("metric_id").is_in([metric.metric_id for metric in metrics]))


def period_name(period: Period) -> str:
    """Name a period in the reader's language."""
    return fmt.period(period, state.current().lang)
