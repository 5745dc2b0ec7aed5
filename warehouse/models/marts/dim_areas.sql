-- Areas of the district, top to bottom, with their names in both languages.
-- grain: area_code
select
    areas.area_code,
    areas.level,
    areas.name_zh,
    areas.name_en,
    areas.parent_code,
    areas.managed_by,
    areas.peer_group,
    areas.household_count,
    areas.resident_count,
    areas.is_counted
from intermediate.int_areas_chosen as areas
-- Other districts of a city's register are no part of this one.
where
    areas.is_counted
    or areas.level != 'district'
