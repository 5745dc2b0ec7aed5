-- Households visited at least once in the twelve months up to the end of a period, each counted
-- where it was last seen, and followed where that grid was redrawn since.
-- grain: place_key, period_kind, period_start
with known as (
    select
        sources.first_month,
        sources.known_until
    from intermediate.int_sources_known as sources
    where sources.source = 'household_visits'
),

month_ends as (
    select month_ends.*
    from intermediate.int_month_ends as month_ends
    inner join known
        on month_ends.year_start >= known.first_month
        and month_ends.month_start < known.known_until
),

seen as (
    select
        visits.household_key,
        month_ends.month_start,
        month_ends.state_on,
        arg_max(visits.grid_code, (visits.month_start, visits.grid_code)) as grid_code
    from month_ends
    inner join reductions.int_households_visited as visits
        on month_ends.year_start <= visits.month_start
        and month_ends.month_start >= visits.month_start
    group by all
),

seen_in_grids as (
    select
        seen.grid_code,
        seen.month_start,
        seen.state_on,
        count(*) as household_count
    from seen
    group by all
),

visited as (
    select
        grids.grid_key,
        seen_in_grids.month_start,
        sum(seen_in_grids.household_count * grids.part) as visited_count
    from seen_in_grids
    inner join intermediate.int_grids_succeeded as grids
        on seen_in_grids.grid_code = grids.origin_code
        and seen_in_grids.state_on >= grids.valid_from
        and seen_in_grids.state_on < grids.valid_to
    group by all
)

select
    grids.grid_key as place_key,
    months.period_kind,
    months.period_start,
    coalesce(visited.visited_count, 0) as visited_household_count,
    grids.household_count as visitable_household_count
from intermediate.int_months_in_periods as months
inner join month_ends on months.month_start = month_ends.month_start
inner join intermediate.int_grids_versioned as grids
    on month_ends.state_on >= grids.valid_from
    and month_ends.state_on < grids.valid_to
left join visited
    on grids.grid_key = visited.grid_key
    and months.month_start = visited.month_start
where
    months.is_last_month
    and grids.household_count > 0
