"""Have a file parsed by a child process, so that a hostile or broken one takes down only that."""

import io
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

import pyarrow as pa

from pipelines.reading.child import REFUSED, Order
from pipelines.reading.limits import Limits
from pipelines.reading.wire import Preface
from pipelines.refusal import RefusedFileError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PROJECT = Path(__file__).parents[2]
# Nothing of the parent's environment is for the child to know.
_ENVIRONMENT = {
    "PATH": os.defpath,
    "PYTHONUTF8": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_REPORT_MOST = 1 << 16


class Apart:
    """A child process that parses one file; it ends with its last parcel, or when let go.

    Attributes:
        preface: what it found out before the rows.
    """

    def __init__(self, file: BinaryIO, *, order: Order, limits: Limits) -> None:
        """Start the child and wait for its preface.

        Args:
            file: the open file; the child has it as standard input.
            order: what to do with it.
            limits: what the child may use.

        Raises:
            RefusedFileError: the child refuses the file, or dies.
        """
        self._child = _Child(file, order=order, limits=limits)
        self._finalizer = weakref.finalize(self, self._child.end)
        try:
            self._stream = pa.ipc.open_stream(io.BufferedReader(self._child, 1 << 20))
        except (pa.ArrowException, OSError) as error:
            refusal = self._child.refusal()
            self.end()
            raise refusal from error
        self.preface = Preface.of(self._stream.schema)

    def parcels(self) -> Iterator[pa.RecordBatch]:
        """Yield what the child sends, once.

        Raises:
            RefusedFileError: the child refuses the file on the way, or dies.
        """
        try:
            yield from self._stream
            if not self._child.has_ended_well():
                raise self._child.refusal()
        except (pa.ArrowException, OSError) as error:
            raise self._child.refusal() from error
        finally:
            self.end()

    def end(self) -> None:
        """End the child, whatever it does."""
        self._finalizer()


class _Child(io.RawIOBase):
    """The process, read through its standard output, whose silence is not waited out for ever."""

    def __init__(self, file: BinaryIO, *, order: Order, limits: Limits) -> None:
        super().__init__()
        self._patience = limits.silent_seconds
        self._is_silent = False
        self._reports = tempfile.TemporaryFile()  # noqa: SIM115  closed in `end`
        self._process = subprocess.Popen(  # noqa: S603  our own program, no shell
            [sys.executable, "-m", "pipelines.reading.child", order.to_json()],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=self._reports,
            cwd=_PROJECT,
            env=_ENVIRONMENT,
        )
        self._output: IO[bytes] = self._process.stdout or self._reports
        self._poll = select.poll()
        self._poll.register(self._output, select.POLLIN)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        self._is_silent = not self._poll.poll(self._patience * 1000)
        return 0 if self._is_silent else os.readv(self._output.fileno(), [buffer])

    def has_ended_well(self) -> bool:
        return self._status() == 0

    def refusal(self) -> RefusedFileError:
        """Say why nothing more comes: what the child reported, else how it ended."""
        status = self._status()
        if status == REFUSED:
            body = json.loads(self._last_report())
            return RefusedFileError(body["reason"], **body["details"])
        if status is None:
            found = f"{self._patience:g} s"
        elif status < 0:
            found = signal.Signals(-status).name
        else:
            found = f"exit status {status}"
        return RefusedFileError("reader_died", found=found)

    def end(self) -> None:
        """End the process whatever it does, and let go of what it was connected with."""
        self._process.kill()
        self._process.wait()
        self._output.close()
        self._reports.close()

    def _status(self) -> int | None:
        """Wait for the end of the process; null if it goes on without a sign of life."""
        try:
            return self._process.wait(0 if self._is_silent else self._patience)
        except subprocess.TimeoutExpired:
            return None

    def _last_report(self) -> bytes:
        self._reports.seek(0, os.SEEK_END)
        self._reports.seek(max(0, self._reports.tell() - _REPORT_MOST))
        return self._reports.read().rpartition(b"\n")[2]
