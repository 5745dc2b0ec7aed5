"""Household visits 走访: one row for each visit to a household."""

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

VISITORS = {
    "member": "网格员",
    "party_member": "党员",
    "department": "部门|部门人员",
    "volunteer": "志愿者",
}


class HouseholdVisits(Delivered):
    """One visit."""

    visit_id = column.code("走访编号", required=True)
    grid_code = column.code("网格编码", required=True)
    household_key = column.code("住户标识", required=True)
    is_key_household = column.flag("是否重点户", required=True)
    visited_on = column.day("走访日期", required=True, has_happened=True)
    visitor = column.choice("走访人类别", words=VISITORS)


HOUSEHOLD_VISITS = Source(
    "household_visits",
    "走访",
    "Household visits",
    HouseholdVisits,
    key=("visit_id",),
    dated_by="visited_on",
    placed_by=("grid_code",),
)
