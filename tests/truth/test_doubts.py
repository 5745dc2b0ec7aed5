"""What was put into deliveries is pointed at; in clean ones no more than chance allows."""

import pytest

from pipelines.demo import Scenario
from tests.truth.districts import EVERYTHING, published
from tests.truth.spoiling import FOLLOWS, PUT_IN, spoil
from warehouse.connection import open_current
from warehouse.periods import Period, PeriodKind
from warehouse.reader import Reader

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory) -> Reader:
    """Open a third of the district, spoilt after it was delivered."""
    root = tmp_path_factory.mktemp("spoilt")
    data_dir = published(root, EVERYTHING, scale=0.35, scenario=Scenario.DEFAULT)
    spoil(data_dir, root / "spoilt")
    return Reader(open_current(data_dir))


def found_by(reader) -> set[tuple[str, str, str]]:
    return {
        (row["check_id"], row["area_code"], Period(row["period_start"], PeriodKind.QUARTER).label)
        for row in reader.doubts().filter("is_doubtful").iter_rows(named=True)
    }


def test_all_that_was_put_in_is_found_and_nothing_else(spoilt):
    found = found_by(spoilt)
    assert found - FOLLOWS == PUT_IN


def test_a_planted_pattern_is_a_state_of_affairs_and_no_doubt(demonstration):
    """The district with its stalled street, its errands and its epidemic."""
    with_everything = Reader(open_current(demonstration.data_dir))
    assert with_everything.doubts().height > 1000
    assert found_by(with_everything) == set()


def test_where_all_streets_are_equal_nothing_stands_out(null, null_demonstration):
    assert found_by(null) == set()
    assert found_by(Reader(open_current(null_demonstration.data_dir))) == set()
