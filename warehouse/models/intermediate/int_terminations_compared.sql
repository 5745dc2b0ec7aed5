-- Matters of a street whose limit fell into a quarter, and those of the same quarter a year
-- before: how many there were, were terminated, were due, and were late.
-- grain: street_code, period_start
with ended as (
    select
        places.area_code as street_code,
        date_trunc('quarter', matters.due_at)::date as period_start,
        count(*) as matter_count,
        count(*) filter (matters.status = 'terminated') as terminated_count,
        count(*) filter (matters.status != 'terminated') as due_count,
        count(*) filter (
            matters.status != 'terminated'
            and not coalesce(matters.closed_at <= matters.due_at, false)
        ) as late_count
    from intermediate.int_matters_placed as matters
    inner join intermediate.int_places_bridged as places
        on matters.place_key = places.place_key and places.level = 'street'
    where matters.status != 'cancelled' and matters.due_at <= matters.cutoff_at
    group by all
)

select
    ended.street_code,
    ended.period_start,
    ended.matter_count,
    ended.terminated_count,
    ended.due_count,
    ended.late_count,
    before.matter_count as matter_count_before,
    before.terminated_count as terminated_count_before,
    before.due_count as due_count_before,
    before.late_count as late_count_before
from ended
inner join ended as before
    on ended.street_code = before.street_code
    and ended.period_start = (before.period_start + interval 1 year)::date
