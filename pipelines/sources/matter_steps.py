"""Matter steps 事项环节: one row for each hand-over of a matter."""

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

STEPS = {
    "reported": "上报",
    "accepted": "受理",
    "dispatched": "派遣",
    "contacted": "联系",
    "whistled": "吹哨",
    "answered": "报到",
    "handled": "处置",
    "fed_back": "反馈",
    "revisited": "回访",
    "returned": "退回",
    "escalated": "上呈",
    "terminated": "终结",
}
LEVELS = {
    "grid": "网格",
    "community": "村社区",
    "street": "街镇|街道",
    "district": "区",
    "department": "部门",
}


class MatterSteps(Delivered):
    """One step of a matter's way; ``due_at`` is the time by which this step had to happen."""

    matter_id = column.code("事项编号", required=True)
    step = column.choice("环节", words=STEPS, required=True)
    level = column.choice("层级", words=LEVELS, required=True)
    unit = column.label("处理单位")
    at = column.moment("时间", required=True, has_happened=True)
    due_at = column.moment("时限")
    outcome = column.label("结果")


MATTER_STEPS = Source(
    "matter_steps",
    "事项环节",
    "Matter steps",
    MatterSteps,
    key=("matter_id", "step", "at"),
    dated_by="at",
)
