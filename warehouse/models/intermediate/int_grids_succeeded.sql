-- Grids followed through splits and merges: which versions stand for a code, and for how much.
-- grain: origin_code, grid_key
with recursive made_from as (
    select distinct
        grids.grid_code,
        trim(unnest(string_split(grids.predecessor_codes, ';'))) as predecessor_code,
        min(grids.valid_from) over (partition by grids.grid_code) as made_on
    from intermediate.int_grids_versioned as grids
    where grids.predecessor_codes is not null
),

closed as (
    select
        grids.grid_code,
        max(grids.valid_to) as closed_on
    from intermediate.int_grids_versioned as grids
    group by all
),

handed_on as (
    -- What one grid was becomes equal parts of the grids made from it.
    select
        closed.grid_code as from_code,
        made_from.grid_code as to_code,
        made_from.made_on,
        1.0 / count(*) over (partition by closed.grid_code) as part
    from made_from
    inner join closed
        on made_from.predecessor_code = closed.grid_code
        and made_from.made_on >= closed.closed_on
    where made_from.predecessor_code != made_from.grid_code
),

followed as (
    select
        closed.grid_code as origin_code,
        closed.grid_code,
        1.0::double as part,
        date '0001-01-01' as reached_on
    from closed
    union all
    select
        followed.origin_code,
        handed_on.to_code as grid_code,
        followed.part * handed_on.part as part,
        handed_on.made_on as reached_on
    from followed
    inner join handed_on
        on followed.grid_code = handed_on.from_code and followed.reached_on < handed_on.made_on
)

select
    followed.origin_code,
    grids.grid_key,
    grids.valid_from,
    grids.valid_to,
    sum(followed.part) as part
from followed
inner join intermediate.int_grids_versioned as grids on followed.grid_code = grids.grid_code
group by all
