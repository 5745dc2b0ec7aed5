"""Killed at any moment: the old version or the new, whole loads or none, nothing acknowledged lost.

The children are real processes, ended by SIGKILL at calls that touch the disk, chosen at random
but the same every time, and after random times. What SIGKILL cannot show is a power cut.
"""

import random
from collections.abc import Collection, Iterator
from pathlib import Path

import polars as pl
import pytest

from tests.faults.server import Task
from tests.load.city import DONE, FILE_REFUSED, City, account, table
from warehouse.connection import open_current
from warehouse.ledger import Manifest, manifests
from warehouse.snapshots import current_id, versions

ROWS = 3
KILLS = {"load": 50, "build": 16, "publish": 26, "rollback": 8}
# Threads pass their points in their own order: now and then a child is through before its own.
MOST = 0.9
TIMED_KILLS = {"load": 14, "build": 8}


def tasks(town: City, server, do: str) -> Iterator[Task]:
    """Yield tasks with a moment to die at, after one that lives and tells how long it takes."""
    chance = random.Random(do)  # noqa: S311  no secret depends on it
    data = str(town.data_dir.root)
    number = 0

    def task(**more) -> Task:
        nonlocal number
        number += 1
        return Task(do, data, _delivered(town, number) if do == "load" else (), **more)

    whole = server.run(task())
    assert whole.is_acknowledged
    points = range(1, whole.points + 1)
    kills = KILLS[do]
    chosen = (
        chance.sample(points, kills) if kills <= len(points) else chance.choices(points, k=kills)
    )
    for point in chosen:
        yield task(at_point=point)
    for _ in range(TIMED_KILLS.get(do, 0)):
        yield task(after_seconds=chance.uniform(0, whole.seconds))


def _delivered(town: City, number: int) -> tuple[str]:
    """Deliver a few good rows and a bad one."""
    names = [f"P{number}-{row}" for row in range(ROWS)]
    rows = [*({"patrol_id": name} for name in names), {"patrol_id": "x", "started_at": "x"}]
    return (str(town.deliver(f"patrols_{number}.csv", table("patrols", *rows))),)


def whole_loads(town: City, *, but: Collection[str] = ()) -> list[Manifest]:
    """Make sure that recorded loads are whole, ``but`` those whose ids are given; list all."""
    lake, loads = town.data_dir.lake, manifests(town.data_dir)
    for file in (file for load in loads if load.load_id not in but for file in load.files):
        heights = [pl.read_parquet(lake / part).height for part in file.parts]
        kept = [pl.read_parquet(lake / part).height for part in file.quarantine]
        assert (sum(heights), sum(kept)) == (file.accepted, file.quarantined)
    return loads


def published(town: City) -> str:
    """Make sure that the current version is whole; name it."""
    loads = whole_loads(town)
    warehouse = open_current(town.data_dir)
    version = warehouse.version
    for table_name, count in version.row_counts.items():
        counted = warehouse.ask(f"select count(*) as rows from marts.{table_name}")
        assert counted.item() == count
    patrols = warehouse.ask("select sum(patrol_count) as patrols from marts.fct_grid_months").item()
    warehouse.close()
    assert patrols == sum(
        file.accepted
        for load in loads
        for file in load.files
        if load.load_id in version.loads and file.source == "patrols"
    )
    return version.version_id


def test_a_killed_load_is_there_as_a_whole_or_not_at_all(town, server):
    acknowledged, seen, killed = set(), set(), 0
    before = published(town)
    for task in tasks(town, server, "load"):
        end = server.run(task)
        killed += end.is_killed
        if end.is_acknowledged:
            acknowledged |= {Path(path).name for path in task.paths}
        loads = whole_loads(town, but=seen)
        seen |= {load.load_id for load in loads}
        assert acknowledged <= {file.file for load in loads for file in load.files}
        assert current_id(town.data_dir) == before
    assert published(town) == before
    assert killed >= MOST * KILLS["load"]
    _everything_once(town)


def _everything_once(town: City) -> None:
    """Deliver everything again: what is there is skipped, what is not is taken."""
    # The registers below the inbox are no patrols.
    said = town.load(town.inbox, "--source", "patrols")
    assert said.code == FILE_REFUSED
    for file in said.files:
        if file["refused"] is None:
            assert account(file)[:2] in {(0, 0), (ROWS, 1)}
    names = [name for (name,) in town.rows("patrols", "patrol_id")]
    delivered = len(list(town.inbox.glob("patrols_*.csv")))
    assert len(names) == len(set(names)) == 1 + ROWS * delivered
    _nothing_is_left_behind(town)
    assert town.run("build").code == DONE
    published(town)


def _nothing_is_left_behind(town: City) -> None:
    named = {
        part
        for load in manifests(town.data_dir)
        for file in load.files
        for part in (*file.parts, *file.quarantine)
    }
    lake = town.data_dir.lake
    found = {f"{path.parent.name}/{path.name}" for path in lake.glob("*/*")}
    assert {one for one in found - named if not one.endswith("/_schema.parquet")} == set()
    assert list(town.data_dir.loads.glob(".*")) == []


@pytest.mark.parametrize("do", ["build", "publish", "rollback"])
def test_a_killed_publication_leaves_the_old_version_or_the_new(town, server, do):
    if do == "rollback":
        server.run(Task("publish", str(town.data_dir.root)))
    killed = 0
    for task in tasks(town, server, do):
        known = {one.version_id for one in versions(town.data_dir)}
        before = current_id(town.data_dir)
        end = server.run(task)
        killed += end.is_killed
        now = published(town)
        assert now == before or now not in known or do == "rollback"
        assert now in {one.version_id for one in versions(town.data_dir)}
        assert not (end.is_acknowledged and now == before and do != "rollback")
    assert killed >= MOST * KILLS[do]
    assert town.run("build", "--force").code == DONE
    published(town)
    assert list(town.data_dir.versions.glob("*.building*")) == []


def test_more_than_a_hundred_are_killed():
    assert sum(KILLS.values()) >= 100
