-- Key households on the list at the end of a period and those of them visited within it.
-- grain: place_key, period_kind, period_start
with visited as (
    select distinct
        visits.household_key,
        months.period_kind,
        months.period_start
    from reductions.int_households_visited as visits
    inner join intermediate.int_months_in_periods as months
        on visits.month_start = months.month_start
)

select
    grids.grid_key as place_key,
    periods.period_kind,
    periods.period_start,
    count(*) as listed_key_count,
    count(visited.household_key) as visited_key_count
from intermediate.int_key_households_listed as listed
inner join intermediate.int_periods_spanned as periods
    on listed.listed_on < periods.next_start
    and listed.delisted_on >= periods.next_start
inner join intermediate.int_grids_versioned as grids
    on listed.grid_code = grids.grid_code
    and grids.valid_from < periods.next_start
    and grids.valid_to >= periods.next_start
left join visited
    on listed.household_key = visited.household_key
    and periods.period_kind = visited.period_kind
    and periods.period_start = visited.period_start
group by all
