-- Deliberation meetings and volunteers of communities, and how many community-quarters passed.
-- grain: place_key, period_kind, period_start
with held as (
    select
        activities.community_code,
        months.period_kind,
        months.period_start,
        count(*) filter (activities.kind = 'deliberation') as meeting_count,
        coalesce(
            sum(activities.participant_count) filter (activities.kind = 'volunteer'), 0
        )::bigint as volunteer_count
    from staging.stg_activities as activities
    inner join intermediate.int_months_in_periods as months
        on date_trunc('month', activities.held_on)::date = months.month_start
    group by all
),

passed as (
    select
        months.period_kind,
        months.period_start,
        count(*)::double / 3 as quarter_count
    from intermediate.int_months_in_periods as months
    group by all
)

select
    'area/' || communities.area_code as place_key,
    passed.period_kind,
    passed.period_start,
    coalesce(held.meeting_count, 0) as meeting_count,
    coalesce(held.volunteer_count, 0) as volunteer_count,
    passed.quarter_count as community_quarter_count
from intermediate.int_areas_chosen as communities
cross join passed
left join held
    on communities.area_code = held.community_code
    and passed.period_kind = held.period_kind
    and passed.period_start = held.period_start
where
    communities.level = 'community'
    and communities.is_counted
    and exists (select 1 from staging.stg_activities)
