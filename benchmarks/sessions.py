"""Thirty readers at once, over Streamlit's own protocol and without browsers.

Each opens the first page and then, after thinking for about three seconds, asks for another
page, period, area or metric, as a link does. Who asks what, and when, is drawn from a seed.
"""

import asyncio
import random
import statistics
from collections import Counter
from itertools import chain
from pathlib import Path

import psutil

from benchmarks.district import built
from benchmarks.figure import Figure
from benchmarks.serving import Server, dashboard
from benchmarks.simulated import Choices, Run, SimulatedReader
from warehouse.catalog import metrics
from warehouse.connection import open_current
from warehouse.data_dir import DataDir

READERS, RUNS_EACH = 30, 12
THINKING, ARRIVING = 3.0, 6.0
PERIODS = ("2018", "2019", "2020", "2020-H1", "2020-Q3", "2020-Q4", "2020-11", "2019-06")
LOOKING_EVERY = 0.2


def measure(work: Path) -> list[Figure]:
    """Let the readers read; give how long they waited and what the server needed."""
    data = built(work)
    choices = _choices(data)
    with dashboard(data) as server:
        idle, began = _gigabytes(server.process), _processor_seconds(server.process)
        runs, peak = asyncio.run(_read(server, choices))
        spent = _processor_seconds(server.process) - began
    first = [run.seconds for run in runs if run.is_first]
    again = [run.seconds for run in runs if not run.is_first]
    wrong = Counter(run.error for run in runs if run.error)
    who = f"{READERS} readers thinking {THINKING:g} s; {len(runs)} runs"
    often = "; ".join(f"{count} × {what}" for what, count in wrong.most_common(3))
    before = f"{idle:.2f} GB before the first reader"
    return [
        Figure.at_most("rerun, 95th percentile", _p95(again), limit=2.0, unit="s", note=who),
        Figure("rerun, median", statistics.median(again), "s"),
        Figure("first page of a session, 95th percentile", _p95(first), "s"),
        Figure.at_most("runs with an error", wrong.total(), limit=0, unit="", note=often),
        Figure.at_most("server's memory at its highest", peak, limit=1.5, unit="GB", note=before),
        Figure.at_most("processor time of a run", spent / len(runs), limit=0.3, unit="s"),
    ]


def _choices(data: Path) -> Choices:
    """List what readers can ask for."""
    warehouse = open_current(DataDir(data))
    areas = warehouse.ask(
        "select area_code from marts.dim_areas where level = 'street' and is_counted"
    )
    warehouse.close()
    return Choices(PERIODS, tuple(sorted(areas["area_code"])), tuple(sorted(metrics())))


async def _read(server: Server, choices: Choices) -> tuple[list[Run], float]:
    """Run all readers; give their runs and the server's highest memory."""
    looks: list[float] = []
    looking = asyncio.create_task(_look(server.process, looks))
    readers = [
        SimulatedReader(server.port, choices, random.Random(number))  # noqa: S311  no secret
        for number in range(READERS)
    ]
    runs = await asyncio.gather(
        *(one.read(runs=RUNS_EACH, thinking=THINKING, arriving=ARRIVING) for one in readers)
    )
    looking.cancel()
    return list(chain.from_iterable(runs)), max(looks)


async def _look(process: psutil.Process, looks: list[float]) -> None:
    while True:
        looks.append(_gigabytes(process))
        await asyncio.sleep(LOOKING_EVERY)


def _gigabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e9


def _processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
