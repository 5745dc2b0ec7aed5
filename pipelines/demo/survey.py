"""The survey: who was asked in each wave, and what they answered."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import expit

from pipelines.demo.periods import Span, quarters
from pipelines.demo.plan import Plan
from pipelines.demo.sharing import pick_positions, share_out, spread_lognormal
from pipelines.demo.streams import Streams
from pipelines.demo.survey_truth import (
    ITEMS,
    SEXES,
    Residents,
    community_effects,
    effects,
    level_for,
    true_shares,
)

COMMUNITIES_ASKED = 0.6  # of each street, in each wave
FEWEST_COMMUNITIES = 4
BY_PHONE_SINCE = 2019
SCORED = ("security", "satisfaction")
# Of the answers that are not good: 3, 2 or 1.
WORSE = np.array([0.78, 0.17, 0.05])
REFUSED = "9"
REFUSED_SHARE = 0.5  # of those without an answer; the other cells are empty
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave as delivered.

    Attributes:
        name: ``2020-Q4``.
        responses: columns as the contract has them, answers as text.
        margins: columns as the contract has them.
    """

    name: str
    responses: pl.DataFrame
    margins: pl.DataFrame


def waves(residents: list[Residents], *, plan: Plan, streams: Streams) -> Iterator[Wave]:
    """Yield every wave."""
    truth = true_shares(plan)
    for quarter in quarters(plan):
        of_wave = truth.filter(pl.col("wave") == quarter.quarter)
        streets = [
            _Interviews(street, quarter, plan=plan, streams=streams).responses(
                dict(
                    of_wave.filter(pl.col("street_code") == street.code)
                    .select("item", "share")
                    .iter_rows()
                )
            )
            for street in residents
        ]
        yield Wave(
            quarter.quarter,
            _numbered(pl.concat(streets), quarter, plan=plan),
            _margins(residents, quarter, plan=plan),
        )


class _Interviews:
    """The interviews of one street in one wave."""

    def __init__(
        self, residents: Residents, quarter: Span, *, plan: Plan, streams: Streams
    ) -> None:
        self._residents, self._plan, self._streams = residents, plan, streams
        self._rng = streams.of("interviews", quarter.quarter, residents.code)
        survey = plan["survey"]
        asked = plan.by_street("answers")[plan.streets.index(residents.code)]
        self._community = self._draw_communities(int(asked))
        self._cell = pick_positions(self._rng, self._readiness() * residents.by_cell, int(asked))
        key = "since_2019" if quarter.year >= BY_PHONE_SINCE else "before_2019"
        self._face_share: float = survey["face_share"][key]
        self._is_face = self._rng.random(int(asked)) < self._face_share

    def _draw_communities(self, asked: int) -> Positions:
        """Draw some communities, larger ones more often, and ask equally many in each."""
        count = len(self._residents.communities)
        wanted = min(count, max(FEWEST_COMMUNITIES, round(COMMUNITIES_ASKED * count)))
        drawn = self._rng.choice(count, size=wanted, replace=False, p=self._residents.by_community)
        return np.repeat(np.sort(drawn), share_out(asked, np.ones(wanted)))

    def _readiness(self) -> NDArray[np.float64]:
        """Tell how readily each cell answers: women and older people more so."""
        survey = self._plan["survey"]
        of_sex = np.array([survey["answering_women"], 1.0])
        return np.outer(of_sex, survey["answering_by_age"]).ravel()

    def responses(self, truth: dict[str, float]) -> pl.DataFrame:
        """Let everybody answer, given the true shares of the street."""
        bands = self._plan["survey"]["age_bands"]
        size = self._cell.size
        answers = {item: self._answers(item, self._is_good(item, truth[item])) for item in ITEMS}
        people = spread_lognormal(self._rng, size, deviation=self._plan["survey"]["weight_spread"])
        weight = people / people.mean() * self._residents.adults / size
        return pl.DataFrame(
            {
                "mode": np.where(self._is_face, "face", "phone"),
                "street_code": np.full(size, self._residents.code),
                "psu": np.array(self._residents.communities)[self._community],
                "age_band": np.array(bands)[self._cell % len(bands)],
                "sex": np.array(SEXES)[self._cell // len(bands)],
                "base_weight": np.round(np.maximum(weight, 0.1), 2),
                **answers,
            }
        )

    def _is_good(self, item: str, share: float) -> NDArray[np.bool_]:
        """Draw good answers so that all residents together would give ``share`` of them."""
        here, survey = self._residents, self._plan["survey"]
        of_cell = effects(item, plan=self._plan)
        of_community = community_effects(here, item, plan=self._plan, streams=self._streams)
        of_mode = np.array([0.0, survey["face_effect"]])
        log_odds = np.add.outer(np.add.outer(of_community, of_cell), of_mode)
        weights = np.multiply.outer(
            np.multiply.outer(here.by_community, here.by_cell),
            [1 - self._face_share, self._face_share],
        )
        chosen = log_odds[self._community, self._cell, self._is_face.astype(int)]
        level = level_for(share, log_odds, weights)
        return np.asarray(self._rng.random(self._cell.size) < expit(level + chosen))

    def _answers(self, item: str, is_good: NDArray[np.bool_]) -> pl.Series:
        """Write answers as delivered; no answer is an empty cell, or 9 on a scale."""
        size = is_good.size
        is_silent = self._rng.random(size) < self._plan["survey"]["no_answer"]
        if item not in SCORED:
            words = pl.Series(np.where(is_good, "yes", "no"))
            return words.zip_with(pl.Series(~is_silent), pl.Series([None], dtype=pl.String))
        best = self._plan["survey"]["best_share"][item]
        good = np.where(self._rng.random(size) < best, "5", "4")
        worse = np.array(["3", "2", "1"])[pick_positions(self._rng, WORSE, size)]
        scores = np.where(is_good, good, worse)
        scores = np.where(is_silent & (self._rng.random(size) < REFUSED_SHARE), REFUSED, scores)
        is_empty = pl.Series(is_silent & (scores != REFUSED))
        return pl.Series(scores).zip_with(~is_empty, pl.Series([None], dtype=pl.String))


def _numbered(responses: pl.DataFrame, quarter: Span, *, plan: Plan) -> pl.DataFrame:
    """Add number, wave and days of field work."""
    first, last = plan["survey"]["field_days"]
    days = quarter.days
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5)
    return responses.select(
        (f"WJ{quarter.quarter.replace('-', '')}" + number).alias("response_id"),
        pl.lit(quarter.quarter).alias("wave"),
        pl.lit(days[first].item()).alias("fielded_from"),
        pl.lit(days[last].item()).alias("fielded_to"),
        pl.all(),
    )


def _margins(residents: list[Residents], quarter: Span, *, plan: Plan) -> pl.DataFrame:
    """Count the adult residents of every cell."""
    bands = plan["survey"]["age_bands"]
    return pl.concat(
        pl.DataFrame(
            {
                "sex": np.repeat(SEXES, len(bands)),
                "age_band": np.tile(bands, len(SEXES)),
                "residents": share_out(street.adults, street.by_cell),
            }
        ).select(
            pl.lit(quarter.quarter).alias("wave"),
            pl.lit(street.code).alias("street_code"),
            pl.all(),
        )
        for street in residents
    )
