"""What the lake holds now: rows of every load, less what later loads corrected or replaced."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import duckdb
import polars as pl

from warehouse.data_dir import DataDir
from warehouse.durable import write_durably
from warehouse.ledger import Manifest, every_part, parts

SCHEMA_PART = "_schema.parquet"
SOURCES_FILE = "sources.json"
# Registers that say where a place belongs.
AREAS, GRIDS = "areas", "grids"
# A join against a lake of any size must not take the machine's memory.
JOIN_MEMORY = "1GB"
# Parts of new rows held against the lake at a time: what is found is kept in memory.
PARTS_A_JOIN = 8


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


@dataclass(frozen=True, slots=True)
class NewParts:
    """Parts that a load has written of one source, in order.

    Attributes:
        names: below the lake.
        heights: rows of each.
    """

    names: tuple[str, ...]
    heights: tuple[int, ...]

    def starts(self) -> pl.DataFrame:
        """Tell at which position, counted through all of them, each part starts."""
        heights = pl.Series("height", self.heights, pl.Int64)
        start = (heights.cum_sum() - heights).alias("start")
        return pl.DataFrame([pl.Series("part", self.names, pl.String), heights, start])

    def some(self, count: int) -> Iterator[pl.DataFrame]:
        """Yield `starts` of ``count`` parts at a time."""
        return self.starts().iter_slices(count)


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


def rows_sql(data_dir: DataDir, source: LakeSource, names: Sequence[str]) -> str:
    """Write the query for every row of ``source`` in the parts of these ``names``."""
    every = [f"{source.name}/{SCHEMA_PART}", *names]
    paths = ", ".join(quoted(str(data_dir.lake / name)) for name in every)
    return f"select * from read_parquet([{paths}], union_by_name = true)"


def current_rows_sql(data_dir: DataDir, source: LakeSource, loads: Sequence[Manifest]) -> str:
    """Write the query for the rows of ``source`` that hold after all ``loads``.

    A delivered row is gone when a later ``upsert`` or ``replace`` load brought its key again,
    or when a later ``replace`` load took away the month and place it belongs to. A row that was
    derived from data holds until a register delivers its place, or a later load derives it.
    """
    delivered = _delivered_sql(data_dir, source, loads)
    derived = parts(loads, source.name, is_derived=True)
    if not derived:
        return delivered
    rows = rows_sql(data_dir, source, derived)
    return (
        f"{delivered} union all by name select made.* from ({rows}) as made"
        f" where not exists (select 1 from ({delivered}) as register"
        f" where {_same('register', 'made', source.placed_by)})"
        f" and not exists (select 1 from ({rows}) as later"
        f" where {_same('later', 'made', source.key)} and later.load_seq > made.load_seq)"
    )


def _delivered_sql(data_dir: DataDir, source: LakeSource, loads: Sequence[Manifest]) -> str:
    overriding = [load for load in loads if load.mode != "append" and parts([load], source.name)]
    sql = f"select held.* from ({rows_sql(data_dir, source, parts(loads, source.name))}) as held"
    if not overriding:
        return sql
    later = rows_sql(data_dir, source, parts(overriding, source.name))
    conditions = [
        f"not exists (select 1 from ({later}) as later"
        f" where {_same('later', 'held', source.key)} and later.load_seq > held.load_seq)"
    ]
    conditions += [
        f"not ({_in_scope_sql(source, load)})" for load in overriding if load.mode == "replace"
    ]
    return f"{sql} where {' and '.join(conditions)}"


def _in_scope_sql(source: LakeSource, load: Manifest) -> str:
    """Write the condition under which an earlier row was taken away by ``load``."""
    conditions = [f"held.load_seq < {load.load_seq}"]
    if months := load.scope.get("months"):
        # A scope that cannot be held against the rows of a source takes nothing away.
        month = f"strftime(held.\"{source.dated_by}\", '%Y-%m')" if source.dated_by else "null"
        conditions.append(_is_listed(month, months))
    if load.scope.get("areas"):
        placed = [
            _is_listed(f'held."{column}"', load.scope["places"]) for column in source.placed_by
        ]
        conditions.append(f"({' or '.join(placed) or 'false'})")
    return " and ".join(conditions)


def _is_listed(value: str, texts: Sequence[str]) -> str:
    listed = ", ".join(quoted(text) for text in texts)
    return f"coalesce({value} in ({listed}), false)"


def places_within(
    data_dir: DataDir, area_codes: Sequence[str], loads: Sequence[Manifest]
) -> list[str]:
    """List ``area_codes`` and the code of every place below them, as registered so far."""
    known = lake_sources(data_dir)
    if not known or not area_codes:
        return sorted(area_codes)
    areas, grids = (
        rows_sql(data_dir, known[name], every_part(loads, name)) for name in (AREAS, GRIDS)
    )
    listed = ", ".join(f"({quoted(code)})" for code in area_codes)
    sql = (
        "with recursive places as ("
        f"select code, parent_code from ({areas}) union "
        f"select grid_code, community_code from ({grids})), "
        f"within_scope(code) as (select * from (values {listed}) union "
        "select places.code from places "
        "inner join within_scope on places.parent_code = within_scope.code) "
        "select code from within_scope"
    )
    with duckdb.connect() as con:
        return sorted(str(code) for (code,) in con.execute(sql).fetchall())


def held_already(
    data_dir: DataDir, source: LakeSource, new: NewParts, *, loads: Sequence[Manifest]
) -> Iterator[pl.DataFrame]:
    """Find rows of ``new`` whose key the lake holds already, a few parts at a time.

    Yields:
        One row for each: ``position``, counted through all of ``new``, and ``is_same``,
        whether the held row has the same content.
    """
    held = current_rows_sql(data_dir, source, loads)
    data_dir.scratch.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"memory_limit": JOIN_MEMORY}) as con:
        con.execute(f"set temp_directory = {quoted(str(data_dir.scratch / 'join'))}")
        con.execute("set enable_progress_bar = false")
        for parts_now in new.some(PARTS_A_JOIN):
            starts = parts_now.with_columns(
                pl.format("{}/{}", pl.lit(str(data_dir.lake)), "part").alias("part")
            )
            con.register("starts", starts)
            paths = ", ".join(quoted(path) for path in starts["part"])
            yield con.sql(
                "select starts.start + new.file_row_number as position, "
                f"{_same('new', 'held', source.columns)} as is_same "
                f"from read_parquet([{paths}], filename = true, file_row_number = true) as new "
                "inner join starts on new.filename = starts.part "
                f"inner join ({held}) as held on {_same('new', 'held', source.key)}"
            ).pl()


def _same(one: str, other: str, columns: Sequence[str]) -> str:
    """Write the condition that two rows agree in ``columns``, empty cells included."""
    return " and ".join(f'{one}."{name}" is not distinct from {other}."{name}"' for name in columns)
