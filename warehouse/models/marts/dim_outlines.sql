-- Outlines of areas, GeoJSON in WGS-84.
-- grain: area_code
select
    areas.area_code,
    areas.geometry
from intermediate.int_areas_chosen as areas
where areas.geometry is not null
