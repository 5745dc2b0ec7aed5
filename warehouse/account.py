"""The account of what was delivered: loads, quarantined records, freshness and versions."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from warehouse.data_dir import DataDir
from warehouse.ledger import Manifest
from warehouse.reasons import say_row

REJECTED_COLUMNS = {
    "load_id": pl.String,
    "file": pl.String,
    "source": pl.String,
    "source_line": pl.UInt32,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "hint": pl.String,
    "raw": pl.String,
}


def delivered_files(loads: Iterable[Manifest]) -> pl.DataFrame:
    """List every file of every load, newest load first.

    Returns:
        One row a file: ``load_id``, ``load_seq``, ``loaded_at``, ``mode``, ``file``, ``source``,
        ``records``, ``accepted``, ``quarantined``, ``skipped``, ``refused``, ``earliest``,
        ``latest``, ``encoding``, ``is_demonstration``.
    """
    rows = [
        {
            "load_id": load.load_id,
            "load_seq": load.load_seq,
            "file_no": file.file_no,
            "loaded_at": dt.datetime.fromisoformat(load.loaded_at),
            "mode": load.mode,
            "file": file.file,
            "source": file.source,
            "records": file.records,
            "accepted": file.accepted,
            "quarantined": file.quarantined,
            "skipped": file.skipped,
            "refused": file.refused,
            "details": dict(file.details),
            "earliest": file.earliest,
            "latest": file.latest,
            "encoding": file.encoding,
            "sha256": file.sha256,
            "is_derived": file.is_derived,
            "is_demonstration": load.is_demonstration,
        }
        for load in sorted(loads, key=lambda one: one.load_seq, reverse=True)
        for file in load.files
    ]
    return pl.DataFrame(rows, schema_overrides={"details": pl.Object}, infer_schema_length=None)


def rejected(
    data_dir: DataDir, loads: Sequence[Manifest], *, load_id: str | None = None
) -> pl.DataFrame:
    """List quarantined records, oldest load first.

    Args:
        data_dir: where the lake is.
        loads: the loads to list.
        load_id: one load to keep to.

    Returns:
        One row a record and reason, columns as in `REJECTED_COLUMNS`.
    """
    return pl.concat(rejected_in_pieces(data_dir, loads, load_id=load_id))


def rejected_in_pieces(
    data_dir: DataDir, loads: Iterable[Manifest], *, load_id: str | None = None
) -> Iterator[pl.DataFrame]:
    """Yield what `rejected` gives piece by piece, an empty piece first."""
    yield pl.DataFrame(schema=REJECTED_COLUMNS)
    for load in loads:
        if load_id not in {None, load.load_id}:
            continue
        for file in load.files:
            for part in file.quarantine:
                yield (
                    pl.read_parquet(data_dir.lake / part)
                    .with_columns(
                        pl.lit(load.load_id).alias("load_id"),
                        pl.lit(file.file).alias("file"),
                        pl.lit(file.source, pl.String).alias("source"),
                    )
                    .select(list(REJECTED_COLUMNS))
                )


def sentences(records: pl.DataFrame, *, language: str) -> list[str]:
    """Say of each quarantined record what is wrong, where, and what to do."""
    return [
        say_row(
            row["reason"],
            language=language,
            line=row["source_line"],
            cell=(row["column"], row["value"]),
            hint=row["hint"],
        )
        for row in records.iter_rows(named=True)
    ]
