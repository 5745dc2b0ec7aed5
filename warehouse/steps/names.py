"""English names of areas, grids and peers."""

import duckdb
import polars as pl

from warehouse.romanise import romanised
from warehouse.steps.step import Step, write_table


def _name_areas(con: duckdb.DuckDBPyConnection) -> None:
    """One row per code; ``name_en``."""
    areas = con.sql("select area_code, name from intermediate.int_areas_known").pl()
    write_table(con, "intermediate.int_areas_romanised", _with_english(areas, "name"))


def _name_grids(con: duckdb.DuckDBPyConnection) -> None:
    """One row per grid code, by its latest name; ``name_en``."""
    grids = con.sql(
        "select grid_code, arg_max(name, valid_from) as name from staging.stg_grids "
        "where name is not null group by all"
    ).pl()
    write_table(con, "intermediate.int_grids_romanised", _with_english(grids, "name"))


def _name_peers(con: duckdb.DuckDBPyConnection) -> None:
    """One row per name of a ranked district or county; ``name_en``."""
    peers = con.sql("select distinct area_name as name_zh from staging.stg_rankings").pl()
    write_table(con, "intermediate.int_peers_romanised", _with_english(peers, "name_zh"))


def _with_english(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    names = pl.Series("name_en", [romanised(name) for name in rows[column]], dtype=pl.String)
    return rows.with_columns(names)


AREA_NAMES = Step(
    "intermediate.int_areas_romanised",
    "area_code",
    frozenset({"intermediate.int_areas_known"}),
    _name_areas,
)
GRID_NAMES = Step(
    "intermediate.int_grids_romanised", "grid_code", frozenset({"staging.stg_grids"}), _name_grids
)
PEER_NAMES = Step(
    "intermediate.int_peers_romanised",
    "name_zh",
    frozenset({"staging.stg_rankings"}),
    _name_peers,
)
