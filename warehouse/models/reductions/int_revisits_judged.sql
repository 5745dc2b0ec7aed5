-- The last call-back of a matter and what the caller said.
-- grain: matter_id
with ordered as (
    select
        steps.matter_id,
        steps.stepped_at,
        steps.outcome,
        row_number() over (
            partition by steps.matter_id
            order by steps.stepped_at desc
        ) as position_from_last
    from staging.stg_matter_steps as steps
    where steps.step = 'revisited'
)

select
    ordered.matter_id,
    cast(ordered.stepped_at as date) as revisited_on,
    ordered.outcome in ('solved_satisfied', 'solved_dissatisfied', 'unsolved') as is_valid,
    ordered.outcome in ('solved_satisfied', 'solved_dissatisfied') as is_solved,
    ordered.outcome = 'solved_satisfied' as is_satisfied
from ordered
where ordered.position_from_last = 1
