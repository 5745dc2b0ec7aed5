-- Every place something can be recorded at, and the areas it belongs to at each level.
-- grain: place_key, level
with grid_places as (
    select
        grids.grid_key as place_key,
        unnest(['grid', 'community', 'street', 'district']) as level,
        unnest(
            [grids.grid_code, grids.community_code, grids.street_code, grids.district_code]
        ) as area_code
    from intermediate.int_grids_versioned as grids
),

area_places as (
    select
        'area/' || areas.area_code as place_key,
        areas.level,
        areas.area_code
    from intermediate.int_areas_chosen as areas
),

parents as (
    select
        'area/' || areas.area_code as place_key,
        above.level,
        above.area_code
    from intermediate.int_areas_chosen as areas
    inner join intermediate.int_areas_chosen as above on areas.parent_code = above.area_code
    where areas.level != above.level
),

grandparents as (
    select
        'area/' || areas.area_code as place_key,
        top.level,
        top.area_code
    from intermediate.int_areas_chosen as areas
    inner join intermediate.int_areas_chosen as above on areas.parent_code = above.area_code
    inner join intermediate.int_areas_chosen as top on above.parent_code = top.area_code
    where areas.level = 'community' and top.level = 'district'
)

select * from grid_places
where grid_places.area_code is not null
union all
select * from area_places
union all
select * from parents
union all
select * from grandparents
