"""Open a delivered path as what it must be: a regular file, the same one from first to last."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipelines.refusal import RefusedFileError

BLOCK = 8 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells that a file is still the same one, unchanged."""

    device: int
    inode: int
    size: int
    changed_ns: int


def stamp_of(file: BinaryIO) -> Stamp:
    """Tell what identifies the open ``file`` and its content."""
    status = os.fstat(file.fileno())
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


@contextmanager
def opened(path: Path, *, unchanged_since: Stamp | None = None) -> Iterator[BinaryIO]:
    """Open ``path`` for reading, without buffer, and look after it until it is closed.

    Args:
        path: the delivered file.
        unchanged_since: what the file was when it was inspected.

    Raises:
        RefusedFileError: it is a link, pipe, device or folder, it cannot be read, or it is not
            what it was.
    """
    try:
        with _descriptor(path) as file:
            before = unchanged_since or stamp_of(file)
            _must_be(file, before)
            yield file
            _must_be(file, before)
    except OSError as error:
        raise RefusedFileError("cannot_be_read", found=error.strerror or str(error)) from error


def _descriptor(path: Path) -> BinaryIO:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise RefusedFileError("not_a_regular_file")
    # The path may have been exchanged since: follow no link, and do not hang on a pipe.
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise RefusedFileError("not_a_regular_file")
    return os.fdopen(number, "rb", buffering=0)


def _must_be(file: BinaryIO, before: Stamp) -> None:
    if stamp_of(file) != before:
        raise RefusedFileError("changed_while_reading")


def blocks_of(file: BinaryIO, *, size: int = BLOCK) -> Iterator[bytes]:
    """Yield the rest of ``file`` in blocks of about ``size`` bytes, none of them empty."""
    while block := file.read(size):
        yield block
