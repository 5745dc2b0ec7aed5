"""Ranks over the quarters are those of each quarter; context is counted from the grids."""

import pytest

from tests.builders import VERSION, warehouse
from tests.spec.world import AREAS, rows_of
from warehouse.access import AccessScope
from warehouse.connection import Warehouse
from warehouse.periods import Period
from warehouse.reader import Reader

THIRD = "\n    street    | S3   | 丙街道     | D           | 3000\n    "
GRIDS = """
    grid_code | kind          | setting     | community_code | households | residents | valid_to
    ----------+---------------+-------------+----------------+------------+-----------+-----------
    S1G1      | comprehensive | urban       | S1C1           | 300        | 800       | –
    S1G2      | dedicated     | institution | S1C1           | –          | 30        | –
    S1G3      | comprehensive | rural       | S1C2           | 100        | 300       | –
    S2G1      | comprehensive | rural       | S2C1           | 320        | 900       | –
    S2G2      | comprehensive | urban       | S2C1           | 80         | 100       | –
    S2G3      | comprehensive | urban       | S2C1           | 500        | 900       | 2019-06-30
    """
MATTERS = """
    times | grid_code | reported_at | due_at     | closed_at
    ------+-----------+-------------+------------+-----------
    40    | S1G1      | 2020-01-02  | 2020-01-09 | 2020-01-05
    5     | S1G1      | 2020-01-02  | 2020-01-09 | 2020-01-25
    30    | S2G1      | 2020-01-02  | 2020-01-09 | 2020-01-05
    20    | S2G1      | 2020-01-02  | 2020-01-09 | 2020-01-25
    40    | S1G1      | 2020-04-02  | 2020-04-09 | 2020-04-25
    40    | S2G1      | 2020-04-02  | 2020-04-09 | 2020-04-05
    3     | S1G1      | 2020-07-02  | 2020-07-09 | 2020-07-05
    40    | S2G1      | 2020-07-02  | 2020-07-09 | 2020-07-05
    """
ANSWERS = """
    times | street_code | wave    | fielded_from | fielded_to | mode  | satisfaction
    ------+-------------+---------+--------------+------------+-------+-------------
    300   | S1          | 2020-Q1 | 2020-02-02   | 2020-02-20 | phone | 5
    240   | S2          | 2020-Q1 | 2020-02-02   | 2020-02-20 | phone | 5
    60    | S2          | 2020-Q1 | 2020-02-02   | 2020-02-20 | phone | 2
    300   | S1          | 2020-Q2 | 2020-05-02   | 2020-05-20 | face  | 5
    300   | S2          | 2020-Q2 | 2020-05-02   | 2020-05-20 | face  | 5
    """
RANKS = ("area_code", "rank", "rank_low", "rank_high", "peers")


def asked(scope: AccessScope | None = None, **given: str) -> Reader:
    tables = {"areas": AREAS.rstrip() + THIRD, "grids": GRIDS, **given}
    con = warehouse({name: rows_of(name, text) for name, text in tables.items()})
    held = Warehouse(con, VERSION)
    return Reader(held, scope) if scope else Reader(held)


def test_every_quarter_is_ranked_as_it_is_alone():
    reader = asked(matters=MATTERS)
    metric = reader.metric("ev_on_time_close")
    found = reader.peers.ranks(metric, level="street")
    quarters = found["period"].unique(maintain_order=True).to_list()
    assert quarters == ["2020-Q1", "2020-Q2", "2020-Q3"]
    for period in quarters:
        alone = reader.values(metric.metric_id, level="street", period=Period.parse(period))
        rows = found.filter(period=period).select(RANKS).sort("area_code")
        assert rows.equals(alone.select(RANKS).sort("area_code"))
    places = {(row["area_code"], row["period"]): row["rank"] for row in found.to_dicts()}
    assert places["S1", "2020-Q1"] == places["S2", "2020-Q2"] == 1
    # Three matters are too few, and nobody counted anything of the third street.
    assert places["S1", "2020-Q3"] is None
    assert {places["S3", period] for period in quarters} == {None}


def test_a_rank_carries_the_interval_that_chance_leaves():
    found = asked(matters=MATTERS).peers.ranks(
        asked(matters=MATTERS).metric("ev_on_time_close"), level="street"
    )
    for row in found.drop_nulls("rank").iter_rows(named=True):
        assert 1 <= row["rank_low"] <= row["rank"] <= row["rank_high"] <= row["peers"]


def test_streets_of_one_setting_are_ranked_as_if_there_were_no_others():
    reader = asked(matters=MATTERS)
    metric = reader.metric("ev_on_time_close")
    (setting,) = set(reader.areas.rows.filter(area_code="S2")["setting"])
    found = reader.peers.ranks(metric, level="street", among=setting)
    first = Period.parse("2020-Q1")
    alone = reader.board(["ev_on_time_close"], level="street", period=first, among=setting)
    rows = found.filter(period="2020-Q1")
    assert rows.select(RANKS).equals(alone.select(RANKS))


def test_another_way_of_asking_parts_the_quarters():
    reader = asked(survey_responses=ANSWERS)
    found = reader.peers.ranks(reader.metric("sv_satisfaction"), level="street")
    breaks = dict(found.select("period", "is_break").iter_rows())
    assert breaks == {"2020-Q1": False, "2020-Q2": True}


def test_a_metric_without_judgement_or_without_rows_has_no_ranks():
    reader = asked(matters=MATTERS)
    nothing = reader.peers.ranks(reader.metric("tm_turnover"), level="street")
    assert nothing.height == 0
    assert {"rank", "rank_low", "period", "is_break"} <= set(nothing.columns)
    unjudged = reader.peers.ranks(reader.metric("gb_households"), level="street")
    assert unjudged["rank"].drop_nulls().len() == 0


def test_context_is_that_of_the_grids_at_the_end_of_the_period():
    rows = asked(matters=MATTERS).peers.context(Period.parse("2020"))
    found = {row["area_code"]: row for row in rows.to_dicts()}
    second = found["S2"]
    assert second["grid_count"] == 2
    assert second["household_count"] == 400
    assert second["household_size"] == pytest.approx(1000 / 400)
    assert second["rural_share"] == pytest.approx(320 / 400)
    assert second["dedicated_share"] == 0
    first = found["S1"]
    assert first["resident_count"] == 1130
    # One of its grids was never counted, and the register of streets has no number either.
    assert first["household_count"] is None
    assert first["household_size"] is None
    assert first["rural_share"] is None
    assert first["dedicated_share"] == pytest.approx(1 / 3)


def test_where_there_are_no_grids_the_register_of_streets_speaks_alone():
    rows = asked(matters=MATTERS).peers.context(Period.parse("2020"))
    third = rows.filter(area_code="S3").row(0, named=True)
    assert third["resident_count"] == 3000
    assert third["household_count"] is None
    assert third["grid_count"] is None
    assert third["rural_share"] is None


def test_a_reader_of_one_street_sees_the_ranks_of_that_street_among_all():
    reader = asked(AccessScope(frozenset({"S2"})), matters=MATTERS)
    found = reader.peers.ranks(reader.metric("ev_on_time_close"), level="street")
    assert set(found["area_code"]) == {"S2"}
    assert set(found["peers"].drop_nulls()) == {2}
    assert set(reader.peers.context(Period.parse("2020"))["area_code"]) == {"S2"}
