"""What the lake holds now: rows of every load, less what later loads corrected or replaced."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import duckdb
import polars as pl

from warehouse.data_dir import DataDir
from warehouse.durable import write_durably
from warehouse.ledger import Manifest, parts

SCHEMA_PART = "_schema.parquet"
SOURCES_FILE = "sources.json"
# Registers that say where a place belongs; they are replaced whole, never by area.
AREAS, GRIDS = "areas", "grids"
# A join against a lake of any size must not take the machine's memory.
JOIN_MEMORY = "1GB"


@dataclass(frozen=True, slots=True)
class LakeSource:
    """What the warehouse must know of a source, as the lake itself records it.

    Attributes:
        name: folder in the lake.
        key: columns that make a row the same as another.
        dated_by: the column that places a row in time; none for a register.
        placed_by: the columns that may say where a row belongs.
        columns: the delivered columns in the order of the contract.
    """

    name: str
    key: tuple[str, ...]
    dated_by: str | None
    placed_by: tuple[str, ...]
    columns: tuple[str, ...]


def record_sources(data_dir: DataDir, sources: Sequence[LakeSource]) -> None:
    """Write down which sources the lake knows."""
    body = json.dumps([asdict(source) for source in sources], ensure_ascii=False, indent=1)
    target = data_dir.lake / SOURCES_FILE
    if not target.exists() or target.read_text(encoding="utf-8") != body:
        write_durably(target, body)


def lake_sources(data_dir: DataDir) -> dict[str, LakeSource]:
    """Read which sources the lake knows; none before the first load."""
    path = data_dir.lake / SOURCES_FILE
    if not path.exists():
        return {}
    return {
        one["name"]: LakeSource(
            one["name"],
            tuple(one["key"]),
            one["dated_by"],
            tuple(one["placed_by"]),
            tuple(one["columns"]),
        )
        for one in json.loads(path.read_text(encoding="utf-8"))
    }


def quoted(text: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def rows_sql(data_dir: DataDir, source: LakeSource, loads: Sequence[Manifest]) -> str:
    """Write the query for every accepted row of ``source`` in ``loads``, superseded or not."""
    names = [f"{source.name}/{SCHEMA_PART}", *parts(loads, source.name)]
    paths = ", ".join(quoted(str(data_dir.lake / name)) for name in names)
    return f"select * from read_parquet([{paths}], union_by_name = true)"


def current_rows_sql(data_dir: DataDir, source: LakeSource, loads: Sequence[Manifest]) -> str:
    """Write the query for the rows of ``source`` that hold after all ``loads``.

    A row is gone when a later ``upsert`` or ``replace`` load brought its key again, or when a
    later ``replace`` load took away the month and area it belongs to.
    """
    overriding = [load for load in loads if load.mode != "append" and parts([load], source.name)]
    sql = f"select held.* from ({rows_sql(data_dir, source, loads)}) as held"
    if not overriding:
        return sql
    same_key = _same("later", "held", source.key)
    conditions = [
        f"not exists (select 1 from ({rows_sql(data_dir, source, overriding)}) as later"
        f" where {same_key} and later.load_seq > held.load_seq)"
    ]
    conditions += [
        f"not ({_in_scope_sql(data_dir, source, load, loads)})"
        for load in overriding
        if load.mode == "replace"
    ]
    return f"{sql} where {' and '.join(conditions)}"


def _in_scope_sql(
    data_dir: DataDir, source: LakeSource, load: Manifest, loads: Sequence[Manifest]
) -> str:
    """Write the condition under which an earlier row was taken away by ``load``."""
    conditions = [f"held.load_seq < {load.load_seq}"]
    if (months := load.scope.get("months")) and source.dated_by:
        listed = ", ".join(quoted(month) for month in months)
        conditions.append(f"strftime(held.\"{source.dated_by}\", '%Y-%m') in ({listed})")
    if (areas := load.scope.get("areas")) and source.placed_by:
        within = codes_within_sql(data_dir, areas, loads)
        placed = [f'held."{column}" in ({within})' for column in source.placed_by]
        conditions.append(f"coalesce({' or '.join(placed)}, false)")
    return " and ".join(conditions)


def codes_within_sql(
    data_dir: DataDir, area_codes: Sequence[str], loads: Sequence[Manifest]
) -> str:
    """Write the query for the codes of ``area_codes`` and of every place below them."""
    known = lake_sources(data_dir)
    areas = rows_sql(data_dir, known[AREAS], loads)
    grids = rows_sql(data_dir, known[GRIDS], loads)
    listed = ", ".join(f"({quoted(code)})" for code in area_codes)
    return (
        "with recursive places as ("
        f"select code, parent_code from ({areas}) union "
        f"select grid_code, community_code from ({grids})), "
        f"within_scope(code) as (select * from (values {listed}) union "
        "select places.code from places "
        "inner join within_scope on places.parent_code = within_scope.code) "
        "select code from within_scope"
    )


def held_already(
    data_dir: DataDir, source: LakeSource, new_parts: Sequence[str], *, loads: Sequence[Manifest]
) -> pl.DataFrame:
    """Find rows of ``new_parts`` whose key the lake holds already.

    Returns:
        One row for each: ``part`` (name below the lake), ``file_no``, ``source_line`` and
        ``is_same``, whether the held row has the same content.
    """
    new = ", ".join(quoted(str(data_dir.lake / part)) for part in new_parts)
    key = _same("new", "held", source.key)
    sql = (
        "select new.filename as part, new.file_no, new.source_line, "
        f"{_same('new', 'held', source.columns)} as is_same "
        f"from read_parquet([{new}], filename = true) as new "
        f"inner join ({current_rows_sql(data_dir, source, loads)}) as held on {key}"
    )
    data_dir.scratch.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"memory_limit": JOIN_MEMORY}) as con:
        con.execute(f"set temp_directory = {quoted(str(data_dir.scratch))}")
        found: pl.DataFrame = con.sql(sql).pl()
    return found.with_columns(pl.col("part").str.strip_prefix(f"{data_dir.lake}/"))


def _same(one: str, other: str, columns: Sequence[str]) -> str:
    """Write the condition that two rows agree in ``columns``, empty cells included."""
    return " and ".join(f'{one}."{name}" is not distinct from {other}."{name}"' for name in columns)
