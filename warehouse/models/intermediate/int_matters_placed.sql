-- Matters with the place they belong to: the grid as it was when they were reported, else the
-- community, else the street.
-- grain: matter_id
select
    matters.*,
    coalesce(
        grids.grid_key,
        'area/' || communities.area_code,
        'area/' || streets.area_code
    ) as place_key,
    coalesce(cutoffs.cutoff_at, timestamp '9999-12-31') as cutoff_at
from staging.stg_matters as matters
left join intermediate.int_grids_versioned as grids
    on matters.grid_code = grids.grid_code
    and matters.reported_at >= grids.valid_from
    and matters.reported_at < grids.valid_to
left join intermediate.int_areas_chosen as communities
    on matters.community_code = communities.area_code
left join intermediate.int_areas_chosen as streets
    on matters.street_code = streets.area_code
left join intermediate.int_cutoffs as cutoffs on cutoffs.source = 'matters'
