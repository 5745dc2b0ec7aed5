"""Median time to close: Kaplan–Meier over closed and open matters of every area and period."""

import duckdb
import polars as pl

from warehouse.catalog import Kind, Metric, metrics
from warehouse.statistics.survival import survival_quantiles
from warehouse.steps.step import Step, write_table

MEDIANS = "marts.fct_medians"
CONFIDENCES = {"95": 0.95, "998": 0.998}
# A matter is followed from its report to its closing, or to when the period is judged; one that
# is terminated leaves without an end, a cancelled one was never there.
FOLLOWED = """
create or replace temp table followed as
select
    places.level,
    places.area_code,
    periods.period_kind,
    periods.period_start,
    date_diff(
        'second',
        matters.reported_at,
        least(
            coalesce(matters.closed_at, timestamp '9999-12-31'),
            coalesce(matters.excluded_at, timestamp '9999-12-31'),
            periods.judged_at
        )
    ) / 86400.0 as day_count,
    coalesce(matters.is_closed and matters.closed_at < periods.judged_at, false) as is_event,
    matters.is_cancelled,
    matters.is_excluded
from marts.fct_matters as matters
inner join intermediate.int_periods_judged as periods
    on matters.{dated_by} >= periods.period_start
    and matters.{dated_by} < periods.next_start
    and matters.reported_at < periods.judged_at
inner join intermediate.int_places_bridged as places
    on matters.place_key = places.place_key and list_contains({levels}, places.level)
"""
GROUPS = """
create or replace temp table followed_groups as
select
    level, area_code, period_kind, period_start,
    (row_number() over ())::integer as number,
    count(*) filter (not is_cancelled) as subject_count,
    count(*) filter (not is_cancelled and is_event) as event_count,
    count(*) filter (is_excluded) as excluded_count
from followed
group by all
"""
# Where too few were followed the median is withheld, so it need not be estimated.
ENOUGH = """
select followed_groups.number, followed.day_count, followed.is_event
from followed
inner join followed_groups using (level, area_code, period_kind, period_start)
where not followed.is_cancelled and followed_groups.subject_count >= {least}
"""


def _measure(con: duckdb.DuckDBPyConnection) -> None:
    found = [_medians(con, one) for one in metrics().values() if one.kind is Kind.MEDIAN]
    write_table(con, MEDIANS, pl.concat(found))


def _medians(con: duckdb.DuckDBPyConnection, metric: Metric) -> pl.DataFrame:
    """One row per area and period: the median in days with its limits, and what it rests on."""
    con.execute(FOLLOWED.format(dated_by=metric.dated_by, levels=list(metric.levels)))
    con.execute(GROUPS)
    groups: pl.DataFrame = con.sql("select * from followed_groups").pl()
    rows: pl.DataFrame = con.sql(ENOUGH.format(least=metric.minimum_denominator)).pl()
    con.execute("drop table followed")
    con.execute("drop table followed_groups")
    return (
        groups.join(_quantiles(rows), on="number", how="left")
        .with_columns(metric_id=pl.lit(metric.metric_id))
        .drop("number")
    )


def _quantiles(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per group of ``rows``: ``number``, ``value`` and limits; null where not reached."""
    found = {
        name: survival_quantiles(
            rows["day_count"].to_numpy(),
            is_event=rows["is_event"].to_numpy(),
            groups=rows["number"].to_numpy(),
            confidence=confidence,
        )
        for name, confidence in CONFIDENCES.items()
    }
    columns = {"number": found["95"].group, "value": found["95"].value}
    for name, quantiles in found.items():
        columns[f"low_{name}"], columns[f"high_{name}"] = quantiles.low, quantiles.high
    floats = pl.selectors.float()
    return pl.DataFrame(columns).with_columns(
        pl.col("number").cast(pl.Int32), floats.cast(pl.Float64).fill_nan(None)
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
