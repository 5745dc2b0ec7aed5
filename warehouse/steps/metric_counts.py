"""What every metric, and every figure beside one, counts for every area and period."""

import duckdb

from warehouse.catalog import Beside, Kind, Metric, metrics
from warehouse.steps.count_queries import beside_sql, counts_sql
from warehouse.steps.step import Step
from warehouse.steps.withholding import Withheld, withhold

COUNTS = "marts.fct_metric_counts"
BESIDE = "marts.fct_beside_counts"
COUNTS_SCHEMA = {
    "metric_id": "varchar",
    "level": "varchar",
    "area_code": "varchar",
    "period_kind": "varchar",
    "period_start": "date",
    "numerator": "double",
    "denominator": "double",
    "excluded_count": "bigint",
    "value": "double",
    "standard_error": "double",
    "low_95": "double",
    "high_95": "double",
    "low_998": "double",
    "high_998": "double",
    "n": "double",
    "effective_n": "double",
    "withheld": "varchar",
}
BESIDE_SCHEMA = {
    "metric_id": "varchar",
    "beside_id": "varchar",
    "level": "varchar",
    "area_code": "varchar",
    "period_kind": "varchar",
    "period_start": "date",
    "numerator": "double",
    "denominator": "double",
    "n": "double",
    "effective_n": "double",
    "value": "double",
    "excluded_count": "bigint",
    "withheld": "varchar",
}
# Sorted as a page asks, so that it reads a few blocks and not the table.
SORTED = "order by level, period_kind, period_start, {first}, area_code"


def _count(con: duckdb.DuckDBPyConnection) -> None:
    _begin(con, COUNTS_SCHEMA)
    for metric in with_their_sources(con):
        con.execute(
            "insert into counting by name "
            f"select '{metric.metric_id}' as metric_id, counted.* "
            f"from ({counts_sql(metric)}) as counted"
        )
        withhold(con, _of_metric(metric))
    _end(con, COUNTS, first="metric_id")


def _count_beside(con: duckdb.DuckDBPyConnection) -> None:
    _begin(con, BESIDE_SCHEMA)
    for metric in with_their_sources(con):
        for beside in metric.beside:
            con.execute(
                f"insert into counting by name select '{metric.metric_id}' as metric_id, "
                f"'{beside.beside_id}' as beside_id, counted.* exclude (excluded_count) "
                f"from ({beside_sql(beside, levels=metric.levels)}) as counted"
            )
            withhold(con, _of_beside(metric, beside))
    _end(con, BESIDE, first="metric_id, beside_id")


def with_their_sources(con: duckdb.DuckDBPyConnection) -> list[Metric]:
    """Leave out metrics of which a source was not delivered: they have no value, not nought."""
    delivered = {
        str(name) for (name,) in con.sql("select source from marts.dim_sources").fetchall()
    }
    return [metric for metric in metrics().values() if set(metric.needs) <= delivered]


def _begin(con: duckdb.DuckDBPyConnection, schema: dict[str, str]) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in schema.items())
    con.execute(f"create or replace temp table counting ({columns})")


def _end(con: duckdb.DuckDBPyConnection, table: str, *, first: str) -> None:
    con.execute(
        f"create or replace table {table} as select * from counting {SORTED.format(first=first)}"
    )
    con.execute("drop table counting")


def _of_metric(metric: Metric) -> Withheld:
    return Withheld(
        where=f"metric_id = '{metric.metric_id}'",
        kind=metric.kind,
        counts=metric.counts,
        least=metric.minimum_denominator,
    )


def _of_beside(metric: Metric, beside: Beside) -> Withheld:
    return Withheld(
        where=f"metric_id = '{metric.metric_id}' and beside_id = '{beside.beside_id}'",
        kind=beside.kind,
        counts=beside.counts,
        least=beside.minimum_denominator,
    )


def _reads() -> frozenset[str]:
    wanted = list(metrics().values())
    models = {one.model for one in wanted if one.kind is not Kind.MEDIAN}
    models |= {beside.model for one in wanted for beside in one.beside}
    return frozenset(
        {
            *models,
            "marts.dim_sources",
            "marts.fct_medians",
            "intermediate.int_places_bridged",
            "intermediate.int_months_in_periods",
            "intermediate.int_periods_spanned",
            "intermediate.int_grids_versioned",
            "intermediate.int_areas_chosen",
        }
    )


GRAIN = "metric_id, level, area_code, period_kind, period_start"
METRIC_COUNTS = Step(COUNTS, GRAIN, _reads(), _count)
BESIDE_COUNTS = Step(BESIDE, f"{GRAIN}, beside_id", _reads(), _count_beside)
