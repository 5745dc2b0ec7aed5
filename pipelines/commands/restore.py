"""``restore``: bring the data folder back from a backup."""

import argparse
from pathlib import Path

from pipelines.commands.console import DONE, Console, OperatorError
from warehouse import backup


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Unpack and check an archive; a folder that holds data is not touched."""
    folder = console.data_dir.root
    try:
        with console.progress() as progress:
            backup.bring_back(console.data_dir, Path(arguments.archive), progress=progress)
    except backup.FolderInUseError as error:
        raise OperatorError("backup.not_empty", folder=folder) from error
    except backup.DamagedBackupError as error:
        raise OperatorError("backup.damaged", why=error) from error
    console.say("backup.restored", folder=folder)
    return DONE
