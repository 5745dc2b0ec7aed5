"""Whether rank intervals hold what they promise: simulated waves of which the truth is known."""

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.figure import Figure
from pipelines.demo.plan import Plan, Scenario, read_plan
from pipelines.demo.survey_truth import true_shares
from warehouse.catalog import metrics
from warehouse.judge import ranked
from warehouse.measure import measured
from warehouse.steps.metric_counts import COUNTS_SCHEMA

WAVES = 500
SEED = 20_201_231
METRIC, ITEM, QUARTER = "sv_satisfaction", "satisfaction", "2020-Q4"
# Of 95 intervals in a hundred; two less for the luck of 500 waves.
PROMISED = 93
# Weights after raking, as unequal as in the demonstration: a design effect of about 1.25.
WEIGHT_SPREAD = 0.47
TRUTHS = {Scenario.NULL: "streets truly equal", Scenario.DEFAULT: "streets as planted"}
LIMITS = {"_alone": "one street looked up", "": "the whole table"}
TYPES = {"varchar": pl.String, "double": pl.Float64, "bigint": pl.Int64, "date": pl.Date}

Floats = NDArray[np.float64]


def measure(_work: Path) -> list[Figure]:
    """Simulate waves under both truths and count the intervals that hold the true rank."""
    return [
        Figure.at_least(
            f"true rank held, {LIMITS[suffix]}, {TRUTHS[scenario]}",
            100 * share,
            limit=PROMISED,
            unit="%",
            note=f"{WAVES} waves of {METRIC}, 95 % rank intervals",
        )
        for scenario in TRUTHS
        for suffix, share in _held(read_plan(scenario, scale=1.0)).items()
    ]


def _held(plan: Plan) -> dict[str, float]:
    """Give how often intervals hold: each by itself, and all of a wave at once."""
    truth = true_shares(plan).filter(item=ITEM, wave=QUARTER)["share"].to_numpy()
    sizes = plan.by_street("answers").astype(int)
    # Streets with too few answers are not ranked, and nobody promises anything of them.
    is_asked = sizes * _worth() >= 200
    values = ranked(_values(truth[is_asked], sizes[is_asked]), [metrics()[METRIC]])
    better = truth[is_asked][:, None] < truth[is_asked]
    rank = np.tile(1 + better.sum(axis=1), WAVES)
    found = {}
    for suffix in LIMITS:
        low, high = (values[f"rank_{side}{suffix}"].to_numpy() for side in ("low", "high"))
        is_held = ((low <= rank) & (rank <= high)).reshape(WAVES, -1)
        found[suffix] = float((is_held if suffix else is_held.all(axis=1)).mean())
    return found


def _worth() -> float:
    """Give what an answer is worth, of an equally weighted one."""
    return float(np.exp(-(WEIGHT_SPREAD**2)))


def _values(truth: Floats, sizes: NDArray[np.int_]) -> pl.DataFrame:
    """Ask every street in every wave; each wave is a table of its own."""
    chance = np.random.default_rng(SEED)
    columns = [
        _estimates(chance, share=float(share), size=int(size))
        for share, size in zip(truth, sizes, strict=True)
    ]
    estimates = {name: np.array([one[name] for one in columns]).T.ravel() for name in columns[0]}
    rows = pl.DataFrame(
        {
            "metric_id": METRIC,
            "level": "street",
            "area_code": np.tile([f"S{number}" for number in range(truth.size)], WAVES),
            "n": np.tile(sizes.astype(float), WAVES),
            **estimates,
        }
    )
    missing = [name for name in COUNTS_SCHEMA if name not in rows.columns]
    counts = rows.with_columns(
        pl.lit(None, TYPES[COUNTS_SCHEMA[one]]).alias(one) for one in missing
    )
    return measured(counts, [metrics()[METRIC]]).with_columns(
        peer_group=pl.Series(np.repeat(np.arange(WAVES), truth.size).astype(str)),
        is_provisional=pl.lit(value=False),
    )


def _estimates(chance: np.random.Generator, *, share: float, size: int) -> dict[str, Floats]:
    """Estimate one street's share in every wave, by the linearised variance of a weighted mean."""
    weight = chance.lognormal(0, WEIGHT_SPREAD, (WAVES, size))
    answer = chance.random((WAVES, size)) < share
    whole = weight.sum(axis=1)
    value = (weight * answer).sum(axis=1) / whole
    residual = weight * (answer - value[:, None])
    error = np.sqrt((residual**2).sum(axis=1) * size / (size - 1)) / whole
    return {
        "value": value,
        "standard_error": error,
        "numerator": value * whole,
        "denominator": whole,
        "effective_n": whole**2 / (weight**2).sum(axis=1),
    }
