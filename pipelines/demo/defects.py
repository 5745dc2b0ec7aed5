"""Bad rows put into the files on purpose, and good rows that refer to nothing."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from pipelines.sources import SOURCES

DEFECTS_FILE = Path(__file__).with_name("defects.toml")
TOTAL = "合计"
Cells = list[Any]


@dataclass(frozen=True, slots=True)
class BadRow:
    """One line that must end in the quarantine.

    Attributes:
        file: below the folder of the deliveries, with ``/``.
        line: its physical line or sheet row, 1 for the first.
        source: what the file delivers.
        reason: the code it must get.
    """

    file: str
    line: int
    source: str
    reason: str


@cache
def _body() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(DEFECTS_FILE.read_text(encoding="utf-8"))


def defects_of(file: str) -> list[dict[str, Any]]:
    """List the bad rows planned for ``file``, from its top to its end."""
    planned = [entry for entry in _body()["rows"] if entry["file"] == file]
    return sorted(planned, key=lambda entry: float(entry["at"]))


def with_strays(frame: pl.DataFrame, *, file: str) -> pl.DataFrame:
    """Let some rows of ``frame`` name a grid that does not exist."""
    for stray in _body()["strays"]:
        if stray["file"] != file:
            continue
        named = frame["grid_code"].is_not_null().arg_true().to_numpy()
        count = min(stray["count"], len(named))
        chosen = named[np.linspace(0, len(named) - 1, count + 2).astype(int)[1:-1]]
        codes = frame["grid_code"].scatter(chosen.tolist(), stray["grid_code"])
        frame = frame.with_columns(codes)
    return frame


def stray_codes() -> frozenset[str]:
    """Name the grids that do not exist."""
    return frozenset(stray["grid_code"] for stray in _body()["strays"])


def plant(
    rows: Sequence[Cells], *, file: str, source: str, headers: Sequence[str], first_line: int
) -> tuple[list[Cells], list[BadRow]]:
    """Put the bad rows planned for ``file`` among its good ones.

    Args:
        rows: the good rows, cell by cell.
        file: see `BadRow`.
        source: what the file delivers.
        headers: the columns of the contract, in the order of the cells.
        first_line: the line of the first row.

    Returns:
        All rows in order, and the account of the bad ones.
    """
    planned = defects_of(file)
    found: list[Cells] = []
    bad: list[BadRow] = []
    taken = 0
    for number, defect in enumerate(planned, start=1):
        until = min(len(rows), max(1, round(defect["at"] * len(rows))))
        found += rows[taken:until]
        taken = until
        if defect.get("same_key"):
            bad.append(BadRow(file, first_line + len(found) - 1, source, defect["reason"]))
        bad.append(BadRow(file, first_line + len(found), source, defect["reason"]))
        found.append(
            _spoilt(rows[until - 1], defect, headers=headers, source=source, number=number)
        )
    return found + list(rows[taken:]), bad


def _spoilt(
    donor: Cells, defect: Mapping[str, Any], *, headers: Sequence[str], source: str, number: int
) -> Cells:
    """Make a bad row of a good one."""
    cells = [None] * len(donor) if defect.get("total") else list(donor)
    key = headers.index(SOURCES[source].key[0])
    if defect.get("total"):
        cells[0] = TOTAL
    elif not defect.get("same_key"):
        cells[key] = f"{cells[key]}X{number}"
    for column, value in defect.get("set", {}).items():
        cells[headers.index(column)] = value
    return cells[: len(cells) - int(defect.get("short_by", 0))]


def stray_counts() -> list[dict[str, Any]]:
    """List files, grid codes and how many rows were given them."""
    return [
        {name: stray[name] for name in ("file", "count", "grid_code")}
        for stray in _body()["strays"]
    ]
