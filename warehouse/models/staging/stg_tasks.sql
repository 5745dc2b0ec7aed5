-- Tasks assigned to grids.
-- grain: task_id
select
    tasks.task_id,
    tasks.grid_code,
    tasks.assigned_on,
    tasks.sender,
    tasks.category,
    tasks.is_off_list,
    tasks.hours as task_hours,
    tasks.load_seq,
    tasks.file_no,
    tasks.source_line
from lake.tasks as tasks
