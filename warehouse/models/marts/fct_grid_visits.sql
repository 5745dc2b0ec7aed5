-- Household visits of a grid version in a month.
-- grain: place_key, month_start
select
    grids.grid_key as place_key,
    visits.month_start,
    sum(visits.visit_count)::bigint as visit_count
from reductions.int_households_visited as visits
inner join intermediate.int_month_ends as month_ends
    on visits.month_start = month_ends.month_start
-- Visits are counted by month: they go to the version that the month ended with.
inner join intermediate.int_grids_versioned as grids
    on visits.grid_code = grids.grid_code
    and month_ends.state_on >= grids.valid_from
    and month_ends.state_on < grids.valid_to
group by all
