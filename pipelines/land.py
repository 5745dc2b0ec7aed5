"""Write accepted rows and quarantined records into the lake, invisible until the manifest is."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from pipelines.source import Source
from pipelines.sources import SOURCES
from warehouse.data_dir import DataDir
from warehouse.durable import sync_file, sync_folder
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
        if path.exists() and pl.read_parquet_schema(path) == schema:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        pl.DataFrame(schema=schema).write_parquet(draft)
        draft.replace(path)
    (data_dir.lake / QUARANTINE).mkdir(parents=True, exist_ok=True)
    record_sources(data_dir, [_lake_source(source) for source in SOURCES.values()])


def _lake_source(source: Source) -> LakeSource:
    columns = tuple(field.name for field in source.fields)
    return LakeSource(source.name, source.key, source.dated_by, source.placed_by, columns)


class _Parts:
    """Rows of one delivered file on their way into parts of a bounded size."""

    def __init__(self, lake: Path, stem: str) -> None:
        self._lake = lake
        self._stem = stem
        self._waiting: list[pl.DataFrame] = []
        self._rows_waiting = 0
        self.parts: list[str] = []
        self.heights: list[int] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows; they are written once a part is full."""
        if not rows.height:
            return
        self._waiting.append(rows)
        self._rows_waiting += rows.height
        if self._rows_waiting >= ROWS_IN_A_PART:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if not self._waiting:
            return
        rows = self.finished(pl.concat(self._waiting))
        name = f"{self._stem}-{len(self.parts):03d}.parquet"
        rows.write_parquet(self._lake / name, compression="zstd", compression_level=1)
        self.parts.append(name)
        self.heights.append(rows.height)
        self._waiting, self._rows_waiting = [], 0

    def finished(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Give rows the shape they are kept in."""
        return rows


class PartWriter(_Parts):
    """Writes accepted rows, each with the load and the file it came in."""

    def __init__(self, lake: Path, source: Source, *, load_id: str, stamp: tuple[int, int]) -> None:
        """Prepare to write; ``stamp`` is the load's number and the file's number in it."""
        super().__init__(lake, f"{source.name}/{load_id}-{stamp[1]:04d}")
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

    def __init__(self, lake: Path, *, load_id: str, file_no: int) -> None:
        super().__init__(lake, f"{QUARANTINE}/{load_id}-{file_no:04d}")


def drop_rows(lake: Path, part: str, lines: pl.Series) -> pl.DataFrame:
    """Write a part anew without the rows of ``lines``; give the dropped ones."""
    path = lake / part
    rows = pl.read_parquet(path)
    goes = pl.col("source_line").is_in(lines.implode())
    draft = path.with_suffix(".tmp")
    rows.filter(~goes).write_parquet(draft, compression="zstd", compression_level=1)
    draft.replace(path)
    return rows.filter(goes)


def settle(lake: Path, parts: Iterable[str]) -> None:
    """Push parts and their names to the disk, before the manifest makes them exist."""
    folders = set()
    for part in parts:
        sync_file(lake / part)
        folders.add((lake / part).parent)
    for folder in folders:
        sync_folder(folder)


def remove_debris(data_dir: DataDir, loads: Iterable[Manifest]) -> int:
    """Delete parts that no manifest names: what a load left behind when it was killed."""
    named = {part for load in loads for file in load.files for part in file.parts}
    named |= {part for load in loads for file in load.files for part in file.quarantine}
    debris = [
        path
        for path in data_dir.lake.glob("*/*")
        if path.name != SCHEMA_PART and f"{path.parent.name}/{path.name}" not in named
    ]
    for path in debris:
        path.unlink()
    return len(debris)
