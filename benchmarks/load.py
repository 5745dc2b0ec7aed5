"""Loading with full validation, against the engine reading the same CSV into a table untested."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.figure import Figure

ROWS = 10_000_000
TENTH = ROWS // 10
ROUNDS = 3
PIECE = 1_000_000
GRIDS = 120_000
# Of the rows, one in this many ends before it starts.
BAD_EVERY = 100
ENGINE = """
import sys, duckdb
con = duckdb.connect(sys.argv[2])
con.execute("set enable_progress_bar = false")
con.execute("create table patrols as from read_csv(?)", [sys.argv[1]])
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a program took: wall time, processor time, memory at its peak."""

    seconds: float
    processor_seconds: float
    megabytes: float


def measure(work: Path) -> list[Figure]:
    """Load many patrols and a tenth of them; read them with the engine alone in between."""
    many, few = _patrols(work / "patrols.csv", ROWS), _patrols(work / "few_patrols.csv", TENTH)
    engine, loads = [], []
    for number in range(ROUNDS):
        engine.append(_engine(many, work / f"{number}.duckdb"))
        loads.append(_load(many, work / f"load-{number}"))
    tenth = _load(few, work / "load-tenth")
    peak = max(cost.megabytes for cost in loads)
    seconds = statistics.median(cost.seconds for cost in loads)
    # Each pair ran one after the other, under the same load of the machine.
    pairs = list(zip(loads, engine, strict=True))
    wall = statistics.median(ours.seconds / alone.seconds for ours, alone in pairs)
    processor = statistics.median(
        ours.processor_seconds / alone.processor_seconds for ours, alone in pairs
    )
    note = f"{ROWS:,} patrols, {many.stat().st_size / 1e6:,.0f} MB; median of {ROUNDS}"
    for path in (many, few):
        path.unlink()
    return [
        Figure(
            "engine alone, CSV to table",
            statistics.median(c.seconds for c in engine),
            "s",
            note=note,
        ),
        Figure("load", seconds, "s", note=note),
        Figure.at_least("rows loaded", ROWS / seconds, limit=400_000, unit="rows/s"),
        Figure.at_most("load over engine alone", wall, limit=2.5, unit="×"),
        Figure("processor time of the load over that of the engine", processor, "×"),
        Figure.at_most("peak memory", peak, limit=2_000, unit="MB"),
        Figure.at_most(
            "peak memory over that of a tenth of the rows",
            peak / tenth.megabytes,
            limit=1.25,
            unit="×",
            note=f"{tenth.megabytes:,.0f} MB for {TENTH:,} rows",
        ),
    ]


def _patrols(path: Path, rows: int) -> Path:
    """Write ``rows`` patrols over a year and many grids, piece by piece."""
    with path.open("wb") as file:
        for start in range(0, rows, PIECE):
            number = pl.int_range(start, min(start + PIECE, rows), eager=True).alias("number")
            _piece(number).write_csv(file, include_header=start == 0)
    return path


def _piece(number: pl.Series) -> pl.DataFrame:
    # Multiplied by a prime, so that neither grids nor minutes come in order.
    mixed = pl.col("number") * 7919
    begins = pl.datetime(2020, 1, 1) + pl.duration(minutes=mixed % 500_000)
    lasts = pl.when(mixed % BAD_EVERY == 0).then(-5).otherwise(mixed % 50 + 4)
    written = "%Y-%m-%d %H:%M:%S"
    return number.to_frame().select(
        pl.format("P{}", "number").alias("patrol_id"),
        pl.format("320116{}", (mixed % GRIDS).cast(pl.String).str.zfill(6)).alias("grid_code"),
        pl.format("M{}", mixed % 13_000).alias("member_code"),
        begins.dt.strftime(written).alias("started_at"),
        (begins + pl.duration(minutes=lasts)).dt.strftime(written).alias("ended_at"),
        (118.6 + (mixed % 4_000) / 10_000).round(6).alias("longitude"),
        (32.2 + (mixed % 3_000) / 10_000).round(6).alias("latitude"),
        (mixed % 4).alias("findings"),
    )


def _engine(path: Path, table: Path) -> Cost:
    cost = _run([sys.executable, "-c", ENGINE, str(path), str(table)], {})
    table.unlink()
    return cost


def _load(path: Path, folder: Path) -> Cost:
    command = [sys.executable, "-m", "pipelines", "load", str(path), "--source", "patrols"]
    cost = _run([*command, "--json"], {"DATA_DIR": str(folder)})
    shutil.rmtree(folder)
    return cost


def _run(command: list[str], settings: dict[str, str]) -> Cost:
    """Run a program to its end; some quarantined rows are no failure."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    said = process.stderr.read().decode() if process.stderr else ""
    if process.returncode not in {0, 3}:
        raise RuntimeError(f"{command}: {said}")
    if process.stderr:
        process.stderr.close()
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        for figure in measure(Path(name)):
            print(f"{figure.name}: {figure.value:,.2f} {figure.unit} {figure.goal} {figure.note}")
