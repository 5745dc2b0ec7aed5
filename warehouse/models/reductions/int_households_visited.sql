-- Households visited in a month, each once.
-- grain: grid_code, household_key, month_start
select
    visits.grid_code,
    visits.household_key,
    cast(date_trunc('month', visits.visited_on) as date) as month_start,
    cast(count(*) as bigint) as visit_count
from staging.stg_household_visits as visits
group by
    visits.grid_code,
    visits.household_key,
    cast(date_trunc('month', visits.visited_on) as date)
