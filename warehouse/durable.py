"""Write files so that a crash leaves the old one or the new one, never a half."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class BusyError(RuntimeError):
    """Another process is writing; the message names it."""


def sync_file(path: Path) -> None:
    """Push a finished file to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Push the names inside a folder to the disk, so that a rename is not lost."""
    sync_file(path)


def replace_durably(finished: Path, target: Path) -> None:
    """Give ``finished`` the name ``target`` in one step that survives a power cut."""
    sync_file(finished)
    finished.replace(target)
    sync_folder(target.parent)


def write_durably(target: Path, text: str) -> None:
    """Write a small text file in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8")
        replace_durably(draft, target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def only_writer(lock: Path) -> Iterator[None]:
    """Hold ``lock`` for the block; the kernel lets go of it when the process dies.

    Raises:
        BusyError: another process holds it.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            raise BusyError(file.read().strip() or "?") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            with suppress(OSError):
                file.truncate(0)
