-- Grids on the last day of a period.
-- grain: place_key, period_kind, period_start
select
    grids.grid_key as place_key,
    periods.period_kind,
    periods.period_start,
    1 as grid_count,
    (grids.kind = 'comprehensive')::integer as comprehensive_count,
    (grids.kind = 'dedicated')::integer as dedicated_count,
    grids.household_count,
    if(grids.kind = 'comprehensive', grids.household_count, 0) as comprehensive_household_count
from intermediate.int_grids_versioned as grids
inner join intermediate.int_periods_spanned as periods
    on grids.valid_from < periods.next_start
    and grids.valid_to >= periods.next_start
