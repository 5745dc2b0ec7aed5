-- Patrols of a grid version in a month, and the weeks it existed in that month.
-- grain: grid_key, month_start
with span as (
    select coalesce(max(cutoffs.cutoff_at), timestamp '9999-12-31')::date as known_until
    from intermediate.int_cutoffs as cutoffs
    where cutoffs.source = 'patrols'
),

existing as (
    select
        grids.grid_key,
        months.period_start as month_start,
        greatest(
            date_diff(
                'day',
                greatest(grids.valid_from, months.period_start),
                least(grids.valid_to, months.next_start, span.known_until)
            ),
            0
        ) as day_count
    from intermediate.int_grids_versioned as grids
    inner join intermediate.int_periods_spanned as months
        on months.period_kind = 'month'
        and grids.valid_from < months.next_start
        and grids.valid_to > months.period_start
    cross join span
    where exists (select 1 from reductions.int_patrols_counted)
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
