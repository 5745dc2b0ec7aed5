-- Disputes taken up, where, and what came of them.
-- grain: mediation_id
with placed as (
    select
        mediations.*,
        coalesce(
            if(grids.street_code is not null, grids.grid_key, null),
            'area/' || communities.area_code,
            grids.grid_key
        ) as place_key
    from staging.stg_mediations as mediations
    left join intermediate.int_grids_versioned as grids
        on mediations.grid_code = grids.grid_code
        and mediations.opened_on >= grids.valid_from
        and mediations.opened_on < grids.valid_to
    left join intermediate.int_areas_linked as communities
        on mediations.community_code = communities.area_code
        and communities.street_code is not null
)

select
    placed.mediation_id,
    placed.place_key,
    placed.kind,
    placed.opened_on,
    placed.concluded_on,
    placed.outcome,
    coalesce(placed.concluded_on is not null and placed.outcome in ('settled', 'failed'), false)
        as is_concluded,
    coalesce(placed.outcome = 'settled', false) as is_settled,
    coalesce(placed.outcome = 'withdrawn', false) as is_withdrawn,
    -- Parties have no name here: the same kind of dispute at the same place stands for the same.
    coalesce(
        placed.outcome = 'settled'
        and lead(placed.opened_on) over by_dispute <= placed.concluded_on + 90,
        false
    ) as is_followed_by_another,
    placed.load_seq,
    placed.file_no,
    placed.source_line
from placed
where placed.place_key is not null
window by_dispute as (
    partition by placed.place_key, placed.kind
    order by placed.opened_on, placed.mediation_id
)
