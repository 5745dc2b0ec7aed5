-- A folder holds one district: everything that is counted has one area above it.
select
    areas.area_code,
    areas.name_zh
from marts.dim_areas as areas
where
    areas.level = 'district'
    and (
        select count(*)
        from marts.dim_areas as others
        where others.level = 'district'
    ) > 1
