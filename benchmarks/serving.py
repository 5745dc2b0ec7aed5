"""A server of the benchmark's own, on a free port, stopped at the end."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from benchmarks.district import REPOSITORY, environment

READY = "/api/ready"
ALIVE = "/_stcore/health"
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers.

    Attributes:
        port: on 127.0.0.1.
        process: the server; its memory and processor time can be asked for.
        seconds_to_ready: from its start to the first answer.
    """

    port: int
    process: psutil.Process
    seconds_to_ready: float

    @property
    def url(self) -> str:
        """Address of the first page, without the last slash."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def dashboard(data: Path) -> Iterator[Server]:
    """Serve the dashboard over ``data``."""
    port = free_port()
    command = ["-m", "dashboard", "serve", "--port", str(port)]
    with _served(command, port=port, data=data, path=READY) as server:
        yield server


@contextmanager
def empty_page(work: Path) -> Iterator[Server]:
    """Serve a Streamlit page that holds one word, to compare with."""
    script = work / "empty_page.py"
    script.write_text('import streamlit as st\n\nst.write("1")\n', encoding="utf-8")
    port = free_port()
    command = ["-m", "streamlit", "run", str(script), f"--server.port={port}"]
    with _served(command, port=port, data=work, path=ALIVE) as server:
        yield server


@contextmanager
def _served(command: list[str], *, port: int, data: Path, path: str) -> Iterator[Server]:
    """Start a server, wait until it answers, and stop it in the end."""
    began = time.perf_counter()
    log = (data / f"served-{port}.log").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=REPOSITORY,
        env=environment(data),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError(f"no answer on {path}: {Path(log.name).read_text()[-2000:]}")
            time.sleep(0.05)
        yield Server(port, psutil.Process(process.pid), time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def _answers(port: int, path: str) -> bool:
    asking = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", path)
        return asking.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
