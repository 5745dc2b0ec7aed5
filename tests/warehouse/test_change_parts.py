"""The parts of a change: they add up to it, or it is said why there are none."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.catalog import metrics
from warehouse.courses.change_parts import UnsplittableError, change_parts

CLOSED = metrics()["ev_on_time_close"]
HOMES = metrics()["pb_homes"]
MANY = settings(max_examples=60, deadline=None)
COUNTS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=6, max_size=6).filter(
    lambda rows: sum(whole for _, whole in rows)
)


def table(rows) -> pl.DataFrame:
    cells = [
        (f"S{at // 2}", f"c{at % 2}", float(min(part, whole)), float(whole))
        for at, (part, whole) in enumerate(rows)
    ]
    names = ["area_code", "class", "numerator", "denominator"]
    return pl.DataFrame(cells, schema=names, orient="row")


@MANY
@given(COUNTS, COUNTS)
def test_parts_add_up_to_the_change(then, now):
    before, after = table(then), table(now)
    ratio = [one["numerator"].sum() / one["denominator"].sum() for one in (before, after)]
    for metric in (CLOSED, HOMES):
        parts = change_parts(before, after, metric)
        assert parts["part"].sum() == pytest.approx((ratio[1] - ratio[0]) * metric.per, abs=1e-9)


def test_a_class_that_one_area_lacks_is_empty_there():
    before = table([(1, 2)] * 6).head(5)
    parts = change_parts(before, table([(1, 2)] * 6), CLOSED)
    assert parts["part"].abs().max() == pytest.approx(0)
    assert parts.filter(pl.col("factor") == "rate").height == 6


@pytest.mark.parametrize("column", ["numerator", "denominator"])
def test_a_withheld_cell_forbids_the_split(column):
    held = table([(1, 2)] * 6)
    gap = held.with_columns(
        pl.when(pl.col("area_code") == "S1").then(None).otherwise(column).alias(column)
    )
    with pytest.raises(UnsplittableError, match="withheld"):
        change_parts(held, gap, CLOSED)


def test_what_cannot_be_divided_forbids_the_split():
    held = table([(1, 2)] * 6)
    with pytest.raises(UnsplittableError, match="nothing"):
        change_parts(table([(0, 0)] * 6), held, CLOSED)
    beside = held.with_columns(
        pl.when(pl.col("class") == "c1").then(0.0).otherwise("denominator").alias("denominator")
    )
    with pytest.raises(UnsplittableError, match="divided"):
        change_parts(beside, held, CLOSED)
