"""A city that delivers files: the real commands, on a data folder of its own."""

import contextlib
import csv
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb

from pipelines.__main__ import main
from tests.builders import VALID
from warehouse.__main__ import main as ask
from warehouse.data_dir import DataDir
from warehouse.lake import current_rows_sql, lake_sources
from warehouse.ledger import manifests

DONE, MISTAKE, SOME_QUARANTINED, FILE_REFUSED = 0, 2, 3, 4


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def files(self) -> list[dict[str, Any]]:
        return self.json["files"]

    @property
    def file(self) -> dict[str, Any]:
        (one,) = self.files
        return one


def account(file: Mapping[str, Any]) -> tuple[int, int, int]:
    """Give accepted, quarantined and skipped records, which make up all of them."""
    found = tuple(file[name] for name in ("accepted", "quarantined", "skipped"))
    assert file["records"] == sum(found)
    return found


def table(source: str, *overrides: Mapping[str, Any], columns: tuple[str, ...] = ()) -> str:
    """Write valid rows of ``source`` as CSV, each with its own overrides."""
    rows = [{**VALID[source], **one} for one in overrides]
    named = dict.fromkeys((*VALID[source], *(name for row in rows for name in row), *columns))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(named)
    writer.writerows([_cell(row.get(name)) for name in named] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


class City:
    """One district's deliveries and data."""

    def __init__(self, root: Path) -> None:
        self.inbox = root / "inbox"
        self.data_dir = DataDir(root / "data")
        self.inbox.mkdir(parents=True, exist_ok=True)

    def deliver(self, name: str, content: str | bytes) -> Path:
        """Put a file into the inbox; its name may have folders."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *arguments: object, lang: str = "en") -> Said:
        """Run a command of the pipelines."""
        return self._said(main, (arguments[0], "--lang", lang, *arguments[1:]))

    def load(self, *arguments: object, lang: str = "en") -> Said:
        """Load, answering in JSON."""
        return self.run("load", "--json", *arguments, lang=lang)

    def values(self, metric: str, *, level: str, period: str) -> dict[str, dict[str, Any]]:
        """Ask for the values of a metric, by area code."""
        asked = ("values", "--metric", metric, "--level", level, "--period", period, "--json")
        said = self._said(ask, asked)
        assert said.code == DONE, said.err
        return {row["area_code"]: row for row in said.json["rows"]}

    def rows(self, source: str, *columns: str) -> list[tuple[Any, ...]]:
        """Give the rows of ``source`` that hold after all loads, in the order of ``columns``."""
        loads = manifests(self.data_dir)
        sql = current_rows_sql(self.data_dir, lake_sources(self.data_dir)[source], loads)
        named = ", ".join(columns)
        with duckdb.connect() as con:
            return con.sql(f"select {named} from ({sql}) order by all").fetchall()

    def _said(self, command: Any, arguments: tuple[object, ...]) -> Said:
        out, err = io.StringIO(), io.StringIO()
        with (
            patch.dict(os.environ, DATA_DIR=str(self.data_dir.root)),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                code = command([str(one) for one in arguments])
            except SystemExit as end:
                code = int(end.code or 0)
        return Said(code, out.getvalue(), err.getvalue())
