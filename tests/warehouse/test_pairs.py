"""Two streets against each other: what differs is found, what does not is not, at a stated rate."""

import numpy as np
import polars as pl
import pytest

from warehouse.catalog import Interval, Kind, metrics
from warehouse.judge import compared
from warehouse.measure import measured
from warehouse.pairs import RATE, head_to_head
from warehouse.statistics import wilson
from warehouse.steps.metric_counts import COUNTS_SCHEMA

TYPES = {"varchar": pl.String, "double": pl.Float64, "bigint": pl.Int64, "date": pl.Date}
SHARES = [
    one
    for one in metrics().values()
    if one.kind is Kind.SHARE and one.interval is Interval.WILSON and "street" in one.levels
]
FULL = next(
    one
    for one in metrics().values()
    if one.interval is Interval.NONE and one.kind is Kind.SHARE and "street" in one.levels
)


def board(counts: dict[str, list[tuple[float, float]]], wanted=SHARES) -> pl.DataFrame:
    """Measure counts: area → numerator and denominator of each metric."""
    rows = [
        {
            "metric_id": metric.metric_id,
            "level": "street",
            "area_code": area,
            "numerator": float(part),
            "denominator": float(whole),
        }
        for area, held in counts.items()
        for metric, (part, whole) in zip(wanted, held, strict=True)
    ]
    frame = pl.DataFrame(rows)
    missing = [one for one in COUNTS_SCHEMA if one not in frame.columns]
    full = frame.with_columns(pl.lit(None, TYPES[COUNTS_SCHEMA[one]]).alias(one) for one in missing)
    known = measured(full, wanted).with_columns(
        is_provisional=pl.lit(value=False),
        target=pl.lit(None, pl.Float64),
        floor=pl.lit(None, pl.Float64),
        benchmark=pl.lit(None, pl.Float64),
    )
    return compared(known, wanted)


def pairs(counts, wanted=SHARES) -> pl.DataFrame:
    return head_to_head(board(counts, wanted), wanted, first="A", second="B")


def test_a_large_difference_is_found_and_needs_nothing_more():
    rows = pairs({"A": [(900, 1000)] * len(SHARES), "B": [(600, 1000)] * len(SHARES)})
    assert rows["is_different"].all()
    assert rows["difference"].to_list() == pytest.approx([0.3] * len(SHARES))
    assert rows["needed"].null_count() == len(SHARES)


def test_equal_values_are_not_told_apart_by_any_number():
    rows = pairs({"A": [(90, 100)] * len(SHARES), "B": [(90, 100)] * len(SHARES)})
    assert not rows["is_different"].any()
    assert set(rows["needed"]) == {np.inf}


def test_what_it_takes_does_tell_them_apart_four_times_in_five():
    first, second = 0.95, 0.93
    row = pairs({"A": [(95, 100)] * len(SHARES), "B": [(93, 100)] * len(SHARES)}).row(0, named=True)
    size = int(row["needed"])
    # domain: 95 against 93 per cent needs about 2 210 on either side.
    assert size == pytest.approx(2210, rel=0.01)
    random = np.random.default_rng(5)
    draws = random.binomial(size, first, 4000) / size, random.binomial(size, second, 4000) / size
    spread = np.sqrt(sum(one * (1 - one) / size for one in draws))
    found = np.abs(draws[0] - draws[1]) > 1.96 * spread
    assert found.mean() == pytest.approx(0.8, abs=0.03)


def test_a_full_count_is_neither_tested_nor_short_of_anything():
    (row,) = pairs({"A": [(20, 100)], "B": [(10, 100)]}, [FULL]).to_dicts()
    assert row["is_full"]
    assert row["difference"] == pytest.approx(0.1)
    assert (row["difference_low"], row["is_different"], row["needed"]) == (None, False, None)


def test_small_values_are_not_judged():
    rows = pairs({"A": [(20, 20)] * len(SHARES), "B": [(10, 20)] * len(SHARES)})
    assert rows["is_small"].all()
    assert not rows["is_different"].any()


def test_alike_streets_yield_a_finding_in_no_more_tables_than_stated():
    random = np.random.default_rng(11)
    tables, share, size = 300, 0.9, 800
    found = 0
    for _ in range(tables):
        drawn = random.binomial(size, share, (2, len(SHARES)))
        counts = {
            area: [(float(one), float(size)) for one in row]
            for area, row in zip("AB", drawn, strict=True)
        }
        found += bool(pairs(counts)["is_different"].any())
    # With nothing to find every finding is false: no more than five tables in a hundred have one.
    assert found <= tables * RATE + 3 * np.sqrt(tables * RATE * (1 - RATE))


def test_differences_are_those_of_the_two_intervals():
    row = pairs({"A": [(900, 1000)] * len(SHARES), "B": [(880, 1000)] * len(SHARES)}).row(
        0, named=True
    )
    (low, high), (low2, high2) = (wilson(one, 1000, confidence=0.95) for one in (900, 880))
    assert row["difference_low"] == pytest.approx(0.02 - np.hypot(0.9 - low, high2 - 0.88))
    assert row["difference_high"] == pytest.approx(0.02 + np.hypot(high - 0.9, 0.88 - low2))
