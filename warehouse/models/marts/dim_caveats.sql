-- What a metric must say of itself because of what was, or was not, delivered.
-- grain: metric_id, caveat
select
    'pb_key_visits' as metric_id,
    'key_list_stands_in' as caveat
where
    not exists (select 1 from staging.stg_key_households)
    and exists (
        select 1
        from staging.stg_household_visits as visits
        where visits.is_key_household
    )
union all
select
    'pt_on_time' as metric_id,
    'undone_plans_not_delivered' as caveat
where
    exists (
        select 1 from staging.stg_patrols as patrols
        where patrols.planned_at is not null
    )
union all
select
    steps.metric_id,
    'usual_limits_stand_in' as caveat
from (
    values ('ev_accept_on_time', 'accepted'), ('ev_dispatch_on_time', 'dispatched'),
    ('ev_response', 'contacted'), ('ev_whistle', 'answered')
) as steps (metric_id, step)
where
    exists (select 1 from staging.stg_matter_steps)
    and not exists (
        select 1
        from staging.stg_matter_steps as delivered
        where delivered.step = steps.step and delivered.due_at is not null
    )
