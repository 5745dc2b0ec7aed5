"""Median time to close: Kaplan–Meier over closed and open matters of every area and period."""

import duckdb
import polars as pl

from warehouse.catalog import Kind, Metric, metrics
from warehouse.statistics.survival import survival_quantiles
from warehouse.steps.step import Step, write_table

MEDIANS = "marts.fct_medians"
# A matter is followed from its report to its closing, or to when the period is judged; one that
# is terminated leaves without an end.
OBSERVED = """
with observed as (
    select
        matters.place_key,
        periods.period_kind,
        periods.period_start,
        date_diff(
            'second',
            matters.reported_at,
            least(coalesce(matters.closed_at, timestamp '9999-12-31'), periods.judged_at)
        ) / 86400.0 as day_count,
        coalesce(matters.status = 'closed' and matters.closed_at <= periods.judged_at, false)
            as is_event
    from marts.fct_matters as matters
    inner join intermediate.int_periods_judged as periods
        on matters.{dated_by} >= periods.period_start
        and matters.{dated_by} < periods.next_start
    where not matters.is_cancelled and matters.reported_at < periods.judged_at
)

select
    places.level,
    places.area_code,
    observed.period_kind,
    observed.period_start,
    observed.day_count,
    observed.is_event
from observed
inner join intermediate.int_places_bridged as places
    on observed.place_key = places.place_key and list_contains({levels}, places.level)
"""
GROUP = ["level", "area_code", "period_kind", "period_start"]


def _measure(con: duckdb.DuckDBPyConnection) -> None:
    found = [_medians(con, one) for one in metrics().values() if one.kind is Kind.MEDIAN]
    write_table(con, MEDIANS, pl.concat(found))


def _medians(con: duckdb.DuckDBPyConnection, metric: Metric) -> pl.DataFrame:
    """One row per area and period: the median in days, with its limits."""
    sql = OBSERVED.format(dated_by=metric.dated_by, levels=list(metric.levels))
    rows = con.sql(sql).pl().with_columns(pl.struct(GROUP).rank("dense").alias("group"))
    usual, strict = (
        survival_quantiles(
            rows["day_count"].to_numpy(),
            is_event=rows["is_event"].to_numpy(),
            groups=rows["group"].to_numpy(),
            confidence=confidence,
        )
        for confidence in (0.95, 0.998)
    )
    found = pl.DataFrame(
        {
            "group": pl.Series(usual.group, dtype=rows["group"].dtype),
            "subject_count": usual.subjects,
            "event_count": usual.events,
            "value": usual.value,
            "low_95": usual.low,
            "high_95": usual.high,
            "low_998": strict.low,
            "high_998": strict.high,
        }
    ).with_columns(pl.selectors.float().fill_nan(None))
    groups = rows.select("group", *GROUP).unique()
    return (
        found.join(groups, on="group")
        .with_columns(metric_id=pl.lit(metric.metric_id))
        .drop("group")
    )


DURATIONS = Step(
    MEDIANS,
    "metric_id, level, area_code, period_kind, period_start",
    frozenset(
        {
            "marts.fct_matters",
            "intermediate.int_periods_judged",
            "intermediate.int_places_bridged",
        }
    ),
    _measure,
)
