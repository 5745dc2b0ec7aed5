-- Grids that existed in a period and whether they were patrolled, each grid once.
-- grain: place_key, period_kind, period_start
with active as (
    select
        grids.grid_code,
        periods.period_kind,
        periods.period_start,
        -- A grid that changed within the period counts where it last was.
        arg_max(grids.grid_key, grids.valid_from) as place_key
    from intermediate.int_grids_versioned as grids
    inner join intermediate.int_periods_spanned as periods
        on grids.valid_from < periods.next_start
        and grids.valid_to > periods.period_start
    group by all
),

patrolled as (
    select
        grids.grid_code,
        months.period_kind,
        months.period_start,
        sum(patrols.patrol_count)::bigint as patrol_count
    from reductions.int_patrols_counted as patrols
    inner join intermediate.int_grids_versioned as grids on patrols.grid_key = grids.grid_key
    inner join intermediate.int_months_in_periods as months
        on patrols.month_start = months.month_start
    group by all
)

select
    active.place_key,
    active.period_kind,
    active.period_start,
    1 as active_grid_count,
    (coalesce(patrolled.patrol_count, 0) > 0)::integer as patrolled_grid_count
from active
left join patrolled
    on active.grid_code = patrolled.grid_code
    and active.period_kind = patrolled.period_kind
    and active.period_start = patrolled.period_start
