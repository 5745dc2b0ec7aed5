"""What every metric counts in each class of its events or places: the mix behind a value."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from warehouse.catalog import Counts, Kind, Metric, metrics
from warehouse.steps.metric_counts import with_their_sources
from warehouse.steps.step import Step
from warehouse.steps.survey_weights import WEIGHTED

PARTS = "marts.fct_metric_parts"
OF_MATTERS = {"matter_class": "matters.matter_class", "category": "matters.category"}
BY_MATTER = "left join marts.fct_matters as matters on facts.matter_id = matters.matter_id"


@dataclass(frozen=True, slots=True)
class _Classed:
    """How the rows of one mart fall into classes: expressions by dimension, and a join for them."""

    dimensions: Mapping[str, str]
    join: str = ""


CLASSED: Mapping[str, _Classed] = {
    "marts.fct_matters": _Classed(
        {"matter_class": "facts.matter_class", "category": "facts.category"}
    ),
    "marts.fct_matters_held": _Classed(OF_MATTERS, BY_MATTER),
    "marts.fct_revisits": _Classed(OF_MATTERS, BY_MATTER),
    "marts.fct_whistles": _Classed(OF_MATTERS, BY_MATTER),
    "marts.fct_tasks": _Classed({"task_category": "facts.category"}),
    "marts.fct_mediations": _Classed({"mediation_kind": "facts.kind"}),
}
# What holds of every place; an area that is no grid has neither.
OF_PLACES = {"setting": "grids.setting", "grid_kind": "grids.kind"}

BY_EVENT = """
with monthly as (
    select
        facts.place_key,
        date_trunc('month', facts.{dated_by})::date as month_start,
        {columns},
        sum(({numerator})::double) as numerator,
        sum(({denominator})::double) as denominator
    from {model} as facts
    {join}
    where facts.{dated_by} is not null
    group by all
),

facts as (
    select
        months.period_kind,
        months.period_start,
        monthly.* exclude (month_start)
    from monthly
    inner join intermediate.int_months_in_periods as months
        on monthly.month_start = months.month_start
),
"""
BY_PERIOD = """
with facts as (
    select
        facts.place_key,
        facts.period_kind,
        facts.period_start,
        {columns},
        sum(({numerator})::double) as numerator,
        sum(({denominator})::double) as denominator
    from {model} as facts
    {join}
    group by all
),
"""
IN_CLASSES = """
placed as (
    select
        places.area_code,
        facts.* exclude (place_key),
        {places}
    from facts
    inner join intermediate.int_places_bridged as places
        on facts.place_key = places.place_key and places.level = 'street'
    left join intermediate.int_grids_versioned as grids on facts.place_key = grids.grid_key
),

classed as (
    {unions}
)

select
    area_code, period_kind, period_start, dimension, class,
    coalesce(sum(numerator), 0) as numerator,
    coalesce(sum(denominator), 0) as denominator,
    null::double as n
from classed
group by all
having sum(numerator) is not null or sum(denominator) is not null
"""
ONE_DIMENSION = """
    select area_code, period_kind, period_start, '{name}' as dimension,
        coalesce({name}, 'none') as class, numerator, denominator
    from placed
"""
# An answer stands for its weight; a class with few answers is withheld with its weight.
BY_MODE = """
select
    answers.street_code as area_code,
    periods.period_kind,
    periods.period_start,
    'mode' as dimension,
    coalesce(answers.mode, 'none') as class,
    if(count(answers.{item}) < {least}, null, sum(if(answers.{item}, answers.weight, 0)))
        as numerator,
    if(
        count(answers.{item}) < {least},
        null,
        sum(if(answers.{item} is not null, answers.weight, 0))
    ) as denominator,
    if(count(answers.{item}) < {least}, null, count(answers.{item}))::double as n
from {weighted} as answers
inner join intermediate.int_periods_spanned as periods
    on periods.period_kind != 'month'
    and answers.wave_on >= periods.period_start
    and answers.wave_on < periods.next_start
where answers.street_code is not null
group by all
having count(answers.{item}) > 0
"""


def parts_sql(metric: Metric) -> str | None:
    """Write the query for a metric's parts; none where they are not to be shown or told apart."""
    if metric.kind is Kind.SURVEY:
        least = metric.minimum_denominator
        return BY_MODE.format(item=metric.item, least=least, weighted=WEIGHTED)
    # Parts of counts of persons would give away what was withheld.
    if not metric.is_counted or metric.counts is not Counts.THINGS:
        return None
    classed = CLASSED.get(metric.model, _Classed({}))
    columns = [f"{what} as {name}" for name, what in classed.dimensions.items()]
    first = (BY_EVENT if metric.dated_by else BY_PERIOD).format(
        model=metric.model,
        dated_by=metric.dated_by,
        columns=", ".join(columns) or "null as nothing",
        numerator=metric.numerator,
        denominator=metric.denominator,
        join=classed.join,
    )
    names = [*classed.dimensions, *OF_PLACES]
    return first + IN_CLASSES.format(
        places=", ".join(f"{what} as {name}" for name, what in OF_PLACES.items()),
        unions=" union all ".join(ONE_DIMENSION.format(name=name) for name in names),
    )


def _make(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "create or replace temp table parting (metric_id varchar, area_code varchar, "
        "period_kind varchar, period_start date, dimension varchar, class varchar, "
        "numerator double, denominator double, n double)"
    )
    for metric in with_their_sources(con):
        if query := parts_sql(metric):
            con.execute(
                "insert into parting by name "
                f"select '{metric.metric_id}' as metric_id, parts.* from ({query}) as parts"
            )
    con.execute(
        f"create or replace table {PARTS} as select * from parting "
        "order by metric_id, dimension, period_kind, period_start, area_code, class"
    )
    con.execute("drop table parting")


def _reads() -> frozenset[str]:
    return frozenset(
        {
            *(one.model for one in metrics().values() if one.is_counted),
            WEIGHTED,
            "marts.dim_sources",
            "marts.fct_matters",
            "intermediate.int_places_bridged",
            "intermediate.int_months_in_periods",
            "intermediate.int_periods_spanned",
            "intermediate.int_grids_versioned",
        }
    )


METRIC_PARTS = Step(
    PARTS,
    "metric_id, area_code, period_kind, period_start, dimension, class",
    _reads(),
    _make,
)
