-- The way of a matter, one column a stamp: when each step first happened and what its limit was.
-- grain: matter_id
select
    steps.matter_id,
    min(case when steps.step = 'reported' then steps.stepped_at end) as reported_at,
    min(case when steps.step = 'accepted' then steps.stepped_at end) as accepted_at,
    min(case when steps.step = 'accepted' then steps.due_at end) as accept_due_at,
    min(case when steps.step = 'dispatched' then steps.stepped_at end) as dispatched_at,
    min(case when steps.step = 'dispatched' then steps.due_at end) as dispatch_due_at,
    min(case when steps.step = 'contacted' then steps.stepped_at end) as contacted_at,
    min(case when steps.step = 'contacted' then steps.due_at end) as contact_due_at,
    min(case when steps.step = 'handled' then steps.stepped_at end) as handled_at,
    min(case when steps.step = 'fed_back' then steps.stepped_at end) as fed_back_at,
    max(case when steps.step = 'revisited' then steps.stepped_at end) as revisited_at,
    min(case when steps.step = 'returned' then steps.stepped_at end) as returned_at,
    min(case when steps.step = 'terminated' then steps.stepped_at end) as terminated_at,
    min(case when steps.level = 'street' then steps.stepped_at end) as reached_street_at
from staging.stg_matter_steps as steps
group by steps.matter_id
