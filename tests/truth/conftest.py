"""Districts whose truth is known, each built once for all processes of a test run."""

import fcntl
from pathlib import Path

import pytest

from pipelines.demo import Scenario
from tests.truth.districts import EVERYTHING, WITHOUT_PATROLS, published
from warehouse.connection import Warehouse, open_current
from warehouse.data_dir import DataDir
from warehouse.reader import Reader


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id) -> Path:
    """Give a folder that every process of this run knows."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def once(root: Path, *arguments, **options) -> Warehouse:
    """Build a district unless another process has, waiting for it meanwhile."""
    root.mkdir(exist_ok=True)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data_dir = DataDir(root / "data")
        if not data_dir.pointer.exists():
            published(root, *arguments, **options)
        return open_current(data_dir)


@pytest.fixture(scope="session")
def planted_warehouse(shared) -> Warehouse:
    """Build the district in its true size, without patrols and visits."""
    return once(shared / "planted", WITHOUT_PATROLS, scale=1.0, scenario=Scenario.DEFAULT)


@pytest.fixture(scope="session")
def planted(planted_warehouse) -> Reader:
    """Open the district in its true size as a page would."""
    return Reader(planted_warehouse)


@pytest.fixture(scope="session")
def patrolled(shared) -> Reader:
    """Open a twentieth of the district, with everything."""
    one = once(shared / "patrolled", EVERYTHING, scale=0.05, scenario=Scenario.DEFAULT)
    return Reader(one)


@pytest.fixture(scope="session")
def null(shared) -> Reader:
    """Open a fifth of a district in which all streets are truly equal."""
    return Reader(once(shared / "null", WITHOUT_PATROLS, scale=0.2, scenario=Scenario.NULL))
