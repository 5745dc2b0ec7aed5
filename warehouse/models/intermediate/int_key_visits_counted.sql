-- Key households on the list at the end of a period and those of them visited within it.
-- grain: place_key, period_kind, period_start
with known as (
    select
        sources.first_month,
        sources.known_until
    from intermediate.int_sources_known as sources
    where sources.source = 'household_visits'
),

periods as (
    select periods.*
    from intermediate.int_periods_spanned as periods
    inner join known
        on periods.next_start > known.first_month
        and periods.period_start < known.known_until
),

visited as (
    select distinct
        visits.household_key,
        months.period_kind,
        months.period_start
    from reductions.int_households_visited as visits
    inner join intermediate.int_months_in_periods as months
        on visits.month_start = months.month_start
),

listed as (
    -- A household that stands on the list twice is one household.
    select
        listed.household_key,
        periods.period_kind,
        periods.period_start,
        periods.state_on,
        arg_max(listed.grid_code, listed.listed_on) as grid_code
    from intermediate.int_key_households_listed as listed
    inner join periods
        on listed.listed_on <= periods.state_on
        and listed.delisted_on > periods.state_on
    group by all
),

in_grids as (
    select
        listed.grid_code,
        listed.period_kind,
        listed.period_start,
        listed.state_on,
        count(*) as listed_count,
        count(visited.household_key) as visited_count
    from listed
    left join visited
        on listed.household_key = visited.household_key
        and listed.period_kind = visited.period_kind
        and listed.period_start = visited.period_start
    group by all
)

select
    grids.grid_key as place_key,
    in_grids.period_kind,
    in_grids.period_start,
    sum(in_grids.listed_count * grids.part) as listed_key_count,
    sum(in_grids.visited_count * grids.part) as visited_key_count
from in_grids
-- A list that still names a grid since redrawn is followed to what became of it.
inner join intermediate.int_grids_succeeded as grids
    on in_grids.grid_code = grids.origin_code
    and in_grids.state_on >= grids.valid_from
    and in_grids.state_on < grids.valid_to
group by all
