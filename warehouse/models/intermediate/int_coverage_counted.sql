-- Grids that existed in a period and whether they were patrolled, each grid once.
-- grain: place_key, period_kind, period_start
with known as (
    select
        sources.first_month,
        sources.known_until
    from intermediate.int_sources_known as sources
    where sources.source = 'patrols'
),

active as (
    select
        grids.grid_code,
        periods.period_kind,
        periods.period_start,
        -- A grid that changed within the period counts where it last was.
        arg_max(grids.grid_key, grids.valid_from) as place_key
    from intermediate.int_periods_spanned as periods
    inner join known
        on periods.next_start > known.first_month
        and periods.period_start < known.known_until
    -- Days outside what is known of patrols make no grid an unpatrolled one.
    inner join intermediate.int_grids_versioned as grids
        on grids.valid_from < least(periods.next_start, known.known_until)
        and grids.valid_to > greatest(periods.period_start, known.first_month)
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
