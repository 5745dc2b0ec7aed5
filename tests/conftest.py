"""What tests of several folders stand on."""

from collections.abc import Iterator

import pytest

from pipelines.demo import Scenario
from tests.demonstration import Demonstration, demonstration_of
from tests.serving import Server, serving

WHOLE, SMALL = 1.0, 0.1


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Demonstration:
    """The district with its planted patterns."""
    return demonstration_of(tmp_path_factory, scenario=Scenario.DEFAULT, scale=WHOLE)


@pytest.fixture(scope="session")
def null_demonstration(tmp_path_factory) -> Demonstration:
    """A smaller district in which all streets are truly alike."""
    return demonstration_of(tmp_path_factory, scenario=Scenario.NULL, scale=SMALL)


@pytest.fixture(scope="session")
def server(demonstration, tmp_path_factory) -> Iterator[Server]:
    """The dashboard over the demonstration, served to browsers."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with serving(demonstration.data_dir.root, log) as running:
        yield running
