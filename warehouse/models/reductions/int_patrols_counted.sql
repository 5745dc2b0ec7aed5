-- Patrols of a grid version in a month.
-- grain: grid_key, month_start
select
    grids.grid_key,
    cast(date_trunc('month', patrols.started_at) as date) as month_start,
    cast(count(*) as bigint) as delivered_count,
    cast(
        sum(
            case
                when patrols.ended_at is null then 1
                when
                    date_diff('second', patrols.started_at, patrols.ended_at)
                    >= 60 * limits.minimum_minutes
                    then 1
                else 0
            end
        ) as bigint
    ) as patrol_count,
    cast(
        sum(case when patrols.planned_at is not null then 1 else 0 end) as bigint
    ) as planned_count,
    cast(
        sum(
            case
                when
                    abs(date_diff('second', patrols.planned_at, patrols.started_at))
                    <= 60 * limits.on_time_minutes
                    then 1
                else 0
            end
        ) as bigint
    ) as on_time_count,
    cast(sum(coalesce(patrols.finding_count, 0)) as bigint) as finding_count
from staging.stg_patrols as patrols
inner join intermediate.int_grids_versioned as grids
    on patrols.grid_code = grids.grid_code
    and cast(patrols.started_at as date) >= grids.valid_from
    and cast(patrols.started_at as date) < grids.valid_to
cross join intermediate.int_patrol_limits as limits
group by
    grids.grid_key,
    cast(date_trunc('month', patrols.started_at) as date)
