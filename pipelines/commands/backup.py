"""``backup``: save the data folder as one file."""

import argparse
from pathlib import Path

from pipelines.commands.console import DONE, Console, OperatorError
from warehouse import backup


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Write the archive; an existing file is not touched."""
    archive = Path(arguments.archive)
    try:
        with console.progress() as progress:
            size = backup.save(console.data_dir, archive, progress=progress)
    except backup.ArchiveExistsError as error:
        raise OperatorError("backup.exists", file=archive) from error
    except backup.NothingToSaveError as error:
        raise OperatorError("backup.nothing", folder=console.data_dir.root) from error
    console.say("backup.done", file=archive, size=f"{size / 1e6:.1f}")
    return DONE
