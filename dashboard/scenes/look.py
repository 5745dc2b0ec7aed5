"""What a scene looks at: an area, a period and the one it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard import format as fmt
from dashboard.charts.spec import Face, Provenance, Wording
from dashboard.scenes.desk import Desk
from dashboard.view import View
from warehouse.areas import Area
from warehouse.catalog import Metric
from warehouse.periods import Period, PeriodKind

TOP = "district"
SURVEYED = (TOP, "street")


class NothingToShowError(RuntimeError):
    """No area register, or nothing that happened, has been loaded yet."""


@dataclass(frozen=True)
class Look:
    """An area in a period.

    Attributes:
        desk: answers the questions.
        area: the area.
        period: the period.
        then: the period that changes are counted from.
    """

    desk: Desk
    area: Area
    period: Period
    then: Period

    @classmethod
    def of(cls, desk: Desk, view: View) -> "Look":
        """Tell what a view looks at.

        Raises:
            NothingToShowError: there are no areas, or no periods.
        """
        area = area_of(desk, view)
        if area is None:
            raise NothingToShowError
        period = chosen_period(desk, view)
        then = period.before if view.against == "before" else period.year_before
        return cls(desk, area, period, then)

    @property
    def level(self) -> str:
        """The tier of the area."""
        return self.area.level

    @property
    def is_whole(self) -> bool:
        """Whether it is the district that is looked at."""
        return self.level == TOP

    @property
    def above(self) -> "Look":
        """The same look, at the street where the area lies deeper: surveys go no further."""
        path = self.desk.areas.path(self.area.code)
        street = next(one for one in reversed(path) if one.level in SURVEYED)
        return replace(self, area=street)

    @property
    def by_quarter(self) -> "Look":
        """The same look, at the quarter where a month was chosen: waves are quarterly."""
        if self.period.kind is not PeriodKind.MONTH:
            return self
        quarter = self.period.within(PeriodKind.QUARTER)
        is_step = self.then == self.period.before
        return replace(
            self, period=quarter, then=quarter.before if is_step else quarter.year_before
        )

    @property
    def periods(self) -> tuple[Period, Period]:
        """The period and the one that changes are counted from."""
        return self.period, self.then

    @property
    def top_code(self) -> str:
        """The code of the district."""
        top = self.desk.areas.top
        return top.code if top is not None else self.area.code

    @property
    def name(self) -> str:
        """The area's name in the reader's language."""
        return self.area.names[self.desk.language]

    @property
    def period_name(self) -> str:
        """The period's name in the reader's language."""
        return fmt.period(self.period, self.desk.language)

    @property
    def then_name(self) -> str:
        """The name of the period that changes are counted from."""
        return fmt.period(self.then, self.desk.language)

    def only(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep the rows of the area itself."""
        return rows.filter(pl.col("area_code") == self.area.code)

    def inside(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep the rows of areas that are, or lie in, the area."""
        if self.is_whole or not rows.height:
            return rows
        codes = self.desk.areas.codes_within(self.area.code, str(rows["level"][0]))
        return rows.filter(pl.col("area_code").is_in(codes))

    def face(
        self,
        chart_id: str,
        metrics: Sequence[Metric],
        values: pl.DataFrame,
        *,
        texts: Wording,
    ) -> Face:
        """Make the face of a chart."""
        version, words = self.desk.version, self.desk.words
        n = values["n"].sum() if "n" in values.columns and len(metrics) == 1 else None
        methods = dict.fromkeys(str(metric.interval) for metric in metrics)
        provenance = Provenance(
            metric_ids=tuple(metric.metric_id for metric in metrics),
            period=self.period.label,
            area=self.name,
            n=float(n) if n is not None else None,
            interval_method=" · ".join(words(f"method.{one}") for one in methods),
            version=version.version_id,
            cutoff_on=version.cutoff_on or "",
            is_demonstration=version.is_demonstration,
            definition=" ".join(metric.definition[words.language] for metric in metrics[:1]),
        )
        return Face(
            chart_id,
            texts.title,
            texts.note,
            texts.alt or texts.title,
            provenance,
            texts.reading,
        )


def area_of(desk: Desk, view: View) -> Area | None:
    """Give the area looked at: the district where a link names one that is not there or counted."""
    tree = desk.areas
    counted = tree.rows.filter(pl.col("is_counted"))["area_code"]
    return tree.area(view.area) if view.area in set(counted) else tree.top


def chosen_period(desk: Desk, view: View) -> Period:
    """Give the chosen period: the latest year where none was chosen, or none such is known.

    Raises:
        NothingToShowError: nothing has happened yet.
    """
    if view.period:
        wanted = Period.parse(view.period)
        if wanted in desk.periods(wanted.kind):
            return wanted
    years = desk.periods(PeriodKind.YEAR)
    if not years:
        raise NothingToShowError
    return years[-1]


def of_metrics(rows: pl.DataFrame, metrics: Sequence[Metric]) -> pl.DataFrame:
    """Keep the rows of some metrics."""
    return rows.filter(pl.col("metric_id").is_in([metric.metric_id for metric in metrics]))
