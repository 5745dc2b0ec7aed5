"""Whether funnels and forecasts hold what they promise: alike grids, and forecasts of the past."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.district import built
from benchmarks.figure import Figure
from warehouse.catalog import metrics
from warehouse.connection import open_current
from warehouse.data_dir import DataDir
from warehouse.periods import PeriodKind
from warehouse.reader import Reader
from warehouse.statistics import forecast_ratio, share_funnel
from warehouse.statistics.forecast import BackTest

SEED, RUNS = 20_201_231, 200
GRIDS = 995
# Of a hundred alike grids five should lie outside; shares come in steps, so never exactly five.
LEAST_OUTSIDE, MOST_OUTSIDE = 4, 6
# Of a hundred forecasts of the past eighty should lie in the band.
LEAST_HELD, MOST_HELD = 75, 85
# Many cases a grid, and few.
FUNNELS = ("pt_on_time", "ev_on_time_close")
FORECAST = ("pt_on_time", "pt_frequency", "ev_on_time_close", "ev_revisit_satisfied", "ev_rework")
HORIZON = 3


def measure(work: Path) -> list[Figure]:
    """Draw alike grids of the demonstration's sizes, and forecast its streets' past."""
    reader = Reader(open_current(DataDir(built(work))))
    return [*(_outside(reader, one) for one in FUNNELS), *_held(reader)]


def _outside(reader: Reader, metric_id: str) -> Figure:
    period = reader.periods(PeriodKind.YEAR)[-1]
    rows = reader.values(metric_id, level="grid", period=period).drop_nulls("numerator")[:GRIDS]
    sizes = rows["denominator"].to_numpy().astype(int)
    share = float(rows["numerator"].to_numpy().sum() / sizes.sum())
    chance = np.random.default_rng(SEED)
    found: list[float] = []
    for _ in range(RUNS):
        funnel = share_funnel(chance.binomial(sizes, share), sizes)
        found.append(float(((funnel.value < funnel.low) | (funnel.value > funnel.high)).mean()))
    value = 100 * float(np.mean(found))
    return Figure(
        f"alike grids outside 95 % funnel limits, {metric_id}",
        value,
        "%",
        f"{LEAST_OUTSIDE}–{MOST_OUTSIDE} %",
        LEAST_OUTSIDE <= value <= MOST_OUTSIDE,
        f"{RUNS} draws of {len(sizes)} grids at {share:.1%}, median size {np.median(sizes):.0f}",
    )


def _held(reader: Reader) -> list[Figure]:
    tests = [one for metric_id in FORECAST for one in _back_tests(reader, metric_id)]
    weights = np.array([one.forecasts for one in tests], dtype=float)

    def mean(values: list[float]) -> float:
        return float(np.average(np.array(values), weights=weights))

    value = 100 * mean([one.covered_80 for one in tests])
    gain = mean([one.error for one in tests]) / mean([one.naive_error for one in tests])
    note = f"{len(tests)} monthly series of streets, up to {HORIZON} months ahead"
    return [
        Figure(
            "forecasts of the past within their 80 % band",
            value,
            "%",
            f"{LEAST_HELD}–{MOST_HELD} %",
            LEAST_HELD <= value <= MOST_HELD,
            note,
        ),
        Figure.at_most(
            "their error against carrying the last month forward", gain, limit=1, unit="×"
        ),
    ]


def _back_tests(reader: Reader, metric_id: str) -> list[BackTest]:
    metric = metrics()[metric_id]
    series = reader.series([metric_id], level="street", kind=PeriodKind.MONTH)
    found = []
    for _, rows in series.group_by("area_code", maintain_order=True):
        parts: list[NDArray[np.float64]] = [
            rows[name].cast(float).fill_null(np.nan).to_numpy()
            for name in ("numerator", "denominator")
        ]
        made = forecast_ratio(*parts, horizon=HORIZON, is_share=metric.kind == "share")
        if made.back_test.forecasts:
            found.append(made.back_test)
    return found
