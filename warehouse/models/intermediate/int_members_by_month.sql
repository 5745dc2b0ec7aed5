-- Members at the end of a month and those who left in it.
-- grain: place_key, month_start
with serving as (
    select
        grids.grid_key as place_key,
        month_ends.month_start,
        count(distinct members.member_code) as member_count,
        count(distinct members.member_code) filter (members.role = 'full_time')
            as full_time_count
    from staging.stg_grid_members as members
    inner join intermediate.int_month_ends as month_ends
        on members.started_on < month_ends.next_start
        and coalesce(members.ended_on, date '9999-12-31') >= month_ends.next_start
    inner join intermediate.int_grids_versioned as grids
        on members.grid_code = grids.grid_code
        and grids.valid_from < month_ends.next_start
        and grids.valid_to >= month_ends.next_start
    group by all
),

leaving as (
    select
        grids.grid_key as place_key,
        date_trunc('month', leaving.left_on)::date as month_start,
        count(*) as leaver_count
    from intermediate.int_members_leaving as leaving
    inner join intermediate.int_grids_versioned as grids
        on leaving.grid_code = grids.grid_code
        and leaving.left_on >= grids.valid_from
        -- A posting may end on the day its grid does.
        and leaving.left_on <= grids.valid_to
    group by all
),

joined as (
    select
        serving.place_key,
        serving.month_start,
        serving.member_count,
        serving.full_time_count,
        0 as leaver_count
    from serving
    union all
    select
        leaving.place_key,
        leaving.month_start,
        0,
        0,
        leaving.leaver_count
    from leaving
)

select
    joined.place_key,
    joined.month_start,
    sum(joined.member_count)::bigint as member_count,
    sum(joined.full_time_count)::bigint as full_time_count,
    sum(joined.leaver_count)::bigint as leaver_count
from joined
group by all
