"""Build the warehouse from the lake: models in order, grains held, checks passed, published."""

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.catalog import METRICS_DIR
from warehouse.code_version import CODE_VERSION
from warehouse.data_dir import DataDir
from warehouse.durable import only_writer
from warehouse.index_weights import weights_file
from warehouse.lake import quoted
from warehouse.lake_tables import SEEDS_DIR, open_lake
from warehouse.ledger import Manifest, manifests
from warehouse.model_files import (
    MODELS_DIR,
    Model,
    ModelError,
    in_build_order,
    model_files,
    schema_of,
)
from warehouse.snapshots import (
    Version,
    current,
    new_version_id,
    publish,
    remove_unfinished,
    unfinished_file,
)
from warehouse.steps import STEPS

CHECKS_DIR = Path(__file__).parent / "checks"
LOCK = "build.lock"
PUBLISHED = "marts"

Progress = Callable[[str, float], None]


class NothingLoadedError(RuntimeError):
    """There is nothing to build from: no load has been recorded."""


class CheckFailedError(RuntimeError):
    """A check found rows that must not be; the old version stays.

    Attributes:
        failures: check → how many rows it found, and the first of them.
    """

    def __init__(self, failures: dict[str, tuple[int, str]]) -> None:
        said = (f"{name}: {count} ({first})" for name, (count, first) in failures.items())
        super().__init__("; ".join(said))
        self.failures = failures


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build.

    Attributes:
        is_forced: build although nothing has changed since the current version.
        memory: what the engine may use.
        kept: versions to keep.
    """

    is_forced: bool = False
    memory: str = "4GB"
    kept: int = 12


def build(
    data_dir: DataDir, *, options: BuildOptions | None = None, progress: Progress | None = None
) -> Version:
    """Build a version from every load and publish it.

    Returns:
        The new version; the current one when nothing has changed since.

    Raises:
        BusyError: another build is running.
        NothingLoadedError: no load has been recorded.
        ModelError: a model breaks what it states.
        CheckFailedError: a check found rows; the old version stays.
        IndexWeightsError: the district's weights of the index cannot be used.
    """
    options = options or BuildOptions()
    with only_writer(data_dir.root / LOCK):
        remove_unfinished(data_dir)
        loads = [load for load in manifests(data_dir) if any(file.parts for file in load.files)]
        if not loads:
            raise NothingLoadedError
        fingerprint = fingerprint_of(loads, weights_file(data_dir))
        held = current(data_dir)
        if held and held.fingerprint == fingerprint and not options.is_forced:
            return held
        return _Build(data_dir, loads, fingerprint, options).run(progress or _silent)


def _silent(_stage: str, _share: float) -> None:
    return None


def fingerprint_of(loads: Sequence[Manifest], weights: Path) -> str:
    """Sum up everything a version depends on: loads, weights, models, metrics, checks, program."""
    digest = hashlib.sha256(CODE_VERSION.encode())
    digest.update(weights.read_bytes())
    for load in loads:
        digest.update(load.load_id.encode())
    folders = (MODELS_DIR, METRICS_DIR, CHECKS_DIR, SEEDS_DIR)
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        if path.suffix in {".sql", ".toml", ".csv"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


class _Build:
    """One build at work, in a scratch file of its own."""

    def __init__(
        self,
        data_dir: DataDir,
        loads: Sequence[Manifest],
        fingerprint: str,
        options: BuildOptions,
    ) -> None:
        self._data_dir = data_dir
        self._loads = loads
        self._fingerprint = fingerprint
        self._options = options
        data_dir.scratch.mkdir(parents=True, exist_ok=True)
        data_dir.versions.mkdir(parents=True, exist_ok=True)
        self._scratch = data_dir.scratch / f"build-{os.getpid()}.duckdb"

    def run(self, progress: Progress) -> Version:
        """Build, check and publish."""
        self._scratch.unlink(missing_ok=True)
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self._options.memory,
            "temp_directory": str(self._data_dir.scratch),
        }
        try:
            with duckdb.connect(str(self._scratch), config=config) as con:
                con.execute("set enable_progress_bar = false")
                open_lake(con, self._data_dir, self._loads)
                self._make_tables(con, progress)
                progress("checks", 0.97)
                run_checks(con)
                version = self._hand_over(con)
            progress("publish", 0.99)
            publish(self._data_dir, version, kept=self._options.kept)
            return version
        finally:
            self._scratch.unlink(missing_ok=True)

    def _make_tables(self, con: duckdb.DuckDBPyConnection, progress: Progress) -> None:
        """Run models and steps in the order in which they read each other."""
        models = {model.name: model for model in model_files()}
        steps = {step.name: step for step in STEPS}
        reads = {name: model.reads for name, model in models.items()}
        reads |= {name: step.reads for name, step in steps.items()}
        order = in_build_order(reads)
        for number, name in enumerate(order):
            progress(name, 0.95 * number / len(order))
            if name in steps:
                steps[name].make(con)
                check_grain(con, name, steps[name].grain)
            else:
                create(con, models[name])
                check_grain(con, name, models[name].grain)

    def _hand_over(self, con: duckdb.DuckDBPyConnection) -> Version:
        """Copy the marts into the file that will be published, and describe it."""
        tables = [
            str(name)
            for (name,) in con.execute(
                "select table_name from information_schema.tables "
                f"where table_schema = '{PUBLISHED}' order by table_name"
            ).fetchall()
        ]
        (cutoff,) = con.execute(
            "select max(latest)::date::varchar from lake.files where is_dated"
        ).fetchone() or (None,)
        version_id = new_version_id(self._data_dir, cutoff_on=cutoff, fingerprint=self._fingerprint)
        target = unfinished_file(self._data_dir, version_id)
        con.execute(f"attach {quoted(str(target))} as published")
        con.execute(f"create schema published.{PUBLISHED}")
        counts = {}
        for table in tables:
            con.execute(
                f"create table published.{PUBLISHED}.{table} as select * from {PUBLISHED}.{table}"
            )
            found = con.execute(f"select count(*) from {PUBLISHED}.{table}").fetchone()
            counts[table] = int(found[0]) if found else 0
        con.execute("checkpoint published")
        con.execute("detach published")
        return Version(
            version_id=version_id,
            built_at=dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"),
            cutoff_on=cutoff,
            fingerprint=self._fingerprint,
            loads=tuple(load.load_id for load in self._loads),
            code_version=CODE_VERSION,
            is_demonstration=any(load.is_demonstration for load in self._loads),
            has_sketched_outlines=any(load.has_sketched_outlines for load in self._loads),
            row_counts=counts,
        )


def create(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Make a model's table; staging stays a view, since it only renames."""
    kind = "view" if schema_of(model.name) == "staging" else "table"
    con.execute(f"create {kind} {model.name} as {model.sql}")


def check_grain(con: duckdb.DuckDBPyConnection, name: str, grain: str) -> None:
    """Hold a table to its grain.

    Raises:
        ModelError: two rows share it.
    """
    repeated = con.execute(
        f"select {grain}, count(*) from {name} group by all having count(*) > 1 limit 1"
    ).fetchone()
    if repeated:
        raise ModelError(f"{name}: two rows at grain ({grain}): {repeated}")


def run_checks(con: duckdb.DuckDBPyConnection, folder: Path = CHECKS_DIR) -> None:
    """Run every check; each must return nothing.

    Raises:
        CheckFailedError: some return rows.
    """
    failures = {}
    for path in sorted(folder.glob("*.sql")):
        rows = con.execute(path.read_text(encoding="utf-8")).fetchall()
        if rows:
            failures[path.stem] = (len(rows), str(rows[0]))
    if failures:
        raise CheckFailedError(failures)
