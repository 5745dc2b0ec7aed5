-- Every place something can be recorded at, and the counted areas it belongs to at each level.
-- grain: place_key, level
with grid_places as (
    select
        grids.grid_key as place_key,
        unnest(['grid', 'community', 'street', 'district']) as level,
        unnest(
            [
                grids.grid_code,
                -- A grid may name its street where there are no communities.
                if(grids.community_code != grids.street_code, grids.community_code, null),
                grids.street_code,
                grids.district_code
            ]
        ) as area_code
    from intermediate.int_grids_versioned as grids
),

area_places as (
    select
        'area/' || areas.area_code as place_key,
        unnest(['community', 'street', 'district']) as level,
        unnest([areas.community_code, areas.street_code, areas.district_code]) as area_code
    from intermediate.int_areas_linked as areas
)

select
    grid_places.place_key,
    grid_places.level,
    grid_places.area_code
from grid_places
where grid_places.area_code is not null
union all
select
    area_places.place_key,
    area_places.level,
    area_places.area_code
from area_places
where area_places.area_code is not null
