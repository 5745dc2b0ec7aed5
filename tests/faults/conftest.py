"""A process that kills children on the way, and a district to do it to."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.builders import HIERARCHY
from tests.faults.server import End, Task
from tests.load.city import DONE, City, table

PROJECT = Path(__file__).parents[2]


class Server:
    """Has tasks done by children that may be killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server"],
            cwd=PROJECT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, task: Task) -> End:
        self._process.stdin.write(json.dumps(asdict(task)) + "\n")
        self._process.stdin.flush()
        return End(**json.loads(self._process.stdout.readline()))

    def end(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@pytest.fixture(scope="module")
def server():
    server = Server()
    yield server
    server.end()


@pytest.fixture
def town(tmp_path):
    """A published district with one grid and no patrol yet but one."""
    town = City(tmp_path)
    town.deliver("base/areas.csv", table("areas", *HIERARCHY))
    town.deliver("base/grids.csv", table("grids", {}))
    town.deliver("base/patrols.csv", table("patrols", {"patrol_id": "P0"}))
    assert town.load(town.inbox / "base").code == DONE
    assert town.run("build").code == DONE
    return town
