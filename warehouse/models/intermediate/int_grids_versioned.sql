-- Grids with every change of boundary, kind or parent as a version of its own.
-- grain: grid_key
with versions as (
    select
        grids.*,
        lead(grids.valid_from) over (
            partition by grids.grid_code
            order by grids.valid_from
        ) as next_from
    from staging.stg_grids as grids
)

select
    versions.grid_code || '@' || strftime(versions.valid_from, '%Y-%m-%d') as grid_key,
    versions.grid_code,
    coalesce(versions.name, versions.grid_code) as name_zh,
    coalesce(names.name_en, versions.grid_code) as name_en,
    versions.kind,
    versions.setting,
    versions.community_code,
    -- Where a district has no communities, grids name their street.
    places.street_code,
    places.district_code,
    versions.household_count,
    versions.resident_count,
    versions.valid_from,
    -- A version ends where it says so or where the next one begins.
    least(
        coalesce(versions.valid_to, date '9999-12-31'),
        coalesce(versions.next_from, date '9999-12-31')
    ) as valid_to,
    versions.predecessor_codes,
    versions.load_seq,
    versions.file_no,
    versions.source_line
from versions
left join intermediate.int_areas_linked as places
    on versions.community_code = places.area_code and places.level in ('community', 'street')
left join intermediate.int_grids_romanised as names on versions.grid_code = names.grid_code
