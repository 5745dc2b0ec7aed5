"""Show the lake to the models: a view for each source, the record of files, and the seeds."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import polars as pl

from warehouse.data_dir import DataDir
from warehouse.index_weights import index_weights, weights_file
from warehouse.lake import current_rows_sql, lake_sources, quoted
from warehouse.ledger import Manifest

SEEDS_DIR = Path(__file__).parent / "seeds"
SCHEMAS = ("lake", "seeds", "staging", "reductions", "intermediate", "marts")
FILES_SCHEMA = {
    "load_seq": pl.Int64,
    "file_no": pl.Int64,
    "load_id": pl.String,
    "file": pl.String,
    "source": pl.String,
    "loaded_at": pl.String,
    "mode": pl.String,
    "as_of": pl.String,
    "exported_at": pl.String,
    "earliest": pl.String,
    "latest": pl.String,
    "accepted_count": pl.Int64,
    "is_dated": pl.Boolean,
}
# A wrong year must not make a month of every month since; longer series start here.
MOST_YEARS = 15


def open_lake(con: duckdb.DuckDBPyConnection, data_dir: DataDir, loads: Sequence[Manifest]) -> None:
    """Make the schemas ``lake`` and ``seeds``, and empty ones for what will be built.

    Raises:
        IndexWeightsError: the district's weights of the index cannot be used.
    """
    for schema in SCHEMAS:
        con.execute(f"create schema {schema}")
    sources = lake_sources(data_dir)
    for source in sources.values():
        rows = current_rows_sql(data_dir, source, loads)
        con.execute(f"create view lake.{source.name} as {rows}")
    dated = {source.name for source in sources.values() if source.dated_by}
    files = pl.DataFrame(list(_files(loads, dated)), schema=FILES_SCHEMA, orient="row")
    con.register("delivered", files)
    con.execute(
        """
        create table lake.files as
        select
            * replace (
                greatest(
                    earliest::date,
                    (max(latest::timestamp) over () - to_years($most_years))::date
                ) as earliest,
                latest::timestamp as latest,
                as_of::timestamp as as_of,
                exported_at::timestamp as exported_at
            ),
        from delivered
        """,
        {"most_years": MOST_YEARS},
    )
    con.unregister("delivered")
    make_seeds(con, weights_file(data_dir))


def make_seeds(con: duckdb.DuckDBPyConnection, weights: Path) -> None:
    """Make a table of each small list that is kept with the program, and of the index's weights.

    Raises:
        IndexWeightsError: the weights cannot be used.
    """
    for path in sorted(SEEDS_DIR.glob("*.csv")):
        con.execute(
            f"create table seeds.{path.stem} as select * from read_csv({quoted(str(path))})"
        )
    con.register("weighted", index_weights(weights))
    con.execute("create table seeds.index_weights as select * from weighted")
    con.unregister("weighted")


def _files(loads: Sequence[Manifest], dated: set[str]) -> Iterator[tuple[object, ...]]:
    for load in loads:
        for file in load.files:
            if file.source is None or not file.accepted:
                continue
            yield (
                load.load_seq,
                file.file_no,
                load.load_id,
                file.file,
                file.source,
                load.loaded_at,
                load.mode,
                load.as_of,
                file.exported_at,
                file.earliest,
                file.latest,
                file.accepted,
                file.source in dated,
            )
