-- Areas of the district, top to bottom, with their names in both languages.
-- grain: area_code
with today as (
    select max(periods.state_on) as known_on
    from intermediate.int_periods_spanned as periods
),

places as (
    select
        places.area_code,
        grids.setting,
        count(*) as grid_count
    from intermediate.int_grids_versioned as grids
    inner join intermediate.int_places_bridged as places
        on grids.grid_key = places.place_key and places.level in ('street', 'community')
    cross join today
    where
        grids.setting is not null
        and today.known_on >= grids.valid_from
        and today.known_on < grids.valid_to
    group by all
),

settings as (
    -- The setting of most grids is that of the area; names settle what counts leave open.
    select
        places.area_code,
        arg_min(places.setting, (-places.grid_count, places.setting)) as setting
    from places
    group by all
)

select
    areas.area_code,
    areas.level,
    areas.name_zh,
    areas.name_en,
    areas.parent_code,
    areas.managed_by,
    areas.peer_group,
    settings.setting,
    areas.household_count,
    areas.resident_count,
    areas.is_counted
from intermediate.int_areas_chosen as areas
left join settings on areas.area_code = settings.area_code
-- Other districts of a city's register are no part of this one.
where
    areas.is_counted
    or areas.level != 'district'
