"""What tests of several folders stand on."""

import pytest

from pipelines.demo import Scenario
from tests.demonstration import Demonstration, demonstration_of

WHOLE, SMALL = 1.0, 0.1


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Demonstration:
    """The district with its planted patterns."""
    return demonstration_of(tmp_path_factory, scenario=Scenario.DEFAULT, scale=WHOLE)


@pytest.fixture(scope="session")
def null_demonstration(tmp_path_factory) -> Demonstration:
    """A smaller district in which all streets are truly alike."""
    return demonstration_of(tmp_path_factory, scenario=Scenario.NULL, scale=SMALL)
