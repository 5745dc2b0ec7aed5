"""What the residents of each street truly think, wave by wave.

The truth is a share of the adult residents. From it follows the level of a logistic model in
which age, sex, the way of asking and the community make a difference, so that an unweighted
share of the answers is wrong and a weighted one is right.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import expit

from pipelines.demo import places
from pipelines.demo.periods import Span, quarters
from pipelines.demo.plan import Plan
from pipelines.demo.streams import Streams

ITEMS = ("security", "satisfaction", "patrol_aware", "knows_worker")
SEXES = ("female", "male")
HIGHEST = 0.997
HALVINGS = 50
FIRST_YEAR = 2018
DIP = {"satisfaction": "satisfaction_points"}
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Residents:
    """The adult residents of one street.

    Attributes:
        code: of the street.
        adults: how many there are.
        by_cell: share by sex and age band, female bands first.
        communities: codes of its communities.
        by_community: share of its residents in each.
    """

    code: str
    adults: int
    by_cell: Shares
    communities: tuple[str, ...]
    by_community: Shares


def true_shares(plan: Plan) -> pl.DataFrame:
    """Tell the truth of every wave: ``wave``, ``street_code``, ``item``, ``share``."""
    rows = []
    for position, wave in enumerate(quarters(plan)):
        for item in ITEMS:
            level = plan["survey"]["levels"][item][position] - _dip(wave, item, plan=plan)
            points = plan.by_street(item)[:, wave.year - FIRST_YEAR]
            shares = np.minimum(level + points / 100, HIGHEST)
            rows.append(
                pl.DataFrame({"street_code": plan.streets, "share": shares}).with_columns(
                    wave=pl.lit(wave.quarter), item=pl.lit(item)
                )
            )
    return pl.concat(rows).select("wave", "street_code", "item", "share")


def _dip(wave: Span, item: str, *, plan: Plan) -> float:
    pattern = plan.patterns.get("epidemic")
    if pattern is None or item not in DIP or not wave.first <= pattern.first < wave.end:
        return 0.0
    points: float = pattern.planted[DIP[item]]
    return -points / 100


def make_residents(grids: pl.DataFrame, *, plan: Plan) -> list[Residents]:
    """Count the adult residents of every street.

    Args:
        grids: the net at the end, see `NetOfEpoch`.
        plan: age and sex of residents.
    """
    survey = plan["survey"]
    by_age = {name: np.array(shares) for name, shares in survey["residents_by_age"].items()}
    counted = grids.group_by("community_code").agg(pl.col("residents").sum())
    communities = (
        places.communities()
        .join(counted, left_on="code", right_on="community_code", how="left")
        .with_columns(pl.col("residents").fill_null(0))
    )
    found = []
    for code, urban in zip(plan.streets, plan.by_street("urban"), strict=True):
        of_street = communities.filter(pl.col("street_code") == code)
        ages = urban * by_age["urban"] + (1 - urban) * by_age["rural"]
        sexes = np.array([survey["women"], 1 - survey["women"]])
        # A community without grids at a small scale is asked all the same.
        weight = of_street["residents"].to_numpy() + 1.0
        found.append(
            Residents(
                str(code),
                round(int(of_street["residents"].sum()) * survey["adult_share"]),
                by_cell=np.outer(sexes, ages).ravel(),
                communities=tuple(of_street["code"]),
                by_community=weight / weight.sum(),
            )
        )
    return found


def effects(item: str, *, plan: Plan) -> Shares:
    """Give the log odds that sex and age add to ``item``, cell by cell."""
    survey = plan["survey"]
    of_sex = np.array([survey["by_sex"][item], 0.0])
    return np.asarray(np.add.outer(of_sex, np.array(survey["by_age"][item]))).ravel()


def community_effects(residents: Residents, item: str, *, plan: Plan, streams: Streams) -> Shares:
    """Draw the log odds that each community adds; they cancel out over the street."""
    rng = streams.of("interviews", "communities", residents.code, item)
    drawn = rng.normal(0, plan["survey"]["community_spread"], len(residents.communities))
    return np.asarray(drawn - (drawn * residents.by_community).sum())


def level_for(share: float, log_odds: Shares, weights: Shares) -> float:
    """Find the level at which the weighted mean of the shares is ``share``, by halving."""
    low, high = -20.0, 20.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if float((weights * expit(middle + log_odds)).sum()) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
