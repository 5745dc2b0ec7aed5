"""Building: every model, check and metric of the demonstration district at scale 1."""

import shutil
from pathlib import Path

from benchmarks.district import loaded, run
from benchmarks.figure import Figure


def measure(work: Path) -> list[Figure]:
    """Build from nothing, then with nothing new, then by force; each a process of its own."""
    data = loaded(work)
    shutil.rmtree(data / "warehouse", ignore_errors=True)
    first = run(data, "pipelines", "build")
    unchanged = run(data, "pipelines", "build")
    forced = run(data, "pipelines", "build", "--force")
    return [
        Figure("first build, demonstration at scale 1", first, "s"),
        Figure("build again, nothing new", unchanged, "s", note="tells that nothing has changed"),
        Figure("build again by force", forced, "s", note="every table anew: nothing is kept"),
    ]
