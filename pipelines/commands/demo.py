"""``demo``: write the deliveries of the demonstration district."""

import argparse
from pathlib import Path

from pipelines import demo
from pipelines.commands.console import DONE, Console, OperatorError


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Write the deliveries into an empty folder."""
    out = Path(arguments.out)
    if out.exists() and not out.is_dir():
        raise OperatorError("demo.not_a_folder", path=out)
    if out.exists() and any(out.iterdir()):
        raise OperatorError("demo.not_empty", folder=out)
    with console.progress() as progress:
        try:
            written = demo.write(
                out,
                seed=arguments.seed,
                scale=arguments.scale,
                scenario=demo.Scenario(arguments.scenario),
                progress=progress,
            )
        except demo.ImpossibleScaleError as error:
            raise OperatorError("demo.impossible_scale", scale=arguments.scale) from error
    console.say("demo.done", folder=out, files=len(written), seconds=f"{progress.seconds:.0f}")
    return DONE
