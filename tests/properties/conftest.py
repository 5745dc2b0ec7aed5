"""Every property is held on data folders of its own."""

import pytest

from tests.load.city import City


@pytest.fixture(scope="session")
def new_city(tmp_path_factory):
    return lambda: City(tmp_path_factory.mktemp("city"))
