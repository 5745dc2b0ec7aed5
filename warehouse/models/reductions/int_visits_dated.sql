-- Visits of a grid version in a month by kind of day.
-- grain: grid_key, month_start
select
    grids.grid_key,
    days.month_start,
    cast(count(*) as bigint) as visit_count,
    cast(sum(days.is_weekend) as bigint) as weekend_count,
    cast(sum(days.is_month_end) as bigint) as month_end_count,
    cast(sum(days.is_weekend * days.is_month_end) as bigint) as month_end_weekend_count
from staging.stg_household_visits as visits
inner join intermediate.int_days_marked as days
    on visits.visited_on = days.day_on
inner join intermediate.int_grids_versioned as grids
    on visits.grid_code = grids.grid_code
    and visits.visited_on >= grids.valid_from
    and visits.visited_on < grids.valid_to
group by
    grids.grid_key,
    days.month_start
