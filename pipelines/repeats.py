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

Decisions are kept as one octet a row, so that a delivery of any size can be decided about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.source import Source
from warehouse.lake import NewParts

Positions = NDArray[np.int64]
AT_A_TIME = 1 << 20


class Decision(IntEnum):
    """What becomes of a row that is accepted but for its key."""

    STAYS = 0
    IDENTICAL_DUPLICATE = 1
    ALREADY_LOADED = 2
    OVERTAKEN_IN_THIS_LOAD = 3
    REPEATED_BY_THE_SOURCE = 4
    CONFLICTS_IN_FILE = 5
    ALREADY_LOADED_OTHERWISE = 6

    @property
    def is_wrong(self) -> bool:
        """Whether the row is quarantined, not skipped."""
        return self in {Decision.CONFLICTS_IN_FILE, Decision.ALREADY_LOADED_OTHERWISE}

    @property
    def code(self) -> str:
        """Its name in records: a code of ``reasons.toml`` where it is wrong."""
        return self.name.lower()


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
    """What a load has written of one source.

    Attributes:
        source: whose rows they are.
        parts: the parts, in order.
        keep: which of repeated rows stay, by the number of the file.
    """

    source: Source
    parts: NewParts
    keep: dict[int, Keep] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return sum(self.parts.heights)

    def rows_at(self, lake: Path, positions: Positions) -> pl.DataFrame:
        """Read the rows at ``positions``; these stand in ``position``."""
        starts = self.parts.starts()
        part_of = np.searchsorted(starts["start"].to_numpy(), positions, side="right") - 1
        found = []
        for number in np.unique(part_of):
            part, _, start = starts.row(int(number))
            mine = positions[part_of == number]
            rows = pl.read_parquet(lake / part).select(pl.all().gather(pl.Series(mine - start)))
            found.append(rows.with_columns(pl.Series("position", mine)))
        return pl.concat(found)


