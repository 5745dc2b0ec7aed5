"""What can be told of a delivered file before a record of it is read."""

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipelines.reading.format import Format, format_of
from pipelines.reading.limits import LINE_MOST
from pipelines.reading.regular_file import Stamp, blocks_of, opened, stamp_of
from pipelines.reading.text.scan import UTF8_MARK, Fault, TextScan
from pipelines.reading.text.stream import line_at
from pipelines.refusal import RefusedFileError

_EMPTY = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What one pass over a file's bytes tells.

    Attributes:
        sha256: of the delivered bytes, in hexadecimal.
        size: in bytes.
        stamp: what the file was, so that a change before or while it is read does not pass.
        format: what it holds; none if that cannot be delivered.
        encoding: how its text is encoded; none for other formats and for what cannot be read.
        refusal: why nothing of it can be taken, where that is known already. It is not raised
            by `inspect`, since a refused file is recorded with its digest all the same.
    """

    sha256: str
    size: int
    stamp: Stamp
    format: Format | None = None
    encoding: str | None = None
    refusal: RefusedFileError | None = None


def inspect(path: Path) -> FileFacts:
    """Read ``path`` once: its digest and size, its format, and the encoding of a text.

    Raises:
        RefusedFileError: it is not a regular file, cannot be read, or changes meanwhile.
    """
    with opened(path) as file:
        stamp = stamp_of(file)
        look = _Look(path)
        digest = _digest(file, look)
        look.finish(file)
    return FileFacts(digest, stamp.size, stamp, look.format, look.encoding, look.refusal)


def _digest(file: BinaryIO, look: "_Look") -> str:
    """Digest ``file`` in a thread of its own, while ``look`` takes the same blocks."""
    digest = hashlib.sha256()
    with ThreadPoolExecutor(max_workers=1) as hashing:
        pending: Future[None] | None = None
        for block in blocks_of(file):
            if pending:
                pending.result()
            pending = hashing.submit(digest.update, block)
            look.take(block)
    return digest.hexdigest()


class _Look:
    """Takes the blocks of a file and finds its format and encoding, or why it is refused."""

    def __init__(self, path: Path) -> None:
        self.format: Format | None = None
        self.encoding: str | None = None
        self.refusal: RefusedFileError | None = None
        self._path = path
        self._is_empty = True
        self._scan: TextScan | None = None

    def take(self, block: bytes) -> None:
        if self.format is None and self.refusal is None:
            self._begin(block)
        if self._scan:
            self._is_empty = self._is_empty and not block.removeprefix(UTF8_MARK).strip(_EMPTY)
            self._scan.take(block)

    def finish(self, file: BinaryIO) -> None:
        if self.refusal:
            return
        if self._is_empty and self.format in {None, Format.TEXT}:
            self.refusal = RefusedFileError("empty_file")
        elif self._scan:
            verdict = self._scan.verdict()
            self.encoding = verdict.encoding
            self.refusal = _refusal(verdict.fault, file) if verdict.fault else None

    def _begin(self, block: bytes) -> None:
        try:
            self.format = format_of(block[: 1 << 16], path=self._path)
        except RefusedFileError as refusal:
            self.refusal = refusal
        if self.format is Format.TEXT:
            self._scan = TextScan()


def _refusal(fault: Fault, file: BinaryIO) -> RefusedFileError:
    details = {"line": line_at(file, at=fault.at)}
    if fault.byte is not None:
        details["byte"] = fault.byte
    if fault.reason == "line_too_long":
        details["most"] = LINE_MOST
    return RefusedFileError(fault.reason, **details)
