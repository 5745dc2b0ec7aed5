"""Write accepted rows and quarantined records into the lake, invisible until the manifest is."""

from collections.abc import Iterable
from concurrent.futures import Executor, Future
from pathlib import Path

import polars as pl

from pipelines.source import Source
from pipelines.sources import SOURCES
from warehouse.data_dir import DataDir
from warehouse.durable import replace_durably, sync_file, sync_folder
from warehouse.lake import SCHEMA_PART, LakeSource, record_sources
from warehouse.ledger import Manifest

# Rows in a part: large enough to compress, small enough to rewrite when one row must go.
ROWS_IN_A_PART = 250_000
QUARANTINE = "quarantine"
STAMP = {"load_seq": pl.UInt32(), "file_no": pl.UInt32()}


def lake_columns(source: Source) -> pl.Schema:
    """Tell the columns of a part: the contract's, and where the row came from."""
    schema = pl.Schema(STAMP)
    for name, column in source.contract.columns().items():
        # Closed lists are text in the lake: a list may grow without touching what is written.
        schema[name] = pl.String() if isinstance(column.dtype, pl.Enum) else column.dtype
    return schema


def prepare(data_dir: DataDir) -> None:
    """Write down the sources and an empty part for each, so that models can always read them."""
    for source in SOURCES.values():
        path = data_dir.lake / source.name / SCHEMA_PART
        schema = lake_columns(source)
        if _schema_of(path) != schema:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".tmp")
            pl.DataFrame(schema=schema).write_parquet(draft)
            replace_durably(draft, path)
    (data_dir.lake / QUARANTINE).mkdir(parents=True, exist_ok=True)
    record_sources(data_dir, [_lake_source(source) for source in SOURCES.values()])


def _schema_of(path: Path) -> pl.Schema | None:
    try:
        return pl.Schema(pl.read_parquet_schema(path))
    except (FileNotFoundError, pl.exceptions.PolarsError):
        return None


def _lake_source(source: Source) -> LakeSource:
    columns = tuple(field.name for field in source.fields)
    return LakeSource(source.name, source.key, source.dated_by, source.placed_by, columns)


def write_part(rows: pl.DataFrame, path: Path) -> None:
    """Write rows as one part."""
    rows.write_parquet(path, compression="zstd", compression_level=1)


class _Parts:
    """Rows of one delivered file on their way into parts of a bounded size."""

    def __init__(self, lake: Path, stem: str, writer: Executor) -> None:
        self._lake = lake
        self._stem = stem
        self._writer = writer
        self._writing: Future[None] | None = None
        self._waiting: list[pl.DataFrame] = []
        self._rows_waiting = 0
        self.parts: list[str] = []
        self.heights: list[int] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows; they are written, while others are read, once a part is full."""
        if not rows.height:
            return
        self._waiting.append(rows)
        self._rows_waiting += rows.height
        if self._rows_waiting >= ROWS_IN_A_PART:
            self._write()

    def flush(self) -> None:
        """Write what is waiting and be done with it.

        Raises:
            OSError: a part cannot be written.
        """
        if self._waiting:
            self._write()
        self._settle()

    def _write(self) -> None:
        """Have the waiting rows written; at most one part is under way."""
        self._settle()
        name = f"{self._stem}-{len(self.parts):04d}.parquet"
        self.parts.append(name)
        self.heights.append(self._rows_waiting)
        self._writing = self._writer.submit(self._write_down, self._waiting, self._lake / name)
        self._waiting, self._rows_waiting = [], 0

    def _write_down(self, waiting: list[pl.DataFrame], path: Path) -> None:
        write_part(self.finished(pl.concat(waiting)), path)

    def _settle(self) -> None:
        if self._writing is not None:
            writing, self._writing = self._writing, None
            writing.result()

    def discard(self) -> None:
        """Remove what was written of a file that is refused after all."""
        self._settle()
        self._waiting, self._rows_waiting = [], 0
        for part in self.parts:
            (self._lake / part).unlink(missing_ok=True)

    def finished(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Give rows the shape they are kept in."""
        return rows


class PartWriter(_Parts):
    """Writes accepted rows, each with the load and the file it came in."""

    def __init__(
        self, lake: Path, source: Source, writer: Executor, *, load_id: str, stamp: tuple[int, int]
    ) -> None:
        """Prepare to write; ``stamp`` is the load's number and the file's number in it."""
        super().__init__(lake, f"{source.name}/{load_id}-{stamp[1]:04d}", writer)
        self._schema = lake_columns(source)
        self._stamp = [
            pl.lit(value, dtype).alias(name)
            for (name, dtype), value in zip(STAMP.items(), stamp, strict=True)
        ]

    def finished(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Stamp the rows and bring closed lists to text."""
        return rows.with_columns(self._stamp).select(
            pl.col(name).cast(dtype) for name, dtype in self._schema.items()
        )


class QuarantineWriter(_Parts):
    """Writes quarantined records, one row a record and reason."""

    def __init__(self, lake: Path, writer: Executor, *, load_id: str, file_no: int) -> None:
        super().__init__(lake, f"{QUARANTINE}/{load_id}-{file_no:04d}", writer)


def settle(lake: Path, parts: Iterable[str]) -> None:
    """Push parts and their names to the disk, before the manifest makes them exist."""
    folders = {lake}
    for part in parts:
        sync_file(lake / part)
        folders.add((lake / part).parent)
    for folder in folders:
        sync_folder(folder)


def remove_debris(data_dir: DataDir, loads: Iterable[Manifest]) -> int:
    """Delete what a load left behind when it was killed: parts that no manifest names, drafts.

    Only a load may call this, since it tells debris by nothing else being at work.
    """
    named = {part for load in loads for file in load.files for part in file.parts}
    named |= {part for load in loads for file in load.files for part in file.quarantine}
    debris = [
        path
        for path in data_dir.lake.glob("*/*")
        if path.name != SCHEMA_PART and f"{path.parent.name}/{path.name}" not in named
    ]
    debris += [*data_dir.lake.glob(".*.tmp"), *data_dir.loads.glob(".*.tmp")]
    for path in debris:
        path.unlink()
    return len(debris)
