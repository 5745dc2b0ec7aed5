"""What a forecast says: the year's end, the chance of its target, and how such forecasts did."""

import polars as pl

from dashboard import format as fmt
from dashboard.charts.labels import name_of
from dashboard.charts.spec import Wording
from dashboard.format import NumberFormat
from dashboard.stories.phrases import capital
from dashboard.text import Words
from warehouse.catalog import Kind, Metric
from warehouse.periods import Period, PeriodKind
from warehouse.statistics import Method

# Beyond these a number would claim more than draws can say.
SURE, UNLIKELY = 0.99, 0.01
# Bands that held less than this of what came are called too narrow.
TOO_NARROW = 0.65
SHARE = NumberFormat(is_share=True, decimals=0)


def outlook_texts(
    to_come: pl.DataFrame, metric: Metric, *, end: str, goal: str, words: Words
) -> Wording:
    """Give the wording of a forecast.

    Args:
        to_come: as `warehouse.courses.outlook.outlook` gives it.
        metric: whose values they are.
        end: name of the period that all that is known ends with.
        goal: the target as written; empty for none.
        words: in the reader's language.
    """
    title = outlook_title(to_come, metric, goal=goal, words=words)
    note = words("course.forecast_note", metric=name_of(metric, words), end=end)
    alt = words("course.forecast_alt", title=title)
    reading = words("course.forecast_reading") if to_come.height else ""
    return Wording(title, note, alt, reading)


def outlook_title(to_come: pl.DataFrame, metric: Metric, *, goal: str, words: Words) -> str:
    """Say what the last of the forecast is, and how likely the target."""
    if not to_come.height:
        return capital(words("course.no_forecast"))
    last = to_come.row(-1, named=True)
    number, period = NumberFormat.of(metric.unit), Period.parse(last["period"])
    name = fmt.period(period, words.language)
    key = "year_ends" if period.kind is PeriodKind.YEAR else "month_ends"
    said = words(
        f"course.{key}",
        period=name,
        value=number.value(last["middle"]),
        interval=number.interval(last["low_80"], last["high_80"]),
    )
    if last["reached"] is None or not goal:
        return capital(said)
    course = words("course.on_course", goal=goal, chance=chance(last["reached"], words))
    return capital(words("survey.part").join([said, course]))


def chance(share: float, words: Words) -> str:
    """Write a probability no finer than the draws can tell."""
    if share > SURE:
        return words("course.above_99")
    if share < UNLIKELY:
        return words("course.below_1")
    return SHARE.value(share)


def outlook_notes(
    to_come: pl.DataFrame, metric: Metric, *, is_still: bool, is_carried: bool, words: Words
) -> list[str]:
    """Say how past forecasts did, what was carried forward, and which target is meant.

    Args:
        to_come: as `warehouse.courses.outlook.outlook` gives it.
        metric: whose values they are.
        is_still: the series mostly stands still.
        is_carried: the target is that of an earlier year; none is known for the one to come.
        words: in the reader's language.
    """
    if not to_come.height:
        usual = "no_register" if is_still else "too_short"
        return [words(f"course.{'no_median' if metric.kind is Kind.MEDIAN else usual}")]
    row = to_come.row(-1, named=True)
    notes = [_back_test(row, metric, words)]
    if row["forecast_count"] and row["covered_80"] < TOO_NARROW:
        notes.append(words("course.too_narrow"))
    seasonal = row["method"] == Method.SEASONAL
    notes.append(words("course.method_seasonal" if seasonal else "course.method_level"))
    if row["reached"] is not None and is_carried:
        notes.append(words("course.carried"))
    if Period.parse(row["period"]).kind is not PeriodKind.YEAR:
        notes.append(words("course.own_year"))
    return notes


def _back_test(row: dict[str, object], metric: Metric, words: Words) -> str:
    count = row["forecast_count"]
    if not isinstance(count, int) or not count:
        return words("course.untested")
    number = NumberFormat.of(metric.unit)

    def far(name: str) -> str:
        return number.change(float(str(row[name])), words.language).lstrip("+±")

    return words(
        "course.back_test",
        count=count,
        share_80=SHARE.value(float(str(row["covered_80"]))),
        share_95=SHARE.value(float(str(row["covered_95"]))),
        error=far("error"),
        naive=far("naive_error"),
    )
