"""Every contract is tried through the real command, in a city of its own."""

import pytest

from tests.load.city import City


@pytest.fixture
def city(tmp_path):
    return City(tmp_path)
