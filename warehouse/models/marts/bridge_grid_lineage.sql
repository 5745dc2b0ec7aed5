-- Which grids a grid came from, so that a series can be followed through splits and merges.
-- grain: grid_code, predecessor_code
with listed as (
    select
        grids.grid_code,
        grids.valid_from,
        trim(unnest(string_split(grids.predecessor_codes, ';'))) as predecessor_code
    from intermediate.int_grids_versioned as grids
    where grids.predecessor_codes is not null
)

select
    listed.grid_code,
    listed.predecessor_code,
    min(listed.valid_from) as changed_on
from listed
where listed.predecessor_code not in ('', listed.grid_code)
group by all
