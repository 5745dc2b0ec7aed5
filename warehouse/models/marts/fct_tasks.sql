-- Tasks assigned to grids and the hours they took.
-- grain: task_id
select
    tasks.task_id,
    grids.grid_key as place_key,
    tasks.assigned_on,
    tasks.category,
    tasks.is_off_list,
    tasks.task_hours,
    tasks.load_seq,
    tasks.file_no,
    tasks.source_line
from staging.stg_tasks as tasks
inner join intermediate.int_grids_versioned as grids
    on tasks.grid_code = grids.grid_code
    and tasks.assigned_on >= grids.valid_from
    and tasks.assigned_on < grids.valid_to
