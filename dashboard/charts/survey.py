"""The survey: its waves, the answers each street has, and what the weighting puts right."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import area_name, goal_text, number_of, short_name_of, short_period
from dashboard.charts.spec import (
    BarChart,
    BarRow,
    Face,
    Line,
    PairChart,
    PairRow,
    Panel,
    Point,
    Role,
    WaveChart,
)
from dashboard.charts.timeline import numbered_events, year_ticks
from dashboard.format import NumberFormat
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.measure import LEAST_EFFECTIVE
from warehouse.periods import Period

Row = Mapping[str, Any]
MODES = ("phone", "face", "online")
WORSE_MARK = "▼"


def wave_chart(  # noqa: PLR0913
    series: pl.DataFrame,
    metrics: Sequence[Metric],
    *,
    now: pl.DataFrame,
    context: tuple[pl.DataFrame, pl.DataFrame],
    face: Face,
    words: Words,
) -> WaveChart:
    """Make one panel a metric, all on one scale.

    Args:
        series: quarters of one area, as ``Reader.series`` gives them.
        metrics: in the order of display.
        now: one row a metric with the target in force, as ``Reader.board`` gives them.
        context: the waves, as ``Reader.survey_waves`` gives them; and what happened, as
            ``Reader.annotations`` does.
        face: what every chart has.
        words: in the reader's language.
    """
    waves, happened = context
    targets = {row["metric_id"]: row for row in now.iter_rows(named=True)}
    labels = sorted(set(series["period"]))
    periods = [Period.parse(label) for label in labels]
    headings = tuple(words(f"column.{one}") for one in ("value", "low", "high"))
    return WaveChart(
        face,
        number_of(metrics[0]),
        tuple(
            _panel(metric, series, target=targets[metric.metric_id], words=words)
            for metric in metrics
        ),
        numbered_events(happened, periods),
        year_ticks(periods),
        tuple(_breaks(series, labels, waves=waves, words=words)),
        headings,  # type: ignore[arg-type]
    )


def _panel(metric: Metric, series: pl.DataFrame, *, target: Row, words: Words) -> Panel:
    rows = series.filter(pl.col("metric_id") == metric.metric_id).sort("period_start")
    points = tuple(
        Point(
            fmt.period(Period.parse(row["period"]), words.language),
            row["value"],
            row["low"],
            row["high"],
            is_break=row["is_break"],
            short=short_period(Period.parse(row["period"])),
        )
        for row in rows.iter_rows(named=True)
    )
    number = NumberFormat.of(metric.unit)
    known = [point.value for point in points if point.value is not None]
    goal = goal_text(target, metric, words).removesuffix("%") if target["target"] else ""
    return Panel(
        title=short_name_of(metric, words),
        points=points,
        target=target["target"],
        target_text=words("line.target", value=goal) if goal else "",
        end_text=number.plain(known[-1]) if known else "",
    )


def _breaks(
    series: pl.DataFrame, labels: Sequence[str], *, waves: pl.DataFrame, words: Words
) -> list[tuple[float, str]]:
    """Say where the way of asking changed, and to what."""
    broken = set(series.filter("is_break")["period"])
    found = []
    for position, label in enumerate(labels):
        if label in broken:
            period = Period.parse(label)
            of_period = waves.filter(
                pl.col("wave_on").is_between(period.start, period.last_day) & pl.col("is_break")
            )
            text = (
                words(f"survey.break_{main_mode(of_period.row(0, named=True))}")
                if of_period.height
                else words("survey.break")
            )
            found.append((position - 0.5, text))
    return found


def main_mode(wave: Row) -> str:
    """Name the mode that most answers of a wave came by."""
    return max(MODES, key=lambda mode: wave[f"{mode}_share"] or 0.0)


def sample_chart(samples: pl.DataFrame, *, face: Face, words: Words) -> BarChart:
    """Make one row a street: answers, and how many independent answers they are worth.

    Args:
        samples: one row a street, as ``Reader.survey_samples`` gives them.
        face: what every chart has.
        words: in the reader's language.
    """
    rows = samples.sort("answer_count", "area_code", descending=[True, False], nulls_last=True)
    names = ("answers", "effective", "effect")
    headings = tuple(words(f"survey.{one}") for one in ("street", "answers", "effective"))
    return BarChart(
        face,
        tuple(_sample(row, words) for row in rows.iter_rows(named=True)),
        tuple(words(f"survey.{name}") for name in names),
        Line(
            float(LEAST_EFFECTIVE),
            words("survey.floor", least=LEAST_EFFECTIVE),
            Role.REFERENCE,
        ),
        headings,  # type: ignore[arg-type]
    )


def _sample(row: Row, words: Words) -> BarRow:
    answers, effective = row["answer_count"] or 0, row["effective_n"] or 0.0
    effect = row["weighting_effect"]
    is_low = effective < LEAST_EFFECTIVE
    return BarRow(
        key=row["area_code"],
        name=area_name(row, words),
        wide=float(answers),
        thin=float(effective),
        texts=(
            fmt.count(answers),
            f"{WORSE_MARK} {fmt.count(effective)}" if is_low else fmt.count(effective),
            f"{effect:.2f}" if effect is not None else fmt.NOTHING,
        ),
        is_low=is_low,
    )


def trait_chart(traits: pl.DataFrame, *, face: Face, words: Words) -> PairChart:
    """Make one row a group: its share of those who answered, and of those who live here.

    Args:
        traits: one row a trait and value, as ``Reader.survey_traits`` gives them; where no
            residents were delivered, the weighted share stands in their place.
        face: what every chart has.
        words: in the reader's language.
    """
    rows = tuple(
        PairRow(
            name=words(f"trait.{row['value']}"),
            first=row["answer_share"],
            second=row["population_share"],
            text=f"×{fmt.NARROW_SPACE}{row['mean_weight']:.2f}",
        )
        for row in against_population(traits).iter_rows(named=True)
    )
    titles = tuple(words(f"survey.{one}") for one in ("answered", "living", "weight"))
    number = NumberFormat(is_share=True, decimals=0)
    return PairChart(face, number, rows, titles, words("survey.group"))  # type: ignore[arg-type]


def against_population(traits: pl.DataFrame) -> pl.DataFrame:
    """Add ``population_share``, the best that is known of it; age bands first, then the sexes."""
    return traits.with_columns(
        pl.coalesce("resident_share", "weighted_share").alias("population_share")
    ).sort("trait", "value")
