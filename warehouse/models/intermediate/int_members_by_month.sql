-- Members at the end of a month and those who left in it.
-- grain: place_key, month_start
with posted as (
    select
        grids.grid_key as place_key,
        month_ends.month_start,
        members.role = 'full_time' as is_full_time,
        members.role = 'part_time' as is_part_time,
        members.training_hours,
        -- A member with several postings is one member.
        1.0 / count(*) over (
            partition by members.member_code, month_ends.month_start
        ) as part,
        1.0 / count(*) over (
            partition by members.member_code, month_ends.month_start, members.role
        ) as part_in_role
    from staging.stg_grid_members as members
    -- The last day of a posting is served.
    inner join intermediate.int_month_ends as month_ends
        on members.started_on <= month_ends.state_on
        and coalesce(members.ended_on, date '9999-12-31') >= month_ends.state_on
    inner join intermediate.int_grids_versioned as grids
        on members.grid_code = grids.grid_code
        and month_ends.state_on >= grids.valid_from
        and month_ends.state_on < grids.valid_to
),

serving as (
    select
        posted.place_key,
        posted.month_start,
        sum(posted.part) as member_count,
        coalesce(sum(posted.part_in_role) filter (posted.is_full_time), 0) as full_time_count,
        coalesce(sum(posted.part_in_role) filter (posted.is_part_time), 0) as part_time_count,
        sum(posted.training_hours * posted.part_in_role) filter (posted.is_full_time)
            as training_hours,
        coalesce(
            sum(posted.part_in_role) filter (
                posted.is_full_time and posted.training_hours is not null
            ),
            0
        ) as trained_count
    from posted
    group by all
),

leaving as (
    select
        leaving.place_key,
        date_trunc('month', leaving.left_on)::date as month_start,
        count(*) as leaver_count
    from intermediate.int_members_leaving as leaving
    where leaving.place_key is not null
    group by all
)

select
    coalesce(serving.place_key, leaving.place_key) as place_key,
    coalesce(serving.month_start, leaving.month_start) as month_start,
    coalesce(serving.member_count, 0) as member_count,
    coalesce(serving.full_time_count, 0) as full_time_count,
    coalesce(serving.part_time_count, 0) as part_time_count,
    coalesce(serving.training_hours, 0) as training_hours,
    coalesce(serving.trained_count, 0) as trained_count,
    coalesce(leaving.leaver_count, 0) as leaver_count
from serving
full join leaving
    on serving.place_key = leaving.place_key
    and serving.month_start = leaving.month_start
