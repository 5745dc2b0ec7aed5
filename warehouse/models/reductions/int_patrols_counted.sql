-- Patrols of a grid version in a month. A patrol counts when it lasted long enough, or nobody
-- recorded its end; one that does not count was not done on time either.
-- grain: grid_key, month_start
with judged as (
    select
        patrols.grid_code,
        patrols.started_at,
        patrols.planned_at,
        patrols.finding_count,
        case
            when patrols.ended_at is null then 1
            when
                date_diff('second', patrols.started_at, patrols.ended_at)
                >= 60 * limits.minimum_minutes
                then 1
            else 0
        end as is_valid,
        case
            when
                abs(date_diff('second', patrols.planned_at, patrols.started_at))
                <= 60 * limits.on_time_minutes
                then 1
            else 0
        end as is_near_plan,
        coalesce(days.is_weekend, 0) as is_weekend,
        coalesce(days.is_month_end, 0) as is_month_end
    from staging.stg_patrols as patrols
    cross join intermediate.int_patrol_limits as limits
    left join intermediate.int_days_marked as days
        on cast(patrols.started_at as date) = days.day_on
)

select
    grids.grid_key,
    cast(date_trunc('month', patrols.started_at) as date) as month_start,
    cast(count(*) as bigint) as delivered_count,
    cast(sum(patrols.is_valid) as bigint) as patrol_count,
    cast(
        sum(case when patrols.planned_at is not null then 1 else 0 end) as bigint
    ) as planned_count,
    cast(sum(patrols.is_valid * patrols.is_near_plan) as bigint) as on_time_count,
    cast(sum(coalesce(patrols.finding_count, 0)) as bigint) as finding_count,
    cast(sum(patrols.is_weekend) as bigint) as weekend_count,
    cast(sum(patrols.is_month_end) as bigint) as month_end_count,
    cast(sum(patrols.is_weekend * patrols.is_month_end) as bigint) as month_end_weekend_count
from judged as patrols
inner join intermediate.int_grids_versioned as grids
    on patrols.grid_code = grids.grid_code
    and cast(patrols.started_at as date) >= grids.valid_from
    and cast(patrols.started_at as date) < grids.valid_to
group by
    grids.grid_key,
    cast(date_trunc('month', patrols.started_at) as date)
