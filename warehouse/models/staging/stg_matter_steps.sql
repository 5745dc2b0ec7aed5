-- Hand-overs of matters as delivered.
-- grain: matter_id, step, stepped_at
select
    matter_steps.matter_id,
    matter_steps.step,
    matter_steps.level,
    matter_steps.unit,
    matter_steps.at as stepped_at,
    matter_steps.due_at,
    matter_steps.outcome,
    matter_steps.load_seq,
    matter_steps.file_no,
    matter_steps.source_line
from lake.matter_steps as matter_steps
