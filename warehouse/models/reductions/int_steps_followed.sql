-- Steps with the time of the next one: how long a matter stayed where the step left it.
-- grain: matter_id, step, stepped_at
select
    steps.matter_id,
    steps.step,
    steps.level,
    steps.stepped_at,
    lead(steps.stepped_at) over (
        partition by steps.matter_id
        order by steps.stepped_at, steps.step
    ) as next_at
from staging.stg_matter_steps as steps
