"""Counts that may come: a wandering level carried on from what is known of it."""

from dataclasses import dataclass

import numpy as np

from warehouse.statistics.count_noise import CountNoise
from warehouse.statistics.inputs import Flags, Floats
from warehouse.statistics.level_filter import SCATTERS, STEPS, LevelFilter, filter_level

_SEED = 20_201_231


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of the past, oldest first.

    Attributes:
        numerator: one count a period; nan where not known.
        denominator: what it is divided by; nan or 0 where not known.
        noise: how counts scatter.
        season_length: how many periods make a year.
    """

    numerator: Floats
    denominator: Floats
    noise: CountNoise
    season_length: int

    @property
    def is_known(self) -> Flags:
        """In which periods there is a ratio."""
        return np.asarray((self.denominator > 0) & ~np.isnan(self.numerator))

    @property
    def ratio(self) -> Floats:
        """The ratios; nan where not known."""
        denominator = np.where(self.is_known, self.denominator, np.nan)
        return np.asarray(self.numerator / denominator, dtype=np.float64)

    @property
    def expected_denominator(self) -> float:
        """What a period to come will be divided by: the mean of the last year's known ones."""
        return float(self.denominator[self.is_known][-self.season_length :].mean())

    def until(self, origin: int) -> "Series":
        """Give what was known after so many periods."""
        past = self.numerator[:origin], self.denominator[:origin]
        return Series(*past, noise=self.noise, season_length=self.season_length)


@dataclass(frozen=True, slots=True)
class Season:
    """What the calendar adds to the level.

    Attributes:
        pattern: one number a period, past and to come, on the logit or log scale.
        error: standard error of each of its numbers.
    """

    pattern: Floats
    error: float


def calendar(series: Series, *, horizon: int) -> Season:
    """Estimate what the calendar adds to the level, in the past and in the periods to come.

    Years are counted back from the last period; there must be two. A position adds its mean
    distance from its years' means, and its error is how far years disagree about it.
    """
    size, length = series.numerator.size, series.season_length
    years = size // length
    line = np.full(size, np.nan)
    known = series.is_known
    line[known] = series.noise.onto_line(series.numerator[known], series.denominator[known])
    table = np.ma.masked_invalid(line[size - years * length :].reshape(years, length))
    away = table - table.mean(axis=1, keepdims=True)
    means = away.mean(axis=0)
    rest = ((away - means) ** 2).sum() / ((years - 1) * (length - 1) * years)
    place = (np.arange(size + horizon) - size) % length
    return Season(pattern=means.filled(0.0)[place], error=float(np.sqrt(rest)))


def follow(series: Series, *, season: Season) -> LevelFilter:
    """Follow the level through a series, less what the calendar adds."""
    return filter_level(
        series.numerator,
        series.denominator,
        noise=series.noise,
        season=season.pattern[: series.numerator.size],
    )


def draw_numerators(
    series: Series, *, known: LevelFilter, season: Season, horizon: int, draws: int
) -> Floats:
    """Draw counts of the periods that come after a series.

    Args:
        series: of the past.
        known: the level followed at least through it.
        season: what the calendar adds in the past and in the periods to come.
        horizon: how many periods to come.
        draws: how many paths.

    Returns:
        draws x periods to come; the same in every run.
    """
    random = np.random.default_rng(_SEED)
    origin = series.numerator.size
    belief = known.beliefs[origin - 1]
    drawn = random.choice(belief.size, size=draws, p=belief.ravel())
    step, scatter, place = np.unravel_index(drawn, belief.shape)
    level = known.levels[place]
    numerators = np.empty((draws, horizon))
    for ahead in range(horizon):
        level = level + STEPS[step] * random.standard_normal(draws)
        adds = season.pattern[origin + ahead] + season.error * random.standard_normal(draws)
        numerators[:, ahead] = series.noise.draw(
            level + adds,
            scatter=SCATTERS[scatter],
            denominator=series.expected_denominator,
            random=random,
        )
    return numerators
