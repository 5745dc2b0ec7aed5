"""Runs loads, builds and publications in children of its own, and kills them on the way.

It forks one child a task, so that what is slow to import is imported once. What starts threads
(the contracts do) is imported by the children: a fork takes no thread along. One line of JSON in
is a `Task`, one line out an `End`.
"""

import datetime as dt
import json
import os
import signal
import sys
import threading
import time
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path

import dataframely
import duckdb
import polars
import pyarrow.parquet
import scipy.special

from warehouse.build import BuildOptions, build
from warehouse.data_dir import DataDir
from warehouse.snapshots import point_to, publish, unfinished_file, version_file, versions

# Imported for the children.
WARM = (dataframely, duckdb, polars, pyarrow.parquet, scipy.special)
# Calls that change something on the disk, or are about to.
POINTS = frozenset(
    (
        *("open", "close", "write", "flush", "truncate", "fsync", "flock"),
        *("replace", "unlink", "mkdir", "rmdir", "sink_parquet"),
    )
)
# The one that only reads files into Python.
READS = "io"


@dataclass(frozen=True)
class Task:
    """What a child is to do, and when it dies.

    Attributes:
        do: ``load``, ``build``, ``publish`` or ``rollback``.
        data: the data folder.
        paths: what to load.
        at_point: the one of its `POINTS` that it does not survive; null for none.
        after_seconds: when it is killed from outside; null for never.
    """

    do: str
    data: str
    paths: tuple[str, ...] = ()
    at_point: int | None = None
    after_seconds: float | None = None


@dataclass(frozen=True)
class End:
    """How a child ended.

    Attributes:
        is_acknowledged: whether it said that its task is done.
        is_killed: whether it was killed.
        points: how many points it passed; 0 where it did not live to say it.
        seconds: how long it took.
    """

    is_acknowledged: bool
    is_killed: bool
    points: int
    seconds: float


class Executioner:
    """Counts the points a process passes, in every thread, and kills it at one of them."""

    def __init__(self, at_point: int | None) -> None:
        self._at_point = at_point
        self.points = 0

    def watch(self) -> None:
        threading.setprofile(self._note)
        sys.setprofile(self._note)

    def _note(self, _frame, event, called) -> None:
        # Before a call and behind it are two different places to die at.
        if event not in {"c_call", "c_return"} or called.__name__ not in POINTS:
            return
        if called.__name__ == "open" and called.__module__ == READS:
            return
        self.points += 1
        if self.points == self._at_point:
            os.kill(os.getpid(), signal.SIGKILL)


def carry_out(task: Task) -> None:
    data_dir = DataDir(Path(task.data))
    if task.do == "load":
        loading = import_module("pipelines.load")
        asked = import_module("pipelines.request").LoadRequest(tuple(map(Path, task.paths)))
        loading.load(data_dir, asked)
    elif task.do == "build":
        build(data_dir, options=BuildOptions(is_forced=True))
    elif task.do == "rollback":
        point_to(data_dir, versions(data_dir)[-1].version_id)
    else:
        publish_again(data_dir)


def publish_again(data_dir: DataDir) -> None:
    """Publish the newest version under another name, as a build does at its end."""
    newest = versions(data_dir)[0]
    name = f"{newest.version_id.partition('+')[0]}+{time.monotonic_ns()}"
    built_at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    version = replace(newest, version_id=name, built_at=built_at)
    finished = version_file(data_dir, newest.version_id).read_bytes()
    unfinished_file(data_dir, name).write_bytes(finished)
    publish(data_dir, version, kept=4)


def run(task: Task) -> End:
    """Fork a child for ``task`` and see how it ends."""
    reads, writes = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reads)
        if task.do == "load":
            # Contracts start threads, which a fork would have left behind.
            import_module("pipelines.load")
        executioner = Executioner(task.at_point)
        executioner.watch()
        carry_out(task)
        sys.setprofile(None)
        os.write(writes, str(executioner.points).encode())
        os._exit(0)
    os.close(writes)
    timer = None
    if task.after_seconds is not None:
        timer = threading.Timer(task.after_seconds, os.kill, (child, signal.SIGKILL))
        timer.start()
    with os.fdopen(reads) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if timer:
        timer.cancel()
    is_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if not is_killed and status != 0:
        sys.exit(f"{task} ended with {status}")
    return End(bool(said), is_killed, int(said or 0), time.monotonic() - started)


def main() -> None:
    for line in sys.stdin:
        end = run(Task(**json.loads(line)))
        sys.stdout.write(json.dumps(asdict(end)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