class Decisions:
    """What was decided about the rows of a load, one source of it."""

    def __init__(self, written: Written, lake: Path, *, mode: str) -> None:
        self._written = written
        self._lake = lake
        self._mode = mode
        self._held = np.zeros(written.height, np.uint8)
        self._codes = np.zeros(written.height, np.uint8)
        self._others: list[pl.DataFrame] = []

    def note_held(self, found: pl.DataFrame) -> None:
        """Take note of rows whose key the lake holds: ``position`` and ``is_same``."""
        positions = found["position"].to_numpy()
        same = found["is_same"].to_numpy()
        self._held[positions] = np.where(
            same, Decision.ALREADY_LOADED, Decision.ALREADY_LOADED_OTHERWISE
        )

    def decide(self, candidates: Iterable[Positions]) -> None:
        """Decide about all rows; those at ``candidates`` may share their key in this load."""
        for positions in candidates:
            self._decide_between(self._written.rows_at(self._lake, positions))
        # What shares its key with nothing in this load is only held against the lake. Memory
        # that nothing is written to is never taken.
        for start in range(0, self._held.size, AT_A_TIME):
            piece = slice(start, start + AT_A_TIME)
            if self._held[piece].any():
                free = start + np.flatnonzero(self._codes[piece] == Decision.STAYS)
                self._codes[free] = self._held_against(self._held[free])

    def of_part(self, start: int, height: int) -> NDArray[np.uint8]:
        """Give the decisions about the rows of one part."""
        return self._codes[start : start + height]

    def others(self) -> pl.DataFrame:
        """Name the line each conflicting row conflicts with: ``position`` and ``other``."""
        schema = {"position": pl.Int64, "other": pl.UInt32}
        return pl.concat([pl.DataFrame(schema=schema), *self._others])

    def _held_against(self, held: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self._mode == "upsert":
            return np.where(held == Decision.ALREADY_LOADED, held, Decision.STAYS)
        return held if self._mode == "append" else np.zeros_like(held)

    def _decide_between(self, rows: pl.DataFrame) -> None:
        """Decide about rows that may share their keys: in a file, with the lake, across files."""
        key = list(self._written.source.key)
        content = [column.name for column in self._written.source.fields]
        rows = rows.with_columns(
            pl.struct(content).rank("dense").over(key).alias("variant"),
            pl.len().over(key).alias("standing"),
        ).filter(pl.col("standing") > 1)
        rows = self._left(rows, self._in_one_file(rows, key=key))
        if self._mode == "append":
            # What the lake refuses must not keep another file's row out.
            held = self._held_against(self._held[rows["position"].to_numpy()])
            rows = self._left(rows, rows.with_columns(pl.Series("decision", held)))
        self._left(rows, _across_files(rows, key=key, mode=self._mode))

    def _left(self, rows: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
        """Keep what was decided; give the rows that stay so far."""
        gone = decided.filter(pl.col("decision") != Decision.STAYS)
        self._codes[gone["position"].to_numpy()] = gone["decision"].to_numpy()
        return rows.join(gone, on="position", how="anti", maintain_order="left")

    def _in_one_file(self, rows: pl.DataFrame, *, key: list[str]) -> pl.DataFrame:
        """Decide between rows of one file, or of all whose mapping keeps the same of them."""
        schema = {"position": pl.Int64, "decision": pl.UInt8}
        decided = [pl.DataFrame(schema=schema)]
        for keep in set(self._written.keep.values()):
            files = [number for number, one in self._written.keep.items() if one == keep]
            decided.append(_kept(rows.filter(pl.col("file_no").is_in(files)), keep, key=key))
        plain = rows.filter(~pl.col("file_no").is_in(list(self._written.keep)))
        decided.append(self._conflicting(plain, in_file=[*key, "file_no"]))
        return pl.concat(decided)

    def _conflicting(self, rows: pl.DataFrame, *, in_file: list[str]) -> pl.DataFrame:
        line = pl.col("source_line")
        first, last = line.min().over(in_file), line.max().over(in_file)
        is_conflict = pl.col("variant").n_unique().over(in_file) > 1
        decision = (
            pl.when(is_conflict)
            .then(pl.lit(Decision.CONFLICTS_IN_FILE))
            .when(line > first)
            .then(pl.lit(Decision.IDENTICAL_DUPLICATE))
            .otherwise(pl.lit(Decision.STAYS))
        )
        other = pl.when(line == first).then(last).otherwise(first)
        judged = rows.select("position", decision.cast(pl.UInt8).alias("decision"), other=other)
        wrong = judged.filter(pl.col("decision") == Decision.CONFLICTS_IN_FILE)
        self._others.append(wrong.select("position", pl.col("other").cast(pl.UInt32)))
        return judged.drop("other")


def _kept(rows: pl.DataFrame, keep: Keep, *, key: list[str]) -> pl.DataFrame:
    """Keep the first or last of repeated rows, as a mapping says."""
    order = [pl.col("position")] if keep.by == "source_line" else [pl.col(keep.by), "position"]
    ordered = pl.col("position").sort_by(order, nulls_last=False)
    stays = (ordered.last() if keep.is_last else ordered.first()).over(key)
    decision = pl.when(pl.col("position") != stays).then(pl.lit(Decision.REPEATED_BY_THE_SOURCE))
    return rows.select("position", decision.otherwise(0).cast(pl.UInt8).alias("decision"))


def _across_files(rows: pl.DataFrame, *, key: list[str], mode: str) -> pl.DataFrame:
    """Decide between files of one load; ``rows`` holds one row a key and file."""
    file_no = pl.col("file_no")
    if mode == "append":
        held = pl.col("variant").sort_by("file_no").first().over(key)
        is_later = file_no > file_no.min().over(key)
        is_same = pl.col("variant") == held
        why = pl.when(is_same).then(pl.lit(Decision.ALREADY_LOADED))
        decision = why.otherwise(pl.lit(Decision.ALREADY_LOADED_OTHERWISE))
    else:
        is_later = file_no < file_no.max().over(key)
        decision = pl.lit(Decision.OVERTAKEN_IN_THIS_LOAD)
    judged = pl.when(is_later).then(decision).otherwise(pl.lit(Decision.STAYS))
    return rows.select("position", judged.cast(pl.UInt8).alias("decision"))
