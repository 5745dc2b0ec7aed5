"""The demonstration district, delivered, loaded and built once for all tests of a run."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.demo import Scenario, write
from pipelines.demo.event_files import CORRECTIONS
from pipelines.load import load
from pipelines.request import LoadRequest
from warehouse.build import build
from warehouse.data_dir import DataDir


@dataclass(frozen=True)
class Demonstration:
    """A district as a page would find it.

    Attributes:
        data_dir: with one published version.
        deliveries: what was delivered, and ``truth.toml`` beside it.
    """

    data_dir: DataDir
    deliveries: Path


def demonstration_of(
    tmp_path_factory: pytest.TempPathFactory, *, scenario: Scenario, scale: float
) -> Demonstration:
    """Give the district; the first process that asks makes it, the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    # Each worker has a folder of its own, below the folder of the run.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    data_dir = DataDir(shared / f"demonstration-{scenario}-{scale:g}")
    found = Demonstration(data_dir, data_dir.inbox / "demo")
    with Path(f"{data_dir.root}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data_dir.pointer.exists():
            write(found.deliveries, scale=scale, scenario=scenario)
            _take(found)
    return found


def _take(made: Demonstration) -> None:
    corrections = made.deliveries / CORRECTIONS
    folders = sorted(one for one in made.deliveries.iterdir() if one.is_dir())
    others = tuple(one for one in folders if one != corrections)
    load(made.data_dir, LoadRequest(others))
    load(made.data_dir, LoadRequest((corrections,), mode="upsert"))
    build(made.data_dir)
