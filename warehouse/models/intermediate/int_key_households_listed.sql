-- The key households to be visited: the delivered list, or those ever visited where there is none.
-- grain: household_key, listed_on
select
    listed.household_key,
    listed.grid_code,
    listed.listed_on,
    listed.delisted_on
from staging.stg_key_households as listed
union all
select
    visits.household_key,
    arg_max(visits.grid_code, (visits.visited_on, visits.grid_code)) as grid_code,
    date '1900-01-01' as listed_on,
    date '9999-12-31' as delisted_on
from staging.stg_household_visits as visits
where
    visits.is_key_household
    and not exists (select 1 from staging.stg_key_households)
group by visits.household_key
