"""Values with the district's mix: the mix explains what it explains, and nothing else."""

import polars as pl
import pytest

from tests.warehouse.test_pairs import SHARES, board
from warehouse.adjusted import adjusted_values

METRIC = next(one for one in SHARES if one.metric_id == "ev_on_time_close")


def parts(*rows: tuple[str, str, float | None, float | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [(area, "matter_class", kind, part, whole, None) for area, kind, part, whole in rows],
        schema={
            "area_code": pl.String,
            "dimension": pl.String,
            "class": pl.String,
            "numerator": pl.Float64,
            "denominator": pl.Float64,
            "n": pl.Float64,
        },
        orient="row",
    )


def values(*rows: tuple[str, str, float | None, float | None]) -> pl.DataFrame:
    held = parts(*rows)
    sums = held.group_by("area_code", maintain_order=True).agg(
        pl.col("numerator").sum(), pl.col("denominator").sum()
    )
    counts = {area: [(part, whole)] for area, part, whole in sums.iter_rows()}
    crude = board(counts, [METRIC])
    whole = crude["numerator"].sum() / crude["denominator"].sum()
    return adjusted_values(crude.with_columns(benchmark=pl.lit(whole)), METRIC, parts=held)


def test_streets_that_differ_in_their_mix_alone_are_alike_once_it_is_the_same():
    rows = values(
        ("A", "hard", 80, 160),
        ("A", "easy", 36, 40),
        ("B", "hard", 20, 40),
        ("B", "easy", 144, 160),
    )
    assert rows["crude"].to_list() == pytest.approx([116 / 200, 164 / 200])
    assert rows["value"].to_list() == pytest.approx([0.7, 0.7])
    assert set(rows["outcome"]) == {"similar"}


def test_a_street_that_is_worse_in_every_class_stays_worse():
    rows = values(
        ("A", "hard", 400, 1000),
        ("A", "easy", 700, 1000),
        ("B", "hard", 600, 1000),
        ("B", "easy", 900, 1000),
    )
    assert rows["value"].to_list() == pytest.approx(rows["crude"].to_list())
    assert rows["outcome"].to_list() == ["worse", "better"]
    assert rows["outcome"].to_list() == ["worse", "better"]


def test_a_street_without_a_class_has_no_adjusted_value_and_a_reason():
    rows = values(("A", "hard", 80, 160), ("B", "hard", 20, 40), ("B", "easy", 144, 160))
    one = rows.filter(area_code="A").row(0, named=True)
    assert (one["value"], one["reason"]) == (None, "empty_cell")
    assert rows.filter(area_code="B")["value"][0] is not None


def test_what_is_withheld_stays_withheld():
    rows = values(("A", "hard", 2, 4), ("B", "hard", 80, 160), ("C", "hard", 90, 160))
    crude = rows.filter(area_code="A").row(0, named=True)
    assert crude["is_small"]
    assert crude["outcome"] == "not_compared"
