-- Areas of this district, and which of them are counted.
-- grain: area_code
with known as (
    select *
    from intermediate.int_areas_known
),

used as (
    -- How much of the data lies in a street, by its own code or that of a community in it.
    select
        streets.area_code as street_code,
        streets.parent_code as district_code,
        streets.managed_by,
        count(distinct grids.grid_code) as grid_count,
        count(distinct mentioned.code) as mentioned_count
    from known as streets
    left join known as communities
        on streets.area_code = communities.parent_code and communities.level = 'community'
    left join intermediate.int_codes_mentioned as mentioned
        on mentioned.code in (streets.area_code, communities.area_code)
    left join staging.stg_grids as grids on mentioned.code = grids.community_code
    where streets.level = 'street'
    group by all
),

top as (
    -- A register of a whole city names its other districts too.
    select
        districts.area_code,
        districts.managed_by,
        districts.name
    from known as districts
    left join used on districts.area_code = used.district_code
    where districts.level = 'district'
    group by all
    order by
        sum(used.mentioned_count) desc nulls last,
        count(used.street_code) desc,
        districts.area_code
    limit 1
),

counted as (
    -- Streets that another authority runs are drawn on the map and never judged.
    select used.street_code
    from used
    inner join top on used.district_code = top.area_code
    where
        used.grid_count > 0
        or not exists (select 1 from staging.stg_grids)
        or coalesce(used.managed_by in (top.managed_by, top.name), true)
)

select
    known.area_code,
    known.level,
    known.name as name_zh,
    names.name_en,
    known.parent_code,
    known.managed_by,
    coalesce(known.peer_group, '') as peer_group,
    known.household_count,
    known.resident_count,
    known.valid_from,
    known.valid_to,
    known.geometry,
    case known.level
        when 'district' then known.area_code in (select top.area_code from top)
        when 'street' then known.area_code in (select counted.street_code from counted)
        else known.parent_code in (select counted.street_code from counted)
    end as is_counted
from known
left join intermediate.int_areas_romanised as names on known.area_code = names.area_code
