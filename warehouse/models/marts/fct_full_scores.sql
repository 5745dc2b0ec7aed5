-- Units of a street that reached exactly 100 % in a month, over a quarter, and how many would by
-- chance: grids for patrols, communities for the rest. A unit counts where its value is shown.
-- grain: metric_id, street_code, period_start
with judged as (
    select distinct metrics.metric_id
    from seeds.doubt_metrics as metrics
    where metrics.check_id = 'full_scores'
),

levels as (
    -- The finest level at which most values are shown.
    select
        judged.metric_id,
        if(judged.metric_id like 'pt_%', 'grid', 'community') as level
    from judged
),

streets as (
    select
        'grid' as level,
        grids.grid_code as area_code,
        grids.street_code,
        grids.valid_from,
        grids.valid_to
    from intermediate.int_grids_versioned as grids
    union all
    select
        'community' as level,
        areas.area_code,
        areas.street_code,
        date '0001-01-01' as valid_from,
        date '9999-12-31' as valid_to
    from intermediate.int_areas_linked as areas
    where areas.level = 'community'
),

units as (
    select
        counts.metric_id,
        streets.street_code,
        date_trunc('quarter', counts.period_start)::date as period_start,
        counts.numerator,
        counts.denominator
    from marts.fct_metric_counts as counts
    inner join levels
        on counts.metric_id = levels.metric_id
        and counts.level = levels.level
    inner join intermediate.int_periods_spanned as months
        on counts.period_kind = months.period_kind
        and counts.period_start = months.period_start
    inner join streets
        on counts.level = streets.level
        and counts.area_code = streets.area_code
        and months.state_on >= streets.valid_from
        and months.state_on < streets.valid_to
    where
        counts.period_kind = 'month'
        and counts.withheld is null
        and counts.denominator > 0
        and streets.street_code is not null
),

failing as (
    select
        units.metric_id,
        units.street_code,
        units.period_start,
        1 - sum(units.numerator) / nullif(sum(units.denominator), 0) as failed_share
    from units
    group by all
),

elsewhere as (
    -- The median holds although one street may be far off.
    select
        failing.metric_id,
        failing.street_code,
        failing.period_start,
        median(others.failed_share) as failed_share
    from failing
    inner join failing as others
        on failing.metric_id = others.metric_id
        and failing.period_start = others.period_start
        and failing.street_code != others.street_code
    group by all
)

select
    units.metric_id,
    units.street_code,
    units.period_start,
    count(*) as unit_count,
    count(*) filter (units.numerator = units.denominator) as full_count,
    sum(
        pow(1 - limits.full_scores_tolerated * elsewhere.failed_share, units.denominator)
    ) as expected_count
from units
inner join elsewhere
    on units.metric_id = elsewhere.metric_id
    and units.street_code = elsewhere.street_code
    and units.period_start = elsewhere.period_start
cross join intermediate.int_doubt_limits as limits
group by all
