-- Call-backs after a matter, each one, and what the caller said.
-- grain: matter_id, revisited_at
select
    steps.matter_id,
    steps.stepped_at as revisited_at,
    steps.stepped_at::date as revisited_on,
    matters.place_key,
    steps.outcome,
    coalesce(steps.outcome in ('solved_satisfied', 'solved_dissatisfied', 'unsolved'), false)
        as is_valid,
    coalesce(steps.outcome in ('solved_satisfied', 'solved_dissatisfied'), false) as is_solved,
    coalesce(steps.outcome = 'solved_satisfied', false) as is_satisfied,
    steps.load_seq,
    steps.file_no,
    steps.source_line
from staging.stg_matter_steps as steps
inner join marts.fct_matters as matters on steps.matter_id = matters.matter_id
where steps.step = 'revisited'
