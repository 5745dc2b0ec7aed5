-- Disputes taken up, where, and what came of them.
-- grain: mediation_id
select
    mediations.mediation_id,
    coalesce(grids.grid_key, 'area/' || communities.area_code) as place_key,
    mediations.kind,
    mediations.opened_on,
    mediations.concluded_on,
    mediations.outcome,
    coalesce(mediations.concluded_on is not null and mediations.outcome in ('settled', 'failed'), false)
        as is_concluded,
    coalesce(mediations.outcome = 'settled', false) as is_settled,
    coalesce(mediations.outcome = 'withdrawn', false) as is_withdrawn,
    mediations.load_seq,
    mediations.file_no,
    mediations.source_line
from staging.stg_mediations as mediations
left join intermediate.int_grids_versioned as grids
    on mediations.grid_code = grids.grid_code
    and mediations.opened_on >= grids.valid_from
    and mediations.opened_on < grids.valid_to
left join intermediate.int_areas_chosen as communities
    on mediations.community_code = communities.area_code
where coalesce(grids.grid_key, communities.area_code) is not null
