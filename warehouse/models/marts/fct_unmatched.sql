-- Accepted rows that take no part in any number: what they refer to is not known, by source and
-- code, or their date cannot be meant.
-- grain: source, reason, code
select
    unplaced.source,
    unplaced.reason,
    unplaced.code,
    unplaced.row_count
from intermediate.int_rows_unplaced as unplaced
union all
select
    'matters' as source,
    'unknown_place' as reason,
    coalesce(matters.grid_code, matters.community_code, matters.street_code) as code,
    count(*) as row_count
from intermediate.int_matters_placed as matters
where matters.place_key is null
group by all
union all
select
    'matter_steps' as source,
    'unknown_matter' as reason,
    -- One example will do: a missing file of matters leaves thousands.
    min(steps.matter_id) as code,
    count(*) as row_count
from staging.stg_matter_steps as steps
left join staging.stg_matters as matters on steps.matter_id = matters.matter_id
where matters.matter_id is null
having count(*) > 0
union all
select
    'grids' as source,
    'unknown_community' as reason,
    grids.community_code as code,
    count(*) as row_count
from intermediate.int_grids_versioned as grids
where grids.street_code is null
group by all
union all
select
    months.source,
    'date_out_of_reach' as reason,
    strftime(months.month_start, '%Y-%m') as code,
    months.row_count
from intermediate.int_months_known as months
where not months.is_covered
