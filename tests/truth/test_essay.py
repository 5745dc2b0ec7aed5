"""The figures that the essay states, exactly, and those that were published with their source."""

import polars as pl
import pytest

from warehouse.periods import Period

pytestmark = pytest.mark.slow

YEAR = Period.parse("2020")
DISTRICT = "320116"


@pytest.mark.parametrize(
    ("metric_id", "numerator", "denominator"),
    [("gb_dedicated", 169, 995), ("pb_branch", 822, 826), ("pb_homes", 135, 995)],
)
def test_the_net_of_2020_is_the_essays(planted, metric_id, numerator, denominator):
    rows = planted.values(metric_id, level="district", period=YEAR)
    row = rows.row(0, named=True)
    assert (row["numerator"], row["denominator"]) == (numerator, denominator)
    assert row["value"] == numerator * planted.metric(metric_id).per / denominator
    assert not row["is_provisional"]


def test_branches_are_shown_of_all_grids_too(planted):
    (row,) = planted.beside("pb_branch", level="district", period=YEAR).iter_rows(named=True)
    assert (row["numerator"], row["denominator"]) == (822, 995)


def published(reader, metric_id, peer_set):
    return reader.rankings().filter(
        pl.col("is_published"),
        pl.col("area_code") == DISTRICT,
        pl.col("metric_id") == metric_id,
        pl.col("peer_set") == peer_set,
        pl.col("period") == "2020",
    )


@pytest.mark.parametrize(
    ("metric_id", "peer_set", "value", "rank"),
    [
        ("sv_security", "city", 0.9904, 2),
        ("sv_patrol_aware", "city", None, 1),
        ("sv_satisfaction", "city", None, 3),
        ("assessment", "city", None, 1),
        ("assessment", "province", None, 4),
    ],
)
def test_published_ranks_are_kept_with_their_source(planted, metric_id, peer_set, value, rank):
    row = published(planted, metric_id, peer_set).row(0, named=True)
    assert row["value"] == pytest.approx(value) if value else row["value"] is None
    assert row["published_rank"] == rank
    assert row["citation"]


def test_what_is_invented_is_never_called_published(planted):
    rows = planted.rankings()
    invented = rows.filter(~pl.col("is_published"))
    assert invented.height
    assert invented["citation"].str.contains("演示|demonstration").all()
    assert planted.version.is_demonstration
