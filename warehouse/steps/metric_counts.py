"""What every metric counts, for every area and period."""

import duckdb

from warehouse.catalog import Beside, Kind, Metric, metrics
from warehouse.steps.step import Step
from warehouse.steps.withholding import withhold

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
# What one row adds is summed by place and month first, so that periods cost nothing.
BY_EVENT = """
with monthly as (
    select
        facts.place_key,
        date_trunc('month', facts.{dated_by})::date as month_start,
        sum(({numerator})::double) as numerator,
        sum(({denominator})::double) as denominator,
        sum(({excluded})::integer) as excluded_count
    from {model} as facts
    where facts.{dated_by} is not null
    group by all
)

select
    places.level,
    places.area_code,
    months.period_kind,
    months.period_start,
    coalesce(sum(monthly.numerator), 0) as numerator,
    coalesce(sum(monthly.denominator), 0) as denominator,
    sum(monthly.excluded_count)::bigint as excluded_count
from monthly
inner join intermediate.int_months_in_periods as months on monthly.month_start = months.month_start
inner join intermediate.int_places_bridged as places
    on monthly.place_key = places.place_key and list_contains({levels}, places.level)
group by all
having sum(monthly.numerator) is not null or sum(monthly.denominator) is not null
"""
BY_PERIOD = """
select
    places.level,
    places.area_code,
    facts.period_kind,
    facts.period_start,
    coalesce(sum(({numerator})::double), 0) as numerator,
    coalesce(sum(({denominator})::double), 0) as denominator,
    sum(({excluded})::integer)::bigint as excluded_count
from {model} as facts
inner join intermediate.int_places_bridged as places
    on facts.place_key = places.place_key and list_contains({levels}, places.level)
group by all
having sum(({numerator})::double) is not null or sum(({denominator})::double) is not null
"""
SURVEY = """
select
    estimates.level,
    estimates.area_code,
    estimates.period_kind,
    estimates.period_start,
    {numerator} as numerator,
    {denominator} as denominator,
    0::bigint as excluded_count,
    {value} as value,
    {standard_error} as standard_error,
    {limits}
    estimates.n::double as n,
    estimates.n_eff as effective_n
from marts.fct_survey_estimates as estimates
where estimates.item = '{item}'
"""
LIMITS = "".join(f"estimates.{one}, " for one in ("low_95", "high_95", "low_998", "high_998"))
MEDIAN = """
select
    medians.level,
    medians.area_code,
    medians.period_kind,
    medians.period_start,
    medians.event_count::double as numerator,
    medians.subject_count::double as denominator,
    0::bigint as excluded_count,
    medians.value,
    medians.low_95,
    medians.high_95,
    medians.low_998,
    medians.high_998
from marts.fct_medians as medians
where medians.metric_id = '{metric_id}'
"""


def counts_sql(metric: Metric) -> str:
    """Write the query for what one metric counts: one row per level, area and period."""
    if metric.kind is Kind.MEDIAN:
        return MEDIAN.format(metric_id=metric.metric_id)
    if metric.kind is Kind.SURVEY:
        return SURVEY.format(
            item=metric.item,
            numerator="estimates.weighted_yes",
            denominator="estimates.weighted_valid",
            value="estimates.share",
            standard_error="estimates.se",
            limits=LIMITS,
        )
    if metric.kind is Kind.SAMPLE:
        return SURVEY.format(
            item=metric.item,
            numerator="estimates.n_eff",
            denominator="estimates.n::double",
            value="estimates.n_eff",
            standard_error="0.0",
            limits="",
        )
    return _counted_sql(metric, metric.numerator or "0", metric.denominator or "0", metric.dated_by)


def _counted_sql(metric: Metric, numerator: str, denominator: str, dated_by: str | None) -> str:
    return (BY_EVENT if dated_by else BY_PERIOD).format(
        model=metric.model,
        dated_by=dated_by,
        numerator=numerator,
        denominator=denominator,
        excluded=metric.excluded or "false",
        levels=list(metric.levels),
    )


def _count(con: duckdb.DuckDBPyConnection) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in COUNTS_SCHEMA.items())
    con.execute(f"create or replace temp table counting ({columns})")
    for metric in metrics().values():
        con.execute(
            "insert into counting by name "
            f"select '{metric.metric_id}' as metric_id, counted.* "
            f"from ({counts_sql(metric)}) as counted"
        )
        withhold(con, metric)
    # Sorted as it is asked for, so that a page reads a few blocks and not the table.
    con.execute(
        f"create or replace table {COUNTS} as select * from counting "
        "order by metric_id, level, period_kind, period_start, area_code"
    )
    con.execute("drop table counting")


def _count_beside(con: duckdb.DuckDBPyConnection) -> None:
    parts = [
        f"select '{metric.metric_id}' as metric_id, '{beside.beside_id}' as beside_id, "
        f"counted.* exclude (excluded_count) from ({_beside_sql(metric, beside)}) as counted"
        for metric in metrics().values()
        for beside in metric.beside
    ]
    con.execute(f"create or replace table {BESIDE} as {' union all by name '.join(parts)}")


def _beside_sql(metric: Metric, beside: Beside) -> str:
    # A plain count has no denominator: it counts itself.
    denominator = beside.denominator or beside.numerator
    return _counted_sql(metric, beside.numerator, denominator, beside.dated_by or metric.dated_by)


def _reads() -> frozenset[str]:
    models = {one.model for one in metrics().values()}
    return frozenset(
        {
            *models,
            "marts.fct_medians",
            "intermediate.int_places_bridged",
            "intermediate.int_months_in_periods",
            "intermediate.int_grids_versioned",
            "intermediate.int_areas_chosen",
        }
    )


GRAIN = "metric_id, level, area_code, period_kind, period_start"
METRIC_COUNTS = Step(COUNTS, GRAIN, _reads(), _count)
BESIDE_COUNTS = Step(BESIDE, f"{GRAIN}, beside_id", _reads(), _count_beside)
