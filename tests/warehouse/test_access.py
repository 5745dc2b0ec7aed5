"""A reader of one street sees that street, what lies in it, and the district's own values."""

import pytest

from tests.warehouse.district import CODES
from warehouse.access import AccessScope
from warehouse.catalog import LEVELS, metrics
from warehouse.connection import open_current
from warehouse.periods import Period, PeriodKind
from warehouse.reader import OutOfScopeError, Reader, UnknownAreaError

QUARTER = Period.parse("2020-Q1")
THEIRS = {"district": {"D"}, "street": {"S1"}, "community": {"S1C1", "S1C2"}}
THEIRS["grid"] = {code for code in CODES if code.startswith("S1")}


@pytest.fixture
def street(built):
    return Reader(open_current(built.data_dir), AccessScope(frozenset({"S1"})))


@pytest.mark.parametrize("level", LEVELS)
def test_every_answer_keeps_to_their_street(street, level):
    board = street.board(list(metrics()), level=level, period=QUARTER)
    assert set(board["area_code"]) == THEIRS[level]
    line = street.series(list(metrics()), level=level, kind=PeriodKind.QUARTER)
    assert set(line["area_code"]) <= THEIRS[level]
    moved = street.changes(
        list(metrics()), level=level, period=QUARTER, then=Period.parse("2019-Q1")
    )
    assert set(moved["area_code"]) == THEIRS[level]
    beside = street.beside("pb_branch", level=level, period=QUARTER)
    assert set(beside["area_code"]) <= THEIRS[level]


def test_their_rank_is_the_one_everybody_sees(street, reader):
    (own,), whole = (
        one.values("pt_self_found", level="street", period=QUARTER).select("rank", "peers").rows()
        for one in (street, reader)
    )
    assert own in whole
    assert own[1] == 2


@pytest.mark.parametrize("area", ["S2", "S2C1", "S2G1"])
def test_other_streets_are_not_theirs_to_ask_about(street, area):
    with pytest.raises(OutOfScopeError):
        street.values("pt_coverage", level="street", period=QUARTER, within=area)
    with pytest.raises(OutOfScopeError):
        street.evidence("pt_self_found", area, period=QUARTER)


def test_the_district_is_seen_but_not_its_rows(street):
    (row,) = street.values("pt_self_found", level="district", period=QUARTER).iter_rows(named=True)
    assert row["denominator"] == 160
    with pytest.raises(OutOfScopeError):
        street.evidence("pt_self_found", "D", period=QUARTER)


def test_their_own_rows_are_theirs(street):
    found = street.evidence("pt_self_found", "S1", period=QUARTER, limit=1000)
    assert found.fact_count == 120
    assert set(found.facts["place_code"]) == THEIRS["grid"]


def test_what_belongs_to_no_street_is_for_readers_of_the_district(street, reader):
    assert street.unmatched().height == 0
    assert set(street.survey_samples(QUARTER)["area_code"]) == {"S1"}
    assert set(reader.survey_samples(QUARTER)["area_code"]) == {"S1", "S2"}


def test_a_street_that_does_not_exist_shows_nothing(built):
    nobody = Reader(open_current(built.data_dir), AccessScope(frozenset({"S9"})))
    assert not nobody.board(["pt_coverage"], level="street", period=QUARTER).height
    with pytest.raises(UnknownAreaError):
        nobody.evidence("pt_coverage", "S9", period=QUARTER)


def test_two_streets_are_seen_by_whoever_may_see_both(built):
    both = Reader(open_current(built.data_dir), AccessScope(frozenset({"S1", "S2"})))
    rows = both.board(["pt_coverage"], level="grid", period=QUARTER)
    assert not rows.height or set(rows["area_code"]) == set(CODES)
    assert both.evidence("pt_self_found", "S2", period=QUARTER).fact_count == 40
