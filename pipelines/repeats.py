"""Decide what happens to rows that share a key, in one file, in one load or with earlier loads.

======================  ================================  =================================
the same key stands …   with the same content             with other content
======================  ================================  =================================
twice in one file       the first stays, others skipped   all quarantined: a conflict; a
                                                          mapping may say which one to keep
in two files of a load  the first stays, others skipped   ``append``: the later quarantined;
                                                          otherwise the later one stays
in an earlier load      skipped (not for ``replace``)     ``append``: quarantined;
                                                          otherwise it takes the place
======================  ================================  =================================
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.source import Source
from warehouse.data_dir import DataDir
from warehouse.lake import held_already, lake_sources
from warehouse.ledger import Manifest, parts

SKIP_TWIN = "identical_duplicate"
SKIP_KNOWN = "already_loaded"
SKIP_OVERTAKEN = "overtaken_in_this_load"
SKIP_REPEATED = "repeated_by_the_source"
CONFLICT = "conflicts_in_file"
KNOWN_OTHERWISE = "already_loaded_otherwise"

DECISION_SCHEMA = {
    "part": pl.String,
    "file_no": pl.UInt32,
    "source_line": pl.UInt32,
    "decision": pl.String,
    "other": pl.UInt32,
}


@dataclass(frozen=True, slots=True)
class Keep:
    """Which of the rows that share a key a mapping wants to keep.

    Attributes:
        by: the column that orders them, empty cells first; the line number where none is named.
        is_last: whether the last or the first in that order stays.
    """

    by: str = "source_line"
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of one source that a load has written, in order.

    Attributes:
        source: whose rows they hold.
        parts: names below the lake.
        heights: rows of each part.
    """

    source: Source
    parts: tuple[str, ...]
    heights: tuple[int, ...]


def decide_within(
    lake: Path,
    written: Written,
    positions: NDArray[np.int64],
    *,
    mode: str,
    keep: Keep | None = None,
) -> pl.DataFrame:
    """Decide about rows of one load that share a key.

    Args:
        lake: the lake's folder.
        written: the parts of the load.
        positions: rows whose hashed key stands more than once, counted through all parts.
        mode: of the load.
        keep: which of them a mapping wants to keep.

    Returns:
        One row for each row that must go: ``part``, ``file_no``, ``source_line``, ``decision``
        (why it goes) and ``other`` (the line it conflicts with, in the same file).
    """
    if not len(positions):
        return pl.DataFrame(schema=DECISION_SCHEMA)
    key = list(written.source.key)
    content = [field.name for field in written.source.fields]
    rows = (
        _rows_at(lake, written, positions)
        .with_columns(
            pl.struct(content).rank("dense").over(key).alias("variant"),
            pl.len().over(key).alias("standing"),
        )
        .filter(pl.col("standing") > 1)
    )
    gone = _in_one_file(rows, in_file=[*key, "file_no"], keep=keep)
    left = rows.join(gone, on=["part", "source_line"], how="anti")
    return pl.concat([gone, _across_files(left, key=key, mode=mode)])


def _rows_at(lake: Path, written: Written, positions: NDArray[np.int64]) -> pl.DataFrame:
    """Read the rows at ``positions``, counted through all parts."""
    ends = np.cumsum(written.heights)
    part_of = np.searchsorted(ends, positions, side="right")
    found = []
    for number in np.unique(part_of):
        start = int(ends[number]) - written.heights[number]
        part = written.parts[number]
        offsets = pl.Series(positions[part_of == number] - start)
        rows = pl.read_parquet(lake / part).select(pl.all().gather(offsets))
        found.append(rows.with_columns(pl.lit(part).alias("part")))
    return pl.concat(found)


def _in_one_file(rows: pl.DataFrame, *, in_file: list[str], keep: Keep | None) -> pl.DataFrame:
    """Decide between rows of one file."""
    line = pl.col("source_line")
    if keep is not None:
        order = pl.struct(pl.col(keep.by), "source_line").rank("ordinal").over(in_file)
        stays = order == (pl.len().over(in_file) if keep.is_last else 1)
        return _decided(rows.filter(~stays), pl.lit(SKIP_REPEATED), pl.lit(None))
    first, last = line.min().over(in_file), line.max().over(in_file)
    is_conflict = pl.col("variant").n_unique().over(in_file) > 1
    other = pl.when(line == first).then(last).otherwise(first)
    return pl.concat(
        [
            _decided(rows.filter(~is_conflict & (line > first)), pl.lit(SKIP_TWIN), pl.lit(None)),
            _decided(rows.filter(is_conflict), pl.lit(CONFLICT), other),
        ]
    )


def _across_files(rows: pl.DataFrame, *, key: list[str], mode: str) -> pl.DataFrame:
    """Decide between files of one load; ``rows`` holds one row a key and file."""
    file_no = pl.col("file_no")
    if mode != "append":
        overtaken = rows.filter(file_no < file_no.max().over(key))
        return _decided(overtaken, pl.lit(SKIP_OVERTAKEN), pl.lit(None))
    held = pl.col("variant").first().over(key, order_by="file_no")
    why = pl.when(pl.col("variant") == held).then(pl.lit(SKIP_KNOWN))
    judged = rows.with_columns(why.otherwise(pl.lit(KNOWN_OTHERWISE)).alias("why"))
    return _decided(judged.filter(file_no > file_no.min().over(key)), pl.col("why"), pl.lit(None))


def _decided(rows: pl.DataFrame, decision: pl.Expr, other: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "part",
        pl.col("file_no").cast(pl.UInt32),
        "source_line",
        decision.alias("decision"),
        other.cast(pl.UInt32).alias("other"),
    )


def decide_against_lake(
    data_dir: DataDir, written: Written, loads: Sequence[Manifest], *, mode: str
) -> pl.DataFrame:
    """Decide about rows whose key an earlier load brought.

    Returns:
        As `decide_within`; ``other`` is null.
    """
    name = written.source.name
    if mode == "replace" or not written.parts or not parts(loads, name):
        return pl.DataFrame(schema=DECISION_SCHEMA)
    found = held_already(data_dir, lake_sources(data_dir)[name], written.parts, loads=loads)
    why = pl.when("is_same").then(pl.lit(SKIP_KNOWN)).otherwise(pl.lit(KNOWN_OTHERWISE))
    decided = _decided(found, why, pl.lit(None))
    return decided.filter(pl.col("decision") == SKIP_KNOWN) if mode == "upsert" else decided
