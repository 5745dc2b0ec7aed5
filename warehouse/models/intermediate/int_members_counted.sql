-- Members at the end of a period, and leavers against the average headcount of twelve months.
-- grain: place_key, period_kind, period_start
with at_end as (
    select
        members.place_key,
        months.period_kind,
        months.period_start,
        members.member_count,
        members.full_time_count
    from intermediate.int_members_by_month as members
    inner join intermediate.int_months_in_periods as months
        on members.month_start = months.month_start and months.is_last_month
),

in_year as (
    select
        members.place_key,
        months.period_kind,
        months.period_start,
        sum(members.leaver_count)::bigint as leaver_count,
        sum(members.member_count)::double / 12 as average_member_count
    from intermediate.int_months_in_periods as months
    inner join intermediate.int_month_ends as month_ends
        on months.month_start = month_ends.month_start and month_ends.has_full_year
    inner join intermediate.int_members_by_month as members
        on members.month_start >= month_ends.year_start
        and members.month_start < month_ends.next_start
    where months.is_last_month
    group by all
),

in_period as (
    select
        members.place_key,
        months.period_kind,
        months.period_start,
        sum(members.full_time_count)::bigint as full_time_month_count
    from intermediate.int_members_by_month as members
    inner join intermediate.int_months_in_periods as months
        on members.month_start = months.month_start
    group by all
),

pieces as (
    select * from at_end
    union all by name
    select * from in_year
    union all by name
    select * from in_period
)

select
    pieces.place_key,
    pieces.period_kind,
    pieces.period_start,
    sum(pieces.member_count)::bigint as member_count,
    sum(pieces.full_time_count)::bigint as full_time_count,
    sum(pieces.leaver_count)::bigint as leaver_count,
    sum(pieces.average_member_count) as average_member_count,
    sum(pieces.full_time_month_count)::bigint as full_time_month_count
from pieces
group by all
