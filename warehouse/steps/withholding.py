"""Withhold values that rest on too little, and counts of few persons or households."""

import duckdb
import numpy as np
import polars as pl

from warehouse.catalog import Counts, Metric
from warehouse.statistics.disclosure import primary, secondary


def withhold(con: duckdb.DuckDBPyConnection, metric: Metric) -> None:
    """Take away from the table ``counting`` what must not or cannot be shown, and say why."""
    if metric.counts is not Counts.THINGS and metric.is_counted:
        _withhold_few(con, metric)
    con.execute(
        """
        update counting set
            withheld = case
                when denominator = 0 then 'no_denominator'
                when $kind = 'share' and numerator > denominator + 1e-9 then 'more_than_all'
                when coalesce(n, denominator) < $least then 'below_minimum'
                when $kind = 'median' and value is null then 'median_not_reached'
            end
        where metric_id = $metric_id and withheld is null
        """,
        {
            "metric_id": metric.metric_id,
            "kind": str(metric.kind),
            "least": metric.minimum_denominator,
        },
    )


def _withhold_few(con: duckdb.DuckDBPyConnection, metric: Metric) -> None:
    """Withhold counts of 1 to 4 persons or households, and what would give them away."""
    rows = con.sql(
        """
        select counting.level, counting.area_code, counting.period_kind, counting.period_start,
            counting.numerator, counting.denominator, parents.parent_code
        from counting
        left join (
            select 'grid' as level, grid_code as area_code, arg_max(community_code, valid_from)
                as parent_code
            from intermediate.int_grids_versioned group by all
            union all
            select level, area_code, parent_code from intermediate.int_areas_chosen
        ) as parents on counting.level = parents.level and counting.area_code = parents.area_code
        where counting.metric_id = $metric_id
        """,
        params={"metric_id": metric.metric_id},
    ).pl()
    hidden = [_few(group) for _, group in rows.group_by("period_kind", "period_start")]
    if not hidden:
        return
    con.register("few", pl.concat(hidden))
    con.execute(
        """
        update counting set withheld = few.withheld
        from few
        where counting.metric_id = $metric_id
            and counting.level = few.level and counting.area_code = few.area_code
            and counting.period_kind = few.period_kind
            and counting.period_start = few.period_start
        """,
        {"metric_id": metric.metric_id},
    )
    con.unregister("few")
    con.execute(
        "update counting set numerator = null, denominator = null, excluded_count = null "
        "where metric_id = $metric_id and withheld is not null",
        {"metric_id": metric.metric_id},
    )


def _few(rows: pl.DataFrame) -> pl.DataFrame:
    """Find the cells of one period that must go; one row each, with the reason."""
    part, whole = rows["numerator"].to_numpy(), rows["denominator"].to_numpy()
    few = primary(np.minimum(part, whole), whole)
    cells = (rows["level"] + "/" + rows["area_code"]).to_numpy()
    above = {"grid": "community", "community": "street", "street": "district"}
    parents = (
        rows.select(
            pl.col("level").replace_strict(above, default="")
            + "/"
            + pl.col("parent_code").fill_null("")
        )
        .to_series()
        .to_numpy()
    )
    hidden = secondary(
        np.column_stack([part, np.maximum(whole - part, 0)]),
        cells=cells,
        parents=parents,
        withheld=few,
    )
    reason = np.where(few, "few_persons", "protects_another")
    return (
        rows.with_columns(pl.Series("withheld", reason))
        .filter(pl.Series(hidden))
        .select("level", "area_code", "period_kind", "period_start", "withheld")
    )
