"""民意 / Survey: what residents say, and how far their answers carry."""

from dataclasses import dataclass

import polars as pl

from dashboard.charts.spec import BarChart, Chart, PairChart, Said, WaveChart
from dashboard.charts.survey import sample_chart, trait_chart, wave_chart
from dashboard.scenes.desk import Desk, all_metrics
from dashboard.scenes.look import Look
from dashboard.stories import survey as story
from dashboard.view import View
from warehouse.catalog import Metric
from warehouse.periods import Period, PeriodKind

COLUMNS = ("estimate", "value", "interval", "verdict", "change", "valid", "effective", "effect")
NUMERIC = (1, 2, 5, 6, 7)


@dataclass(frozen=True)
class Survey:
    """What the page of the survey shows.

    Attributes:
        look: the street or district, and the quarter where a month was chosen.
        metrics: what residents are asked about.
        headline: the page's conclusion.
        waves: estimates over time.
        events: what the numbers below the panels stand for.
        samples: answers and effective sample by street.
        how_asked: wording, mode, field time, weights.
        traits: answers against residents.
        estimates: rows of the table of estimates.
    """

    look: Look
    metrics: tuple[Metric, ...]
    headline: str
    waves: WaveChart
    events: str
    samples: BarChart
    how_asked: list[tuple[str, str]]
    traits: PairChart
    estimates: list[list[str | Said]]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in the order of reading."""
        return self.waves, self.samples, self.traits


def survey(desk: Desk, view: View) -> Survey:
    """Tell what residents say: streets at the lowest, quarters at the shortest."""
    words, look = desk.words, Look.of(desk, view).above.by_quarter
    metrics = [metric for metric in all_metrics() if metric.question]
    headlines = [metric for metric in metrics if metric.is_headline]
    own = look.only(desk.changed_board(metrics, level=look.level, periods=look.periods))
    course = look.only(desk.series(headlines, level=look.level, kind=PeriodKind.QUARTER))
    samples = desk.ask("survey_samples", look.period.label)
    traits = desk.ask("survey_traits", look.period.label)
    waves = desk.ask("survey_waves")
    happened = desk.ask("annotations").filter(pl.col("area_code").is_null())
    within = waves.filter(pl.col("wave_on").is_between(look.period.start, look.period.last_day))
    known = [Period.parse(label) for label in sorted(set(course["period"]))]
    waves_texts = story.waves_texts(headlines, own, waves, words)
    samples_texts = story.samples_texts(samples, period=look.period_name, words=words)
    traits_texts = story.traits_texts(traits, period=look.period_name, words=words)
    return Survey(
        look=look,
        metrics=tuple(metrics),
        headline=story.headline(headlines, own, samples, traits, words),
        waves=wave_chart(
            course,
            headlines,
            now=own,
            context=(waves, happened),
            face=look.face("waves", headlines, own, texts=waves_texts),
            words=words,
        ),
        events=story.events_line(happened, known, words),
        samples=sample_chart(
            samples, face=look.face("samples", metrics, samples, texts=samples_texts), words=words
        ),
        how_asked=story.how_asked(headlines, own, within, look.inside(samples), words),
        traits=trait_chart(
            traits, face=look.face("traits", metrics, traits, texts=traits_texts), words=words
        ),
        estimates=story.estimates(metrics, own, words),
    )
