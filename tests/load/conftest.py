"""Every test has a city of its own."""

import pytest

from tests.load.city import City
from tests.reading.workbooks import written


@pytest.fixture
def city(tmp_path):
    return City(tmp_path)


@pytest.fixture
def workbook():
    return written
