-- Matters with the place they belong to: the grid as it was when they were reported, else the
-- community, else the street.
-- grain: matter_id
select
    matters.matter_id,
    matters.grid_code,
    matters.community_code,
    matters.street_code,
    matters.category,
    matters.matter_class,
    matters.channel,
    matters.is_grid_found,
    matters.reported_at,
    matters.due_at,
    matters.status,
    matters.load_seq,
    matters.file_no,
    matters.source_line,
    -- A matter that was opened again is open.
    if(matters.status = 'open', null, matters.closed_at) as closed_at,
    coalesce(
        if(grids.street_code is not null, grids.grid_key, null),
        'area/' || communities.area_code,
        'area/' || streets.area_code,
        grids.grid_key
    ) as place_key,
    cutoffs.cutoff_at
from staging.stg_matters as matters
left join intermediate.int_grids_versioned as grids
    on matters.grid_code = grids.grid_code
    and matters.reported_at >= grids.valid_from
    and matters.reported_at < grids.valid_to
left join intermediate.int_areas_linked as communities
    on matters.community_code = communities.area_code
    and communities.street_code is not null
left join intermediate.int_areas_linked as streets
    on matters.street_code = streets.area_code
    and streets.street_code is not null
inner join intermediate.int_cutoffs as cutoffs on cutoffs.source = 'matters'
