"""How counts scatter around the ratio behind them, as parts of a whole or over an exposure."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, expit, gammaln, logit

from warehouse.statistics.inputs import Floats, count_and_exposure, numerator_and_denominator


@dataclass(frozen=True, slots=True)
class CountNoise:
    """Chance in a numerator whose denominator is known.

    ``scatter`` is what goes beyond the binomial or Poisson distribution: for a share the
    correlation of two answers (beta-binomial), for a rate the squared relative spread of the
    rate itself (negative binomial).

    Attributes:
        is_share: the numerator is a part of the denominator; else events over an exposure.
    """

    is_share: bool

    def checked(self, numerator: Floats, denominator: Floats) -> tuple[Floats, Floats]:
        """Refuse counts that cannot be.

        Raises:
            ValueError: a number is negative or infinite, or a numerator exceeds its denominator.
        """
        check = numerator_and_denominator if self.is_share else count_and_exposure
        return check(numerator, denominator)

    def onto_line(self, numerator: Floats, denominator: Floats) -> Floats:
        """Give each ratio on the scale without ends, logit or log, half a case added."""
        if self.is_share:
            return np.asarray(logit((numerator + 0.5) / (denominator + 1)), dtype=np.float64)
        return np.asarray(np.log((numerator + 0.5) / denominator), dtype=np.float64)

    def log_likelihood(
        self, numerator: float, denominator: float, *, level: Floats, scatter: float
    ) -> Floats:
        """Give how likely a count is at each level, less what no level or scatter changes."""
        if self.is_share:
            share = expit(level)
            rest = denominator - numerator
            if scatter == 0:
                return np.asarray(numerator * np.log(share) + rest * np.log1p(-share))
            one, other = _beta(share, scatter=scatter)
            return np.asarray(betaln(numerator + one, rest + other) - betaln(one, other))
        mean = denominator * np.exp(level)
        if scatter == 0:
            return np.asarray(numerator * np.log(mean) - mean)
        size = 1 / scatter
        return np.asarray(
            gammaln(numerator + size)
            - gammaln(size)
            - size * np.log1p(mean / size)
            + numerator * np.log(mean / (size + mean))
        )

    def draw(
        self, level: Floats, *, scatter: Floats, denominator: float, random: np.random.Generator
    ) -> Floats:
        """Draw a numerator at each level, with its scatter."""
        is_even = scatter == 0
        some = np.where(is_even, 1.0, scatter)
        if self.is_share:
            share = expit(level)
            spread = random.beta(*_beta(share, scatter=np.minimum(some, 0.5)))
            drawn = random.binomial(round(denominator), np.where(is_even, share, spread))
            return np.asarray(drawn * (denominator / max(round(denominator), 1)), dtype=float)
        spread = random.gamma(1 / some) * some
        mean = denominator * np.exp(level) * np.where(is_even, 1, spread)
        return random.poisson(mean).astype(np.float64)


def _beta(share: Floats, *, scatter: float | Floats) -> tuple[Floats, Floats]:
    """Give the beta distribution of this mean whose variance is scatter x share x (1 - share)."""
    size = 1 / scatter - 1
    return share * size, (1 - share) * size
