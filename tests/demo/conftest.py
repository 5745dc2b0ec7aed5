"""Deliveries written once for all tests."""

import pytest

from pipelines.demo import Scenario
from tests.demo.deliveries import MIDDLE, SMALL, Deliveries, written


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Deliveries:
    root = tmp_path_factory.mktemp("small")
    return written(root, scale=SMALL, scenario=Scenario.DEFAULT)


@pytest.fixture(scope="session")
def planted(tmp_path_factory) -> Deliveries:
    root = tmp_path_factory.mktemp("planted")
    return written(root, scale=MIDDLE, scenario=Scenario.DEFAULT)


@pytest.fixture(scope="session")
def null(tmp_path_factory) -> Deliveries:
    root = tmp_path_factory.mktemp("null")
    return written(root, scale=MIDDLE, scenario=Scenario.NULL)
