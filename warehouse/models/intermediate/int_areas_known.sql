-- Areas of the one code system that the data use, each with the area above it.
-- grain: area_code
with mentioned as (
    select codes.code
    from intermediate.int_codes_mentioned as codes
),

systems as (
    select
        areas.code_system,
        count(mentioned.code) as mentioned_count,
        count(*) filter (areas.level = 'district') > 0 as has_district,
        count(*) as area_count
    from staging.stg_areas as areas
    left join mentioned on areas.area_code = mentioned.code
    group by all
),

chosen as (
    -- Codes collide between systems, so one system is used throughout: of those that know the
    -- codes in use, the one that names the district and most of what lies below it.
    select systems.code_system
    from systems
    order by
        systems.mentioned_count < 0.9 * max(systems.mentioned_count) over (),
        systems.has_district desc,
        systems.area_count desc,
        systems.code_system desc
    limit 1
),

delivered as (
    select areas.*
    from staging.stg_areas as areas
    inner join chosen on areas.code_system = chosen.code_system
),

districts as (
    select delivered.area_code
    from delivered
    where delivered.level = 'district'
),

unnamed as (
    -- Streets may name a district that no row describes, or none at all.
    select coalesce(min(streets.parent_code), 'district') as area_code
    from delivered as streets
    where streets.level = 'street'
    having count(*) > 0 and not exists (select 1 from districts)
),

tops as (
    select districts.area_code
    from districts
    union all
    select unnamed.area_code
    from unnamed
)

select
    delivered.area_code,
    delivered.level,
    delivered.name,
    coalesce(
        delivered.parent_code,
        if(delivered.level = 'street', (select min(tops.area_code) from tops), null)
    ) as parent_code,
    delivered.managed_by,
    delivered.peer_group,
    delivered.household_count,
    delivered.resident_count,
    delivered.valid_from,
    delivered.valid_to,
    delivered.geometry
from delivered
union all
select
    unnamed.area_code,
    'district' as level,
    '全区' as name,
    null as parent_code,
    null as managed_by,
    null as peer_group,
    null as household_count,
    null as resident_count,
    date '1900-01-01' as valid_from,
    date '9999-12-31' as valid_to,
    null as geometry
from unnamed
