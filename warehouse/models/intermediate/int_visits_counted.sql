-- Households visited at least once in the twelve months up to the end of a period.
-- grain: place_key, period_kind, period_start
with visited as (
    select
        visits.grid_code,
        month_ends.month_start,
        count(distinct visits.household_key) as visited_count
    from intermediate.int_month_ends as month_ends
    inner join reductions.int_households_visited as visits
        on visits.month_start >= month_ends.year_start
        and visits.month_start < month_ends.next_start
    where month_ends.has_full_year
    group by all
)

select
    grids.grid_key as place_key,
    months.period_kind,
    months.period_start,
    coalesce(visited.visited_count, 0) as visited_household_count,
    grids.household_count as visitable_household_count
from intermediate.int_months_in_periods as months
inner join intermediate.int_month_ends as month_ends
    on months.month_start = month_ends.month_start and month_ends.has_full_year
inner join intermediate.int_grids_versioned as grids
    on grids.valid_from < months.next_start
    and grids.valid_to >= months.next_start
left join visited
    on grids.grid_code = visited.grid_code
    and months.month_start = visited.month_start
where
    months.is_last_month
    and grids.household_count > 0
    and exists (select 1 from reductions.int_households_visited)
