"""``demo`` and ``first-run``: the demonstration district, and a first look at it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from pipelines import demo
from pipelines.commands.console import Console, OperatorError, Progress
from pipelines.intake import LoadRequest
from pipelines.load import load
from warehouse.build import build
from warehouse.ledger import manifests
from warehouse.snapshots import current_id

CORRECTIONS = "corrections-upsert"


def run(arguments: argparse.Namespace) -> int:
    """Write the deliveries of the demonstration district."""
    console = Console.of(arguments)
    out = Path(arguments.out)
    if out.exists() and any(out.iterdir()):
        raise OperatorError("demo.not_empty", folder=out)
    progress = Progress()
    try:
        written = demo.write(
            out,
            seed=arguments.seed,
            scale=arguments.scale,
            scenario=demo.Scenario(arguments.scenario),
            progress=progress,
        )
    finally:
        seconds = progress.close()
    console.say("demo.done", folder=out, files=len(written), seconds=f"{seconds:.0f}")
    return 0


def run_first(arguments: argparse.Namespace) -> int:
    """Prepare the demonstration district when nothing has been loaded; build what is not built."""
    console = Console.of(arguments)
    data_dir = console.data_dir
    if not manifests(data_dir):
        out = data_dir.inbox / "demo"
        if not (out / demo.TRUTH).exists():
            console.say("first_run.demo")
            _with_progress(lambda progress: demo.write(out, progress=progress))
        console.say("first_run.load")
        corrections = out / CORRECTIONS
        parts = tuple(
            path for path in sorted(out.iterdir()) if path.is_dir() and path != corrections
        )
        _with_progress(lambda progress: load(data_dir, LoadRequest(parts), progress=progress))
        upsert = LoadRequest((corrections,), mode="upsert")
        _with_progress(lambda progress: load(data_dir, upsert, progress=progress))
    if current_id(data_dir) is None:
        console.say("first_run.build")
        _with_progress(lambda progress: build(data_dir, progress=progress))
    console.say("first_run.ready")
    return 0


def _with_progress(work: Callable[[Progress], object]) -> None:
    progress = Progress()
    try:
        work(progress)
    finally:
        progress.close()
