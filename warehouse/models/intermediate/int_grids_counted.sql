-- Grids on the day that a period's states are taken on.
-- grain: place_key, period_kind, period_start
select
    grids.grid_key as place_key,
    periods.period_kind,
    periods.period_start,
    1 as grid_count,
    (grids.kind = 'comprehensive')::integer as comprehensive_count,
    (grids.kind = 'dedicated')::integer as dedicated_count,
    grids.household_count,
    grids.resident_count,
    if(grids.kind = 'comprehensive', grids.household_count, null) as comprehensive_household_count,
    -- A grid whose households nobody counted must not lower the average.
    (grids.kind = 'comprehensive' and grids.household_count is not null)::integer
        as comprehensive_sized_count
from intermediate.int_grids_versioned as grids
inner join intermediate.int_periods_spanned as periods
    on grids.valid_from <= periods.state_on
    and grids.valid_to > periods.state_on
