-- Grids without a full-time member at the end of a period.
-- grain: place_key, period_kind, period_start
select
    grids.place_key,
    grids.period_kind,
    grids.period_start,
    (coalesce(members.full_time_count, 0) = 0)::integer as vacant_grid_count
from intermediate.int_grids_counted as grids
left join intermediate.int_members_counted as members
    on grids.place_key = members.place_key
    and grids.period_kind = members.period_kind
    and grids.period_start = members.period_start
where exists (select 1 from staging.stg_grid_members)
