-- Matters whose way is recorded, with the limit of each hand-over: as delivered, else the usual.
-- grain: matter_id
with limits as (
    select
        max(step_limits.hours) filter (step_limits.step = 'accepted') as accept_hours,
        max(step_limits.hours) filter (step_limits.step = 'dispatched') as dispatch_hours,
        max(step_limits.hours) filter (step_limits.step = 'contacted') as contact_hours
    from seeds.step_limits as step_limits
),

steps as (
    select
        known.first_month,
        known.cutoff_at
    from intermediate.int_sources_known as known
    where known.source = 'matter_steps'
)

select
    matters.matter_id,
    -- Both the matter and its steps are known until then.
    least(matters.cutoff_at, steps.cutoff_at) as traced_until,
    stepped.accepted_at,
    stepped.dispatched_at,
    stepped.contacted_at,
    stepped.returned_at,
    stepped.revisited_at,
    stepped.terminated_at,
    stepped.reached_street_at,
    coalesce(
        stepped.accept_due_at,
        matters.reported_at + to_hours(limits.accept_hours::integer)
    ) as accept_due_at,
    coalesce(
        stepped.dispatch_due_at,
        stepped.accepted_at + to_hours(limits.dispatch_hours::integer)
    ) as dispatch_due_at,
    coalesce(
        stepped.contact_due_at,
        stepped.dispatched_at + to_hours(limits.contact_hours::integer)
    ) as contact_due_at,
    coalesce(
        stepped.reported_at is not null
        and stepped.accepted_at is not null
        and stepped.dispatched_at is not null
        and stepped.handled_at is not null
        and stepped.fed_back_at is not null
        and stepped.revisited_at is not null,
        false
    ) as has_all_six_stamps
from intermediate.int_matters_placed as matters
cross join limits
cross join steps
left join reductions.int_matters_stepped as stepped on matters.matter_id = stepped.matter_id
-- Where steps were delivered, a matter without any was never taken up.
where stepped.matter_id is not null or matters.reported_at >= steps.first_month
