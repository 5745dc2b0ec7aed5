-- Patrols, visits and closings of a street in a quarter: on the last days of its months and on
-- all days, by weekend or not. Months that are not known to their end are left out.
-- grain: subject, street_code, period_start
with known as (
    select
        sources.source,
        months.period_start as month_start
    from intermediate.int_sources_known as sources
    inner join intermediate.int_periods_spanned as months
        on months.period_kind = 'month'
        and sources.first_month <= months.period_start
        and sources.known_until >= months.next_start
),

calendar as (
    select
        known.source,
        known.month_start,
        count(*) as day_count,
        sum(days.is_weekend) as weekend_days,
        sum(days.is_month_end) as month_end_days,
        sum(days.is_weekend * days.is_month_end) as month_end_weekend_days
    from known
    inner join intermediate.int_days_marked as days on known.month_start = days.month_start
    group by all
),

closings as (
    select
        matters.place_key,
        days.month_start,
        count(*) as event_count,
        sum(days.is_weekend) as weekend_count,
        sum(days.is_month_end) as month_end_count,
        sum(days.is_weekend * days.is_month_end) as month_end_weekend_count
    from intermediate.int_matters_placed as matters
    inner join intermediate.int_days_marked as days on matters.closed_at::date = days.day_on
    where matters.status = 'closed' and matters.place_key is not null
    group by all
),

events as (
    select
        'patrols' as subject,
        patrols.grid_key as place_key,
        patrols.month_start,
        patrols.delivered_count as event_count,
        patrols.weekend_count,
        patrols.month_end_count,
        patrols.month_end_weekend_count
    from reductions.int_patrols_counted as patrols
    union all
    select
        'household_visits' as subject,
        visits.grid_key as place_key,
        visits.month_start,
        visits.visit_count as event_count,
        visits.weekend_count,
        visits.month_end_count,
        visits.month_end_weekend_count
    from reductions.int_visits_dated as visits
    union all
    select
        'matters' as subject,
        closings.*
    from closings
),

monthly as (
    select
        events.subject,
        places.area_code as street_code,
        events.month_start,
        sum(events.event_count) as event_count,
        sum(events.weekend_count) as weekend_count,
        sum(events.month_end_count) as month_end_count,
        sum(events.month_end_weekend_count) as month_end_weekend_count
    from events
    inner join intermediate.int_places_bridged as places
        on events.place_key = places.place_key and places.level = 'street'
    group by all
)

select
    monthly.subject,
    monthly.street_code,
    date_trunc('quarter', monthly.month_start)::date as period_start,
    sum(monthly.event_count) as event_count,
    sum(monthly.weekend_count) as weekend_count,
    sum(monthly.month_end_count) as month_end_count,
    sum(monthly.month_end_weekend_count) as month_end_weekend_count,
    sum(calendar.day_count) as day_count,
    sum(calendar.weekend_days) as weekend_days,
    sum(calendar.month_end_days) as month_end_days,
    sum(calendar.month_end_weekend_days) as month_end_weekend_days
from monthly
inner join calendar
    on monthly.subject = calendar.source
    and monthly.month_start = calendar.month_start
group by all
