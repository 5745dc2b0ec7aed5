-- Members at the end of a period, and leavers against the average headcount of twelve months.
-- grain: place_key, period_kind, period_start
with at_end as (
    select
        members.place_key,
        months.period_kind,
        months.period_start,
        members.member_count,
        members.full_time_count,
        members.part_time_count,
        members.training_hours,
        members.trained_count
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
        sum(members.member_count) / 12 as average_member_count
    from intermediate.int_months_in_periods as months
    inner join intermediate.int_month_ends as month_ends
        on months.month_start = month_ends.month_start and month_ends.has_full_year
    inner join intermediate.int_members_by_month as members
        on month_ends.year_start <= members.month_start
        and month_ends.next_start > members.month_start
    where months.is_last_month
    group by all
),

in_period as (
    select
        members.place_key,
        months.period_kind,
        months.period_start,
        sum(members.full_time_count) as full_time_month_count
    from intermediate.int_members_by_month as members
    inner join intermediate.int_months_in_periods as months
        on members.month_start = months.month_start
    -- The workload of months of which no matter was delivered is not known.
    inner join intermediate.int_sources_known as matters
        on matters.source = 'matters'
        and members.month_start >= matters.first_month
        and members.month_start < matters.known_until
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
    sum(pieces.member_count) as member_count,
    sum(pieces.full_time_count) as full_time_count,
    sum(pieces.part_time_count) as part_time_count,
    sum(pieces.training_hours) as training_hours,
    sum(pieces.trained_count) as trained_count,
    sum(pieces.leaver_count)::bigint as leaver_count,
    sum(pieces.average_member_count) as average_member_count,
    sum(pieces.full_time_month_count) as full_time_month_count
from pieces
group by all
