"""A district loaded and built once, for every test that only reads it."""

import pytest

from tests.load.city import DONE, City
from tests.warehouse.district import delivered
from warehouse.connection import open_current
from warehouse.reader import Reader


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> City:
    """Give the small district, published."""
    city = delivered(City(tmp_path_factory.mktemp("built")))
    said = city.run("build")
    assert said.code == DONE, said.err
    return city


@pytest.fixture
def reader(built) -> Reader:
    """Open it as a page of the whole district would."""
    return Reader(open_current(built.data_dir))


@pytest.fixture
def city(tmp_path) -> City:
    """Give a city that has delivered nothing yet."""
    return City(tmp_path)
