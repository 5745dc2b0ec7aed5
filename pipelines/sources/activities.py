"""Activities 活动: deliberation meetings, volunteering, legal education and appraisals."""

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

KINDS = {
    "deliberation": "议事会",
    "volunteer": "志愿服务",
    "legal": "普法",
    "appraisal": "评选",
    "other": "其他",
}


class Activities(Delivered):
    """One activity of a community or village."""

    activity_id = column.code("活动编号", required=True)
    community_code = column.code("村社区代码", required=True)
    kind = column.choice("类型", words=KINDS, required=True)
    held_on = column.day("日期", "举办日期", required=True, has_happened=True)
    participants = column.count("参与人数", most=1_000_000)


ACTIVITIES = Source(
    "activities",
    "活动",
    "Activities",
    Activities,
    key=("activity_id",),
    dated_by="held_on",
    placed_by=("community_code",),
)
