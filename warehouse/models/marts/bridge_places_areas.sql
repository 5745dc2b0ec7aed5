-- Every place something can be recorded at, and the areas it belongs to at each level.
-- grain: place_key, level
select
    places.place_key,
    places.level,
    places.area_code
from intermediate.int_places_bridged as places
