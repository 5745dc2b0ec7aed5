-- A grid is in one version at a time.
select
    earlier.grid_code,
    earlier.valid_from,
    later.valid_from as later_from
from marts.dim_grids as earlier
inner join marts.dim_grids as later
    on earlier.grid_code = later.grid_code
    and earlier.valid_from < later.valid_from
    and earlier.valid_to > later.valid_from
