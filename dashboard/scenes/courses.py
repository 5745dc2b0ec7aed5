"""One metric of one area over time: what a metric's page asks of its desk."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from dashboard.charts.spec import Face, Wording
from dashboard.charts.survey import main_mode
from dashboard.format import NumberFormat
from dashboard.scenes.desk import Desk
from dashboard.scenes.look import TOP, Look
from dashboard.text import Words
from dashboard.view import View
from warehouse.catalog import Metric
from warehouse.courses.gaps import without_gaps
from warehouse.courses.limits import Course, restarting, with_limits
from warehouse.periods import Period, PeriodKind

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Subject:
    """A metric of an area in a period, with its course up to then.

    Attributes:
        look: the area, at the lowest level that the metric has, and the period.
        metric: the metric.
    """

    look: Look
    metric: Metric

    @classmethod
    def of(cls, desk: Desk, view: View, metric: Metric) -> "Subject":
        """Tell what a view looks at, of one metric."""
        look = Look.of(desk, view)
        if metric.is_asked:
            look = look.by_quarter
        path = desk.areas.path(look.area.code)
        area = next(one for one in reversed(path) if one.level in metric.levels)
        return cls(replace(look, area=area), metric)

    @property
    def words(self) -> Words:
        """The reader's words."""
        return self.look.desk.words

    @property
    def number(self) -> NumberFormat:
        """How the metric's values are written."""
        return NumberFormat.of(self.metric.unit)

    @property
    def step(self) -> PeriodKind:
        """How long one period of the course is."""
        return PeriodKind.QUARTER if self.metric.is_asked else PeriodKind.MONTH

    @cached_property
    def own(self) -> Row | None:
        """The area's value, with target and change; null where it is not counted."""
        look = self.look
        rows = look.only(
            look.desk.changed_board([self.metric], level=look.level, periods=look.periods)
        )
        return rows.row(0, named=True) if rows.height else None

    @cached_property
    def series(self) -> pl.DataFrame:
        """The area's course over all that is known."""
        look = self.look
        rows = look.desk.series([self.metric], level=look.level, kind=self.step)
        return without_gaps(look.only(rows))

    @cached_property
    def district(self) -> pl.DataFrame:
        """The district's course up to the end of the period."""
        rows = self.look.desk.series([self.metric], level=TOP, kind=self.step)
        return self._until_now(rows).sort("period_start")

    @cached_property
    def course(self) -> Course:
        """The area's course up to the end of the period, with its limits."""
        return self._limited(self._until_now(self.series), code=self.look.area.code)

    @cached_property
    def street_courses(self) -> tuple[dict[str, Course], dict[str, Row]]:
        """The streets' courses, by code in the order of the register; and their names."""
        desk = self.look.desk
        rows = self._until_now(desk.series([self.metric], level="street", kind=self.step))
        names: dict[str, Row] = {
            row["area_code"]: row
            for row in desk.areas.rows.filter(pl.col("is_counted") & (pl.col("level") == "street"))
            .sort("area_code")
            .iter_rows(named=True)
        }
        courses = {
            code: self._limited(rows.filter(pl.col("area_code") == code), code=code)
            for code in names
        }
        return courses, names

    @cached_property
    def happened(self) -> pl.DataFrame:
        """What happened in the area, in those above it and in those inside it."""
        look = self.look
        events = look.desk.ask("annotations")
        if look.is_whole:
            return events
        codes = {one.code for one in look.desk.areas.path(look.area.code)}
        codes |= set(look.desk.areas.codes_below(look.area.code))
        return events.filter(pl.col("area_code").is_null() | pl.col("area_code").is_in(codes))

    @cached_property
    def to_come(self) -> pl.DataFrame:
        """The forecast to the end of the assessment year; see `warehouse.courses.outlook`."""
        look = self.look
        target = self.own["target"] if self.own is not None else None
        return look.desk.ask(
            "outlook",
            self.metric.metric_id,
            (look.level, look.area.code, str(self.step)),
            look.period.label,
            target,
        )

    @property
    def is_carried(self) -> bool:
        """Whether the forecast is of a later year than the period: its target is carried over."""
        if not self.to_come.height:
            return False
        last = Period.parse(self.to_come["period"][-1])
        return last.start.year > self.look.period.last_day.year

    def face(self, name: str, texts: Wording) -> Face:
        """Make the face of a chart of this metric."""
        look = self.look
        values = look.desk.board([self.metric], level=look.level, period=look.period)
        return look.face(
            f"{name}-{self.metric.metric_id}", [self.metric], look.only(values), texts=texts
        )

    def _until_now(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.filter(pl.col("period_start") <= self.look.period.last_day)

    def _limited(self, rows: pl.DataFrame, *, code: str) -> Course:
        target = self.own["target"] if self.own is not None else None
        return with_limits(rows, self.metric, target=target, restarts=self._restarts(rows, code))

    def _restarts(self, rows: pl.DataFrame, code: str) -> dict[dt.date, str]:
        """Say where limits begin anew: another way of asking, or an annotation that says so."""
        desk = self.look.desk
        above = [one.code for one in desk.areas.path(code)]
        said = restarting(desk.ask("annotations")).filter(
            pl.col("area_code").is_null() | pl.col("area_code").is_in(above)
        )
        found: dict[dt.date, str] = {
            row["occurred_on"]: str(row[f"label_{desk.language}"])
            for row in said.iter_rows(named=True)
        }
        for start in rows.filter("is_break")["period_start"]:
            found[start] = self._asked_otherwise(Period(start, self.step))
        return found

    def _asked_otherwise(self, period: Period) -> str:
        """Say how residents were asked from a period on."""
        waves = self.look.desk.ask("survey_waves").filter(
            pl.col("wave_on").is_between(period.start, period.last_day) & pl.col("is_break")
        )
        if not waves.height:
            return self.words("survey.break")
        return self.words(f"survey.break_{main_mode(waves.row(0, named=True))}")
