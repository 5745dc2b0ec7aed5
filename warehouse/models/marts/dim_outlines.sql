-- Outlines of areas, GeoJSON in WGS-84.
-- grain: area_code
select
    areas.area_code,
    outlines.geometry
from intermediate.int_areas_chosen as areas
inner join staging.stg_areas as outlines on areas.area_code = outlines.area_code
where outlines.geometry is not null
