"""Say in one sentence what stopped a command, and what to do about it."""

import errno
import shutil

import duckdb
from polars.exceptions import PolarsError

from pipelines.commands.console import Console, OperatorError
from pipelines.entries import EntryError
from warehouse.durable import BusyError
from warehouse.ledger import LedgerError

# What stops a command without being a fault of the program.
KNOWN = (OperatorError, EntryError, BusyError, LedgerError, OSError, duckdb.Error, PolarsError)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
# What libraries that do not pass the number on write instead.
SAID_WHEN_FULL = ("No space left", "File too large", "Could not write", "Disk quota")


def sentence(error: BaseException, console: Console) -> str:
    """Say what stopped a command, in the operator's language."""
    words = console.words
    match error:
        case OperatorError():
            return words(error.key, **error.details)
        case EntryError():
            what = words(f"entry.{error.problem}", **error.details)
            where = f"{error.file}, {error.entry}" if error.entry else error.file
            return words("error.entry", where=where, what=what)
        case BusyError():
            return words("error.busy", process=error)
        case LedgerError():
            return words("error.ledger", why=error)
        case FileNotFoundError():
            return words("error.no_such_path", path=error.filename or error)
        case _:
            return _of_the_disk(error, console)


def _of_the_disk(error: BaseException, console: Console) -> str:
    number = getattr(error, "errno", None)
    said = getattr(error, "strerror", None) or str(error).partition("\n")[0]
    path = getattr(error, "filename", None) or console.data_dir.root
    if number in FULL or any(one in said for one in SAID_WHEN_FULL):
        return console.words("error.full", path=path, free=_free_megabytes(console))
    if number in READ_ONLY:
        return console.words("error.read_only", path=path, why=said)
    key = "error.disk" if isinstance(error, OSError) else "error.engine"
    return console.words(key, path=path, why=said)


def _free_megabytes(console: Console) -> str:
    folder = console.data_dir.root
    while not folder.exists():
        folder = folder.parent
    return f"{shutil.disk_usage(folder).free / 1e6:,.0f}"
