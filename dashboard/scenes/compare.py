"""街道对标 / Compare streets: who is above and below the district, as far as it can be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.comparison import dot_chart, settled, slope_chart
from dashboard.charts.own import with_own
from dashboard.charts.spec import Chart, DotChart, SlopeChart, Wording
from dashboard.scenes.desk import Desk, all_metrics
from dashboard.scenes.look import Look
from dashboard.scenes.peers import peers
from dashboard.scenes.sections import SECTIONS, Section, section_of
from dashboard.stories import compare as story
from dashboard.view import View
from warehouse.catalog import Kind, Metric

# What a page about one metric opens with.
USUAL = "sv_satisfaction"
AGAINST = ("district", "target")


@dataclass(frozen=True)
class Comparison:
    """What the comparison of streets shows.

    Attributes:
        metric: the metric compared.
        headline, standfirst: the page's conclusion, and who is not ranked.
        dots: values with intervals and ranks.
        slopes: the change since the other period.
        notes: how to read the page.
        section: what is shown below.
    """

    metric: Metric
    headline: str
    standfirst: str
    dots: DotChart
    slopes: SlopeChart
    notes: tuple[str, ...]
    section: Section

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in the order of reading."""
        return self.dots, self.slopes, *self.section.charts


def comparison(desk: Desk, view: View) -> Comparison:
    """Compare the streets on the chosen metric."""
    words, look = desk.words, Look.of(desk, view)
    metric = chosen_metric(view, comparable())
    among = peers(desk, view)
    values = settled(
        desk.changed_board([metric], level="street", periods=look.periods, among=among)
    )
    own, against = look.above.area.code, compared_with(view)
    texts = story.bands_texts(values, metric, period=look.period_name, words=words)
    face = look.face(f"dots-{metric.metric_id}", [metric], values, texts=texts)
    dots = dot_chart(values, metric, against=against, face=face, words=words)
    title, names = story.slope_title(values, metric, words), (look.then_name, look.period_name)
    note = story.slope_note(metric, periods=names, words=words)
    face = look.face(f"slope-{metric.metric_id}", [metric], values, texts=Wording(title, note))
    slopes = slope_chart(values, metric, periods=names, face=face, words=words)
    caveats = desk.ask("caveats", metric.metric_id)["caveat"].to_list()
    return Comparison(
        metric,
        story.headline(values, metric, against, words),
        story.standfirst(values, metric, words),
        with_own(dots, own),
        with_own(slopes, own),
        tuple(story.reading_notes(metric, caveats, words)),
        SECTIONS[section_of(view)](desk, view, metric),
    )


def comparable() -> list[Metric]:
    """List the metrics that streets can be compared on."""
    return [
        metric
        for metric in all_metrics()
        if "street" in metric.levels and metric.kind is not Kind.SAMPLE
    ]


def chosen_metric(view: View, offered: Sequence[Metric]) -> Metric:
    """Give the chosen metric, or the usual one where none was chosen."""
    by_id = {one.metric_id: one for one in offered}
    return by_id.get(view.metric) or by_id.get(USUAL) or offered[0]


def compared_with(view: View) -> str:
    """Give what values are compared with."""
    return view.against if view.against in AGAINST else AGAINST[0]
