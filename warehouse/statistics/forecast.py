"""Where a ratio is heading by the end of the assessment year, and how far to trust that."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from warehouse.statistics.comparison import Polarity
from warehouse.statistics.count_noise import CountNoise
from warehouse.statistics.inputs import TIE, Flags, Floats, refuse, together
from warehouse.statistics.level_paths import Season, Series, calendar, draw_numerators, follow

# Known periods below which nothing is forecast.
SHORTEST = 8

_DRAWS = 4_000
_DRAWS_TESTED = 1_000
_LIMITS = (0.025, 0.1, 0.5, 0.9, 0.975)

# The calendar must improve this many forecasts of the past by this share to be believed.
_FORECASTS_NEEDED = 12
_IMPROVEMENT = 0.2
_SEASONS_NEEDED = 2


class TooShortError(ValueError):
    """The series has too few known periods for a forecast."""


class Method(StrEnum):
    """What a forecast carries forward."""

    LEVEL = "level"
    SEASONAL = "seasonal"


@dataclass(frozen=True, slots=True)
class BackTest:
    """How the same method would have done in the past; nan where it could not be tried.

    Attributes:
        forecasts: how many forecast values were compared with what came.
        covered_80: share (0–1) of them that the 80 % band held.
        covered_95: share that the 95 % band held.
        error: mean absolute error, in the unit of the ratio.
        naive_error: the same of carrying the last value forward.
    """

    forecasts: int
    covered_80: float
    covered_95: float
    error: float
    naive_error: float


@dataclass(frozen=True, slots=True)
class Bands:
    """The middle and two bands of what is forecast, in the unit of the ratio.

    Attributes:
        middle: as likely to be exceeded as not.
        low_80: lower limit of the 80 % band.
        high_80: upper limit of it.
        low_95: lower limit of the 95 % band.
        high_95: upper limit of it.
    """

    middle: Floats
    low_80: Floats
    high_80: Floats
    low_95: Floats
    high_95: Floats


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of the ratios to be measured in the periods to come.

    Attributes:
        method: what was carried forward, chosen by the back-test.
        bands: one position a period to come.
        back_test: of the chosen method on this series.
        numerators: draws x periods to come, from which everything above is read.
        denominator: what each period to come is expected to be divided by.
    """

    method: Method
    bands: Bands
    back_test: BackTest
    numerators: Floats
    denominator: float


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What the year will end with.

    Attributes:
        bands: of the value at the year's end; numbers, not arrays.
        reached: probability (0–1) of the target; nan without one.
    """

    bands: Bands
    reached: float


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a method forecast in the past and what came; one position a forecast value."""

    limits: Floats
    actual: Floats
    naive: Floats

    def since(self, is_wanted: Flags) -> "_Trial":
        return _Trial(self.limits[:, is_wanted], self.actual[is_wanted], self.naive[is_wanted])

    @property
    def error(self) -> float:
        return _mean(np.abs(self.limits[2] - self.actual))


def forecast_ratio(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    horizon: int,
    season_length: int = 12,
    is_share: bool = True,
) -> Forecast:
    """Forecast a short series of ratios, with bands and a back-test.

    Args:
        numerator: one count a period, oldest first; nan where not known. A survey gives its
            share times its effective size.
        denominator: what it is divided by; nan or 0 where not known. A survey gives its
            effective size.
        horizon: how many periods to come.
        season_length: periods in a year, 12 or 4.
        is_share: the numerator is a part of the denominator; else events over an exposure.

    Returns:
        bands of what will be *measured*: chance in the counts to come is part of them.

    Raises:
        TooShortError: fewer than eight periods are known.
        ValueError: ``horizon`` is not positive, or a count cannot be.

    Source: docs/methods.md#forecast
    """
    if horizon < 1:
        raise ValueError(f"horizon = {horizon} is not positive")
    noise = CountNoise(is_share)
    part, whole = noise.checked(*together(numerator=numerator, denominator=denominator))
    series = Series(part, whole, noise=noise, season_length=season_length)
    known = np.count_nonzero(series.is_known)
    if known < SHORTEST:
        raise TooShortError(f"{known} periods are known, a forecast needs {SHORTEST}")
    method, trial = _chosen(series, horizon=horizon)
    season = _season(series, method=method, horizon=horizon)
    numerators = draw_numerators(
        series,
        known=follow(series, season=season),
        season=season,
        horizon=horizon,
        draws=_DRAWS,
    )
    return Forecast(
        method=method,
        bands=_bands(numerators / series.expected_denominator),
        back_test=_summed_up(trial),
        numerators=numerators,
        denominator=series.expected_denominator,
    )


