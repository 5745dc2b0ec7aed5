"""What a step is."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import polars as pl


@dataclass(frozen=True, slots=True)
class Step:
    """A function that makes tables in the warehouse under construction.

    Attributes:
        name: the table it makes, ``schema.table``.
        grain: columns that no two rows share.
        reads: the tables it needs.
        make: makes the table.
    """

    name: str
    grain: str
    reads: frozenset[str]
    make: Callable[[duckdb.DuckDBPyConnection], None]


def write_table(con: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame) -> None:
    """Make a table of a frame."""
    con.register("written_rows", rows)
    con.execute(f"create or replace table {name} as select * from written_rows")
    con.unregister("written_rows")
