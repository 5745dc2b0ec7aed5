-- Patrols of a grid version in a month, and the weeks it existed in that month.
-- grain: grid_key, month_start
with existing as (
    select
        grids.grid_key,
        months.period_start as month_start,
        greatest(
            date_diff(
                'day',
                greatest(grids.valid_from, months.period_start),
                least(
                    grids.valid_to,
                    months.next_start,
                    -- The day that was under way at the cut-off counts.
                    (known.known_until - interval 1 microsecond)::date + 1
                )
            ),
            0
        ) as day_count
    from intermediate.int_sources_known as known
    inner join intermediate.int_periods_spanned as months
        on months.period_kind = 'month'
        and known.first_month <= months.period_start
        and known.known_until > months.period_start
    inner join intermediate.int_grids_versioned as grids
        on months.next_start > grids.valid_from
        and months.period_start < grids.valid_to
    where known.source = 'patrols'
)

select
    existing.grid_key as place_key,
    existing.grid_key,
    existing.month_start,
    existing.day_count / 7.0 as week_count,
    coalesce(patrols.delivered_count, 0) as delivered_count,
    coalesce(patrols.patrol_count, 0) as patrol_count,
    coalesce(patrols.planned_count, 0) as planned_count,
    coalesce(patrols.on_time_count, 0) as on_time_count,
    coalesce(patrols.finding_count, 0) as finding_count
from existing
left join reductions.int_patrols_counted as patrols
    on existing.grid_key = patrols.grid_key
    and existing.month_start = patrols.month_start
