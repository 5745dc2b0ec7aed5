"""The queries that sum what one row adds, from the rows of a mart to areas and periods."""

from warehouse.catalog import Beside, Kind, Metric

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
    {numerators},
    coalesce(sum(monthly.excluded_count), 0)::bigint as excluded_count
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
    {numerators},
    coalesce(sum(({excluded})::integer), 0)::bigint as excluded_count
from {model} as facts
inner join intermediate.int_places_bridged as places
    on facts.place_key = places.place_key and list_contains({levels}, places.level)
group by all
having sum(({numerator})::double) is not null or sum(({denominator})::double) is not null
"""
ESTIMATED = """
select
    estimates.level,
    estimates.area_code,
    estimates.period_kind,
    estimates.period_start,
    estimates.weighted_yes as numerator,
    estimates.weighted_valid as denominator,
    estimates.answer_count - estimates.n as excluded_count,
    estimates.share as value,
    estimates.se as standard_error,
    estimates.low_95,
    estimates.high_95,
    estimates.low_998,
    estimates.high_998,
    estimates.n::double as n,
    estimates.n_eff as effective_n
from marts.fct_survey_estimates as estimates
where estimates.item = '{item}'
"""
SAMPLED = """
select
    samples.level,
    samples.area_code,
    samples.period_kind,
    samples.period_start,
    samples.effective_count as numerator,
    samples.answer_count::double as denominator,
    0::bigint as excluded_count,
    samples.effective_count as value,
    samples.answer_count::double as n,
    samples.effective_count as effective_n
from marts.fct_survey_samples as samples
"""
MEDIAN = """
select
    medians.level,
    medians.area_code,
    medians.period_kind,
    medians.period_start,
    medians.event_count::double as numerator,
    medians.subject_count::double as denominator,
    medians.excluded_count,
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
    match metric.kind:
        case Kind.MEDIAN:
            return MEDIAN.format(metric_id=metric.metric_id)
        case Kind.SURVEY:
            return ESTIMATED.format(item=metric.item)
        case Kind.SAMPLE:
            return SAMPLED
        case _:
            return _summed_sql(
                metric.model,
                metric.dated_by,
                parts=(metric.numerator or "0", metric.denominator or "0"),
                excluded=metric.excluded or "false",
                levels=metric.levels,
            )


def beside_sql(beside: Beside, *, levels: tuple[str, ...]) -> str:
    """Write the query for what a figure beside a metric counts."""
    return _summed_sql(
        beside.model,
        beside.dated_by,
        parts=(beside.numerator, beside.denominator),
        excluded="false",
        levels=levels,
    )


def _summed_sql(
    model: str,
    dated_by: str | None,
    *,
    parts: tuple[str, str | None],
    excluded: str,
    levels: tuple[str, ...],
) -> str:
    # A plain count has no denominator.
    numerator, denominator = parts[0], parts[1] or "null"
    sums = ("monthly.numerator", "monthly.denominator")
    if not dated_by:
        sums = (f"({numerator})::double", f"({denominator})::double")
    whole = f"coalesce(sum({sums[1]}), 0)" if parts[1] else "null::double"
    return (BY_EVENT if dated_by else BY_PERIOD).format(
        model=model,
        dated_by=dated_by,
        numerator=numerator,
        denominator=denominator,
        numerators=f"coalesce(sum({sums[0]}), 0) as numerator, {whole} as denominator",
        excluded=excluded,
        levels=list(levels),
    )
