"""A real server on a free port, as an operator starts it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 60
LOCAL = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    """What the server said; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A running dashboard."""

    port: int

    @property
    def url(self) -> str:
        return f"http://{LOCAL}:{self.port}"

    def get(self, path: str, **headers: str) -> Answer:
        connection = HTTPConnection(LOCAL, self.port, timeout=PATIENCE)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        body = response.read()
        connection.close()
        return Answer(response.status, found, body)

    def is_up(self) -> bool:
        try:
            return self.get("/api/ready").status == 200
        except OSError:
            return False


@contextmanager
def serving(data_dir: Path, log: Path) -> Iterator[Server]:
    """Serve one data folder until the block ends."""
    server = Server(_free_port())
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(server.port)]
    surroundings = {**os.environ, "DATA_DIR": str(data_dir)}
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=out, stderr=out) as process,
    ):
        try:
            _wait_for(server, process, log)
            yield server
        finally:
            process.terminate()


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not server.is_up():
        said = log.read_text(encoding="utf-8", errors="replace")
        assert process.poll() is None, said
        assert time.monotonic() < deadline, said
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return int(probe.getsockname()[1])
