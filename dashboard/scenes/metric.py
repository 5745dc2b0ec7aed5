"""指标 / Metric: is it unusual, where did the change come from, where is it heading."""

from dataclasses import dataclass
from functools import cached_property

from dashboard.charts.change import no_waterfall, waterfall
from dashboard.charts.control import control_chart, course_grid
from dashboard.charts.labels import goal_text
from dashboard.charts.outlook import forecast_chart
from dashboard.charts.own import with_own
from dashboard.charts.spec import (
    Chart,
    ControlChart,
    CourseGrid,
    ForecastChart,
    Said,
    Waterfall,
)
from dashboard.scenes.compare import chosen_metric, comparable
from dashboard.scenes.courses import Subject
from dashboard.scenes.desk import Desk
from dashboard.scenes.splits import Split, split_of
from dashboard.stories import change as change_story
from dashboard.stories import control as control_story
from dashboard.stories import metric as story
from dashboard.stories import outlook as outlook_story
from dashboard.view import View
from warehouse.catalog import Metric


@dataclass(frozen=True)
class MetricScene:
    """What the page of one metric shows, each part made when it is asked for: the headline first.

    Attributes:
        subject: the metric, the area, the period.
        wanted: by what the change shall be taken apart; empty for what tells most.
    """

    subject: Subject
    wanted: str

    @property
    def metric(self) -> Metric:
        """The metric."""
        return self.subject.metric

    @cached_property
    def headline(self) -> str:
        """The page's conclusion."""
        one = self.subject
        return story.headline(one.own, one.course, one.to_come, one.metric, one.words)

    @property
    def standfirst(self) -> str:
        """The interval behind the conclusion."""
        one = self.subject
        return story.standfirst(one.own, one.metric, period=one.look.period_name, words=one.words)

    @cached_property
    def control(self) -> ControlChart:
        """The metric's course against its limits."""
        one = self.subject
        texts = control_story.control_texts(one.course, one.metric, one.words)
        return control_chart(
            one.course,
            one.metric,
            happened=one.happened,
            goal=one.own,
            face=one.face("control", texts),
            words=one.words,
        )

    @property
    def events(self) -> str:
        """What the numbers in the chart stand for."""
        one = self.subject
        return control_story.events_line(one.happened, one.course.rows, one.words)

    @property
    def signals(self) -> list[tuple[str, Said]]:
        """Special stretches, the latest first: when, and what."""
        one = self.subject
        return control_story.signals(one.course, one.happened, one.words)

    @property
    def control_notes(self) -> list[str]:
        """Where the limits come from, and what they leave out."""
        one = self.subject
        return control_story.control_notes(one.course, one.metric, one.words)

    @cached_property
    def streets(self) -> CourseGrid:
        """The course of every street."""
        one = self.subject
        courses, names = one.street_courses
        texts = control_story.grid_texts(courses, names, one.metric, one.words)
        chart = course_grid(
            courses,
            one.metric,
            names=names,
            whole=one.district,
            goal=one.own,
            face=one.face("streets", texts),
            words=one.words,
        )
        return with_own(chart, one.look.above.area.code)

    @cached_property
    def _split(self) -> Split:
        return split_of(self.subject, self.wanted)

    @property
    def splits(self) -> tuple[str, ...]:
        """By what the change can be taken apart."""
        return self._split.offered

    @property
    def split(self) -> str:
        """By what it is."""
        return self._split.dimension

    @cached_property
    def change(self) -> Waterfall:
        """The parts of the change; empty where it has none."""
        one, split, words = self.subject, self._split, self.subject.words
        if split.data is None:
            reason = words(f"course.unsplit_{split.reason}")
            face = one.face("change", change_story.nothing_texts(reason, one.metric, words))
            return no_waterfall(face, number=one.number)
        texts = change_story.change_texts(
            split.data, area=one.look.name, dimension=split.dimension, words=words
        )
        return waterfall(split.data, face=one.face("change", texts), words=words)

    @cached_property
    def forecast(self) -> ForecastChart:
        """The outlook to the end of the assessment year."""
        one = self.subject
        has_goal = one.own is not None and one.own["target"] is not None
        texts = outlook_story.outlook_texts(
            one.to_come,
            one.metric,
            end=one.look.period_name,
            goal=goal_text(one.own, one.metric, one.words) if one.own and has_goal else "",
            words=one.words,
        )
        return forecast_chart(
            one.series,
            one.to_come,
            one.metric,
            goal=one.own,
            face=one.face("forecast", texts),
            words=one.words,
        )

    @property
    def forecast_notes(self) -> list[str]:
        """How such forecasts did."""
        one = self.subject
        return outlook_story.outlook_notes(
            one.to_come,
            one.metric,
            is_still=one.course.is_still,
            is_carried=one.is_carried,
            words=one.words,
        )

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in the order of reading."""
        return self.control, self.forecast, self.change, self.streets


def metric_scene(desk: Desk, view: View) -> MetricScene:
    """Look at one metric of one area: months, or quarters where residents were asked."""
    return MetricScene(Subject.of(desk, view, chosen_metric(view, comparable())), view.split)
