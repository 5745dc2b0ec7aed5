"""Publishing: from a finished file to readers who see it."""

import shutil
import statistics
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.district import built
from benchmarks.figure import Figure
from warehouse.connection import Warehouses
from warehouse.data_dir import DataDir
from warehouse.snapshots import Version, current, publish, unfinished_file, version_file

TIMES = 20
KEPT = 3


def measure(work: Path) -> list[Figure]:
    """Publish copies of a version and ask the same door as the pages until it shows them."""
    source = DataDir(built(work))
    version = current(source)
    if version is None:
        raise RuntimeError("nothing was published")
    target = DataDir(work / "publishing")
    target.versions.mkdir(parents=True, exist_ok=True)
    door = Warehouses(target)
    publishing, seeing = [], []
    for number in range(TIMES):
        copy = replace(version, version_id=f"{version.version_id}-{number}")
        shutil.copy(
            version_file(source, version.version_id), unfinished_file(target, copy.version_id)
        )
        publishing.append(_seconds_to_publish(target, copy))
        seeing.append(_seconds_to_see(door, copy))
    shutil.rmtree(target.root)
    megabytes = version_file(source, version.version_id).stat().st_size / 1e6
    note = f"median of {TIMES}; a version of {megabytes:.0f} MB"
    return [
        Figure.at_most("publish", statistics.median(publishing), limit=0.1, unit="s", note=note),
        Figure.at_most("readers see it", statistics.median(seeing), limit=0.5, unit="s", note=note),
    ]


def _seconds_to_publish(data_dir: DataDir, version: Version) -> float:
    began = time.perf_counter()
    publish(data_dir, version, kept=KEPT)
    return time.perf_counter() - began


def _seconds_to_see(door: Warehouses, version: Version) -> float:
    began = time.perf_counter()
    seen = door.current()
    seen.ask("select count(*) as areas from marts.dim_areas")
    if seen.version.version_id != version.version_id:
        raise RuntimeError(f"{seen.version.version_id} is shown, not {version.version_id}")
    return time.perf_counter() - began
