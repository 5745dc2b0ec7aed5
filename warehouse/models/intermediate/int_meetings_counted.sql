-- Deliberation meetings and volunteers of communities, and how many community-quarters passed.
-- grain: place_key, period_kind, period_start
with known as (
    select
        sources.first_month,
        sources.known_until
    from intermediate.int_sources_known as sources
    where sources.source = 'activities'
),

months as (
    select months.*
    from intermediate.int_months_in_periods as months
    inner join known
        on months.month_start >= known.first_month
        and months.month_start < known.known_until
),

held as (
    select
        activities.community_code,
        months.period_kind,
        months.period_start,
        count(*) filter (activities.kind = 'deliberation') as meeting_count,
        coalesce(
            sum(activities.participant_count) filter (activities.kind = 'volunteer'), 0
        )::bigint as volunteer_count
    from staging.stg_activities as activities
    inner join months
        on date_trunc('month', activities.held_on)::date = months.month_start
    group by all
),

passed as (
    select
        communities.area_code,
        months.period_kind,
        months.period_start,
        count(*) / 3.0 as quarter_count
    from intermediate.int_areas_chosen as communities
    inner join months
        on communities.valid_from < months.month_start + interval 1 month
        and communities.valid_to > months.month_start
    where communities.level = 'community' and communities.is_counted
    group by all
)

select
    'area/' || passed.area_code as place_key,
    passed.period_kind,
    passed.period_start,
    coalesce(held.meeting_count, 0) as meeting_count,
    coalesce(held.volunteer_count, 0) as volunteer_count,
    passed.quarter_count as community_quarter_count
from passed
left join held
    on passed.area_code = held.community_code
    and passed.period_kind = held.period_kind
    and passed.period_start = held.period_start
