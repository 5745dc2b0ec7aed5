-- Counted areas with the areas above them.
-- grain: area_code
select
    areas.area_code,
    areas.level,
    if(areas.level = 'community', areas.area_code, null) as community_code,
    case areas.level
        when 'street' then areas.area_code
        when 'community' then streets.area_code
    end as street_code,
    coalesce(
        if(areas.level = 'district', areas.area_code, null),
        districts.area_code
    ) as district_code
from intermediate.int_areas_chosen as areas
left join intermediate.int_areas_chosen as streets
    on streets.area_code = if(areas.level = 'street', areas.area_code, areas.parent_code)
    and streets.level = 'street'
left join intermediate.int_areas_chosen as districts
    on streets.parent_code = districts.area_code and districts.level = 'district'
where areas.is_counted
