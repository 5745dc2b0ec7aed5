"""Tasks 任务: one row for each task assigned to a grid, on or off the duty list."""

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source


class Tasks(Delivered):
    """One assigned task and the hours it took."""

    task_id = column.code("任务编号", required=True)
    grid_code = column.code("网格编码", required=True)
    assigned_on = column.day("下达日期", required=True, has_happened=True)
    sender = column.label("下达单位")
    category = column.label("任务类别", required=True)
    is_off_list = column.flag("是否清单外", required=True)
    hours = column.number("工时", least=0, most=10_000, required=True)


TASKS = Source(
    "tasks",
    "任务",
    "Tasks",
    Tasks,
    key=("task_id",),
    dated_by="assigned_on",
    placed_by=("grid_code",),
)
