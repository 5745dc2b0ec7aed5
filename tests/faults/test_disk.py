"""A disk that takes no more: one sentence, and what was there is untouched."""

import json
import os
import resource
import subprocess
import sys
from functools import partial

import pytest

from tests.faults.conftest import PROJECT
from tests.load.city import DONE, MISTAKE, account, table
from tests.load.city import City as Town
from warehouse.snapshots import current_id

# What a whole load or build needs is more than this, what it needs to begin is less.
ROOM = {"load": 20_000, "build": 300_000}


def with_little_room(town: Town, *arguments: object, room: int) -> subprocess.CompletedProcess:
    """Run a command that may write no file larger than ``room`` bytes."""
    return subprocess.run(
        [sys.executable, "-m", "pipelines", *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, "DATA_DIR": str(town.data_dir.root)},
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("lang", "said"), [("en", "the disk is full"), ("zh", "磁盘")])
def test_a_load_that_finds_no_room_loads_nothing(town, lang, said):
    before = town.rows("patrols", "patrol_id")
    rows = ({"patrol_id": f"P{number:06}-{number * 7919 % 99991}"} for number in range(20_000))
    path = town.deliver("patrols.csv", table("patrols", *rows))
    ended = with_little_room(town, "load", "--lang", lang, path, room=ROOM["load"])
    assert (ended.returncode, ended.stdout) == (MISTAKE, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert town.rows("patrols", "patrol_id") == before
    again = town.load(path)
    assert (again.code, account(again.file)) == (DONE, (20_000, 0, 0))


def test_a_build_that_finds_no_room_leaves_the_published_version(town):
    before = current_id(town.data_dir)
    ended = with_little_room(town, "build", "--force", "--lang", "en", room=ROOM["build"])
    assert ended.returncode == MISTAKE
    assert "the disk is full" in ended.stderr
    assert current_id(town.data_dir) == before
    assert json.loads(town.run("build", "--force", "--json").out)["version"] != before
    assert list(town.data_dir.versions.glob("*.building*")) == []
