-- Areas of the one code system that this district works with, top to bottom.
-- grain: area_code
with systems as (
    -- Codes collide between systems, so one system is used throughout: the one that names
    -- the district and most of what lies below it.
    select
        areas.code_system,
        count(*) filter (areas.level = 'district') > 0 as has_district,
        count(*) as area_count
    from staging.stg_areas as areas
    group by all
),

chosen as (
    select systems.code_system
    from systems
    order by systems.has_district desc, systems.area_count desc, systems.code_system desc
    limit 1
),

with_grids as (
    select distinct communities.parent_code as street_code
    from staging.stg_grids as grids
    inner join staging.stg_areas as communities
        on grids.community_code = communities.area_code
    inner join chosen on communities.code_system = chosen.code_system
)

select
    areas.area_code,
    areas.level,
    areas.name as name_zh,
    names.name_en,
    areas.parent_code,
    areas.managed_by,
    coalesce(areas.peer_group, '') as peer_group,
    areas.household_count,
    areas.resident_count,
    -- Streets that another authority runs are drawn on the map and never judged.
    case areas.level
        when 'street'
            then
                areas.area_code in (select with_grids.street_code from with_grids)
                or not exists (select 1 from with_grids)
        when 'community'
            then
                areas.parent_code in (select with_grids.street_code from with_grids)
                or not exists (select 1 from with_grids)
        else true
    end as is_counted
from staging.stg_areas as areas
inner join chosen on areas.code_system = chosen.code_system
left join intermediate.int_areas_romanised as names
    on areas.code_system = names.code_system and areas.area_code = names.area_code
