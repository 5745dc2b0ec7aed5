"""The demonstration district, loaded and built in a folder of the benchmark's own."""

import os
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SOME_QUARANTINED = 3


def run(data: Path, *arguments: str) -> float:
    """Run ``python -m`` with the state in ``data``; give the seconds it took, imports included.

    Raises:
        RuntimeError: the command failed; what it said is the message.
    """
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=REPOSITORY,
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - began
    # The demonstration holds damaged rows on purpose.
    if done.returncode not in {0, SOME_QUARANTINED}:
        raise RuntimeError(f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr[-2000:]}")
    return seconds


def environment(data: Path) -> dict[str, str]:
    """Give the environment of a process whose state is in ``data``."""
    return {**os.environ, "DATA_DIR": str(data)}


def loaded(work: Path) -> Path:
    """Give a data folder that holds the demonstration at scale 1, loaded and not yet built."""
    data = work / "district"
    out = data / "inbox" / "demo"
    if not (data / "loads").exists():
        run(data, "pipelines", "demo", "--out", str(out))
        folders = {path.name: path for path in sorted(out.iterdir()) if path.is_dir()}
        corrections = folders.pop("corrections-upsert")
        run(data, "pipelines", "load", *map(str, folders.values()))
        run(data, "pipelines", "load", "--mode", "upsert", str(corrections))
    return data


def built(work: Path) -> Path:
    """Give a data folder that holds the demonstration with a published version."""
    data = loaded(work)
    if not (data / "warehouse" / "CURRENT").exists():
        run(data, "pipelines", "build")
    return data
