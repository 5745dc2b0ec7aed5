"""指标 / Metric: is it unusual, where did the change come from, where is it heading."""

from dataclasses import dataclass

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
    """What the page of one metric shows.

    Attributes:
        metric: the metric.
        headline, standfirst: the page's conclusion, and the interval behind it.
        control: its course against its limits.
        events: what the numbers in the chart stand for.
        signals: special stretches, the latest first: when, and what.
        control_notes: where the limits come from, and what they leave out.
        streets: the same of every street.
        change: the parts of its change; empty where it has none.
        splits: by what the change can be taken apart.
        split: by what it is.
        forecast: to the end of the assessment year.
        forecast_notes: how such forecasts did.
    """

    metric: Metric
    headline: str
    standfirst: str
    control: ControlChart
    events: str
    signals: list[tuple[str, Said]]
    control_notes: list[str]
    streets: CourseGrid
    change: Waterfall
    splits: tuple[str, ...]
    split: str
    forecast: ForecastChart
    forecast_notes: list[str]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in the order of reading."""
        return self.control, self.forecast, self.change, self.streets


def metric_scene(desk: Desk, view: View) -> MetricScene:
    """Look at one metric of one area: months, or quarters where residents were asked."""
    words = desk.words
    subject = Subject.of(desk, view, chosen_metric(view, comparable()))
    metric, course = subject.metric, subject.course
    to_come = subject.to_come
    split = split_of(subject, view.split)
    return MetricScene(
        metric=metric,
        headline=story.headline(subject.own, course, to_come, metric, words),
        standfirst=story.standfirst(
            subject.own, metric, period=subject.look.period_name, words=words
        ),
        control=control_chart(
            course,
            metric,
            happened=subject.happened,
            goal=subject.own,
            face=subject.face("control", control_story.control_texts(course, metric, words)),
            words=words,
        ),
        events=control_story.events_line(subject.happened, course.rows, words),
        signals=control_story.signals(course, subject.happened, words),
        control_notes=control_story.control_notes(course, metric, words),
        streets=_streets(subject),
        change=_change(subject, split),
        splits=split.offered,
        split=split.dimension,
        forecast=_forecast(subject),
        forecast_notes=outlook_story.outlook_notes(
            to_come,
            metric,
            is_still=course.is_still,
            is_carried=subject.is_carried,
            words=words,
        ),
    )


def _streets(subject: Subject) -> CourseGrid:
    words, metric = subject.words, subject.metric
    courses, names = subject.street_courses
    texts = control_story.grid_texts(courses, names, metric, words)
    chart = course_grid(
        courses,
        metric,
        names=names,
        whole=subject.district,
        goal=subject.own,
        face=subject.face("streets", texts),
        words=words,
    )
    return with_own(chart, subject.look.above.area.code)


def _change(subject: Subject, split: Split) -> Waterfall:
    words = subject.words
    if split.data is None:
        reason = words(f"course.unsplit_{split.reason}")
        face = subject.face("change", change_story.nothing_texts(reason, subject.metric, words))
        return no_waterfall(face, number=subject.number)
    texts = change_story.change_texts(
        split.data, area=subject.look.name, dimension=split.dimension, words=words
    )
    return waterfall(split.data, face=subject.face("change", texts), words=words)


def _forecast(subject: Subject) -> ForecastChart:
    words, metric = subject.words, subject.metric
    goal = ""
    if subject.own is not None and subject.own["target"] is not None:
        goal = goal_text(subject.own, metric, words)
    texts = outlook_story.outlook_texts(
        subject.to_come, metric, end=subject.look.period_name, goal=goal, words=words
    )
    return forecast_chart(
        subject.series,
        subject.to_come,
        metric,
        goal=subject.own,
        face=subject.face("forecast", texts),
        words=words,
    )
