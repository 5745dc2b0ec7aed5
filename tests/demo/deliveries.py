"""A plain way to read deliveries back, without the product's own readers."""

import csv
import datetime as dt
import io
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl
import polars as pl

from pipelines.contract import Field, Kind
from pipelines.convert import Circumstances, convert
from pipelines.demo import Scenario, write
from pipelines.source import Source
from pipelines.sources import SOURCES

SMALL, MIDDLE = 0.02, 0.1
NOW = dt.datetime(2026, 1, 1)
CHECKS = {"nullability": "is_missing", "min": "out_of_bounds", "max": "out_of_bounds"}
FLAGS = {"是": True, "否": False, "true": True, "false": False}
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Record:
    """One record as it stands in a file: physical line, cells."""

    line: int
    cells: list[str | None]


@dataclass(frozen=True)
class Deliveries:
    """A folder of deliveries, read without the product's own readers."""

    root: Path

    @cached_property
    def truth(self):
        return tomllib.loads((self.root / "truth.toml").read_text(encoding="utf-8"))

    @property
    def files(self) -> list[dict[str, object]]:
        return self.truth["files"]

    def bad_lines(self, name: str) -> dict[int, str]:
        return {bad["line"]: bad["reason"] for bad in self.truth["bad_rows"] if bad["file"] == name}

    def text(self, name: str) -> pl.DataFrame:
        """Give the good rows of a file as text, with their line."""
        header, records = read_file(self.root / name)
        source = source_of(self, name)
        by_header = {
            spoken: field.name for field in source.fields for spoken in (field.name, *field.names)
        }
        bad = self.bad_lines(name)
        good = [record for record in records if record.line not in bad]
        columns = {
            by_header[column]: pl.Series([row.cells[at] for row in good], dtype=pl.String)
            for at, column in enumerate(header)
        }
        lines = pl.Series("source_line", [row.line for row in good], dtype=pl.UInt32)
        return pl.DataFrame(columns).with_columns(lines)

    def typed(self, source_name: str) -> pl.DataFrame:
        """Give every good row of a source, converted; corrections apart."""
        frames = [
            keeping(self.text(str(file["file"])), SOURCES[source_name])
            for file in self.files
            if file["source"] == source_name and not str(file["file"]).startswith("corrections")
        ]
        return pl.concat(frames)


def source_of(deliveries: Deliveries, name: str) -> Source:
    return next(SOURCES[one["source"]] for one in deliveries.files if one["file"] == name)


def keeping(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Convert rows by the contract alone and keep those that fulfil it."""
    columns = source.contract.columns()
    found = [
        plainly(field).cast(field.dtype)
        if field.name in rows.columns
        else pl.lit(None, field.dtype).alias(field.name)
        for field in source.fields
    ]
    good, _ = source.contract.filter(rows.select("source_line", *found).select(list(columns)))
    return good


def plainly(field: Field) -> pl.Expr:
    """Read a cell in the one agreed way; anything else breaks the test."""
    column = pl.col(field.name)
    ways = {
        Kind.CHOICE: column.replace_strict(field.values, return_dtype=pl.String),
        Kind.SCORE: column.replace_strict(field.values, return_dtype=pl.Int8),
        Kind.FLAG: column.replace_strict(FLAGS, return_dtype=pl.Boolean),
        Kind.DAY: column.str.to_date("%Y-%m-%d"),
        Kind.MOMENT: column.str.to_datetime("%Y-%m-%d %H:%M:%S"),
    }
    return ways.get(field.kind, column)


def reasons_against(row: pl.DataFrame, source: Source) -> set[str]:
    """Name what the product's conversion and the contract hold against one row."""
    names = {name: name for name in row.columns if name != "source_line"}
    converted = convert(row, source.fields, headings=names, circumstances=Circumstances())
    found = set(converted.failures["reason"])
    late = [field.name for field in source.fields if field.has_happened]
    if converted.frame.select(pl.any_horizontal(pl.col(late) > NOW).any()).item():
        found.add("in_the_future")
    # A required cell that could not be converted is wrong, not missing.
    if found:
        return found
    _, failure = source.contract.filter(converted.frame)
    rules = [rule.rpartition("|") for rule in failure.counts()]
    return {CHECKS.get(check, check) if column else check for column, _, check in rules}


def read_file(path: Path) -> tuple[list[str], list[Record]]:
    readers = {
        ".csv": read_csv,
        ".xlsx": read_workbook,
        ".parquet": read_parquet,
        ".geojson": read_geojson,
    }
    return readers[path.suffix](path)


def decoded(body: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("neither UTF-8 nor GB18030")


def read_csv(path: Path) -> tuple[list[str], list[Record]]:
    text = decoded(path.read_bytes())
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    header = next(rows)
    return header, [
        Record(line, [cell or None for cell in row]) for line, row in enumerate(rows, start=2)
    ]


def read_workbook(path: Path) -> tuple[list[str], list[Record]]:
    book = openpyxl.load_workbook(path, read_only=True)
    rows = list(book.active.iter_rows(values_only=True))
    book.close()
    top = next(at for at, row in enumerate(rows) if row[1] is not None)
    records = [
        Record(line, [said(cell) for cell in row])
        for line, row in enumerate(rows[top + 1 :], start=top + 2)
    ]
    return [str(cell) for cell in rows[top]], records


def said(cell: object) -> str | None:
    if cell is None:
        return None
    return f"{cell:%Y-%m-%d}" if isinstance(cell, dt.datetime) else str(cell)


def read_parquet(path: Path) -> tuple[list[str], list[Record]]:
    frame = pl.read_parquet(path).select(pl.all().cast(pl.String))
    return frame.columns, list(records_of(frame.rows()))


def read_geojson(path: Path) -> tuple[list[str], list[Record]]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    rows = [
        {name: said(value) for name, value in feature["properties"].items()} for feature in features
    ]
    header = [name for name in rows[0] if name != "coordinate_system"]
    return header, list(records_of([[row[name] for name in header] for row in rows]))


def records_of(rows: Sequence[Sequence[str | None]]) -> Iterator[Record]:
    for line, row in enumerate(rows, start=1):
        yield Record(line, list(row))


def written(root: Path, *, scale: float, scenario: Scenario, seed: int = 1) -> Deliveries:
    write(root, seed=seed, scale=scale, scenario=scenario)
    return Deliveries(root)
