-- Party organisations that exist at the end of a period, at their grid or community.
-- grain: organisation_id, period_kind, period_start
select
    organisations.organisation_id,
    organisations.kind,
    organisations.member_count,
    grids.kind as grid_kind,
    grids.grid_key,
    coalesce(grids.grid_key, 'area/' || communities.area_code) as place_key,
    periods.period_kind,
    periods.period_start
from staging.stg_party_organisations as organisations
inner join intermediate.int_periods_spanned as periods
    on organisations.started_on <= periods.state_on
    and coalesce(organisations.ended_on, date '9999-12-31') > periods.state_on
left join intermediate.int_grids_versioned as grids
    on organisations.grid_code = grids.grid_code
    and periods.state_on >= grids.valid_from
    and periods.state_on < grids.valid_to
left join intermediate.int_areas_linked as communities
    on organisations.community_code = communities.area_code
    -- What belongs to the whole district lies in no street, and levels would not add up.
    and communities.street_code is not null
