-- Steps with the time of the next one: how long a matter stayed where the step left it.
-- grain: matter_id, step, stepped_at
select
    steps.matter_id,
    steps.step,
    steps.level,
    steps.stepped_at,
    lead(steps.stepped_at) over (
        partition by steps.matter_id
        order by
            steps.stepped_at,
            -- Steps stamped with the same second follow each other as they must.
            case steps.step
                when 'reported' then 1
                when 'accepted' then 2
                when 'dispatched' then 3
                when 'whistled' then 4
                when 'answered' then 5
                when 'contacted' then 6
                when 'escalated' then 7
                when 'handled' then 8
                when 'fed_back' then 9
                when 'revisited' then 10
                when 'returned' then 11
                else 12
            end
    ) as next_at
from staging.stg_matter_steps as steps
