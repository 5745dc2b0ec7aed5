"""``dictionary``: every contract in words, to hand to whoever delivers."""

import argparse
from pathlib import Path

from pipelines.commands.console import DONE, Console
from pipelines.dictionary import dictionary


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Write the data dictionary in the operator's language."""
    Path(arguments.out).write_text(dictionary(console.words), encoding="utf-8")
    console.say("dictionary.done", file=arguments.out)
    return DONE