def year_end(
    forecast: Forecast,
    *,
    so_far: tuple[float, float] | None = None,
    target: float = np.nan,
    polarity: Polarity = Polarity.HIGH_IS_GOOD,
) -> YearEnd:
    """Say what the year ends with, if the forecast runs to its end, and whether that is enough.

    Args:
        forecast: of all the periods left.
        so_far: numerator and denominator of this year's periods that are over, where the
            year's value is all of them together; without it, the last period's value counts.
        target: in the unit of the ratio.
        polarity: on which side of the target is good.

    Raises:
        ValueError: a target without a judgement, or counts that cannot be.

    Source: docs/methods.md#year-end
    """
    if polarity is Polarity.NO_JUDGEMENT and not np.isnan(target):
        raise ValueError("a metric that carries no judgement has no target to reach")
    if so_far is None:
        value = forecast.numerators[:, -1] / forecast.denominator
    else:
        part, whole = (np.asarray(one, dtype=np.float64) for one in so_far)
        refuse(~((part >= 0) & (whole >= 0)), what="no count", numerator=part, denominator=whole)
        to_come = forecast.denominator * forecast.numerators.shape[1]
        value = (part + forecast.numerators.sum(axis=1)) / (whole + to_come)
    sign = 1 if polarity is Polarity.HIGH_IS_GOOD else -1
    is_reached = sign * (value - target) >= -TIE
    return YearEnd(
        bands=_bands(value),
        reached=float(np.nan if np.isnan(target) else is_reached.mean()),
    )


def _chosen(series: Series, *, horizon: int) -> tuple[Method, _Trial]:
    """Take the calendar into account only where that would have improved past forecasts."""
    level = _tried(series, method=Method.LEVEL, horizon=horizon)
    seasonal = _tried(series, method=Method.SEASONAL, horizon=horizon)
    # Both are held against the same forecasts: the later ones, that knew whole years.
    late = np.arange(level.actual.size) >= level.actual.size - seasonal.actual.size
    is_tried = seasonal.actual.size >= _FORECASTS_NEEDED
    if is_tried and seasonal.error < (1 - _IMPROVEMENT) * level.since(late).error:
        return Method.SEASONAL, seasonal
    return Method.LEVEL, level


def _season(series: Series, *, method: Method, horizon: int) -> Season:
    if method is Method.SEASONAL:
        return calendar(series, horizon=horizon)
    return Season(pattern=np.zeros(series.numerator.size + horizon), error=0.0)


def _tried(series: Series, *, method: Method, horizon: int) -> _Trial:
    """Forecast every known period from all origins up to ``horizon`` periods before it."""
    size = series.numerator.size
    first = max(SHORTEST, series.season_length)
    if method is Method.SEASONAL:
        first = _SEASONS_NEEDED * series.season_length
    # A level alone is followed once; a calendar is learnt anew at each origin.
    is_level = method is Method.LEVEL
    whole = follow(series, season=_season(series, method=method, horizon=0)) if is_level else None
    limits, actual, naive = [np.empty((len(_LIMITS), 0))], [np.empty(0)], [np.empty(0)]
    for origin in range(first, size):
        past = series.until(origin)
        if np.count_nonzero(past.is_known) < SHORTEST:
            continue
        reach = min(horizon, size - origin)
        season = _season(past, method=method, horizon=reach)
        numerators = draw_numerators(
            past,
            known=whole or follow(past, season=season),
            season=season,
            horizon=reach,
            draws=_DRAWS_TESTED,
        )
        came = series.is_known[origin : origin + reach]
        drawn = np.quantile(numerators / past.expected_denominator, _LIMITS, axis=0)
        limits.append(drawn[:, came])
        actual.append(series.ratio[origin : origin + reach][came])
        naive.append(np.full(np.count_nonzero(came), past.ratio[past.is_known][-1]))
    return _Trial(np.hstack(limits), np.concatenate(actual), np.concatenate(naive))


def _summed_up(trial: _Trial) -> BackTest:
    low_95, low_80, _, high_80, high_95 = trial.limits
    return BackTest(
        forecasts=trial.actual.size,
        covered_80=_mean((low_80 - TIE <= trial.actual) & (trial.actual <= high_80 + TIE)),
        covered_95=_mean((low_95 - TIE <= trial.actual) & (trial.actual <= high_95 + TIE)),
        error=trial.error,
        naive_error=_mean(np.abs(trial.naive - trial.actual)),
    )


def _bands(drawn: Floats) -> Bands:
    low_95, low_80, middle, high_80, high_95 = np.quantile(drawn, _LIMITS, axis=0)
    return Bands(middle, low_80=low_80, high_80=high_80, low_95=low_95, high_95=high_95)


def _mean(numbers: Floats | Flags) -> float:
    return float(numbers.mean()) if numbers.size else np.nan
