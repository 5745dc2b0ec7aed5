"""Targets come as a workbook through the ordinary load; a new one changes its own period only."""

import pytest

from tests.load.city import account, table

HEADER = ["指标", "层级", "区划代码", "统计期", "目标值", "底线值"]
FIRST = [
    ["ev_on_time_close", "街镇", None, "2019", "90%", "80%"],
    ["ev_on_time_close", "街镇", None, "2020", "95%", "85%"],
    ["ev_on_time_close", None, "S2", "2020", "92%", None],
]
AREAS = (
    {"level": "district", "code": "D", "name": "示例区"},
    {"level": "street", "code": "S1", "name": "甲街道", "parent_code": "D"},
    {"level": "street", "code": "S2", "name": "乙街道", "parent_code": "D"},
)


def targets(city, period):
    rows = city.values("ev_on_time_close", level="street", period=period)
    return {code: (row["target"], row["floor"]) for code, row in rows.items()}


@pytest.fixture
def promised(city, workbook):
    city.deliver("areas.csv", table("areas", *AREAS))
    city.deliver("targets.xlsx", workbook([HEADER, *FIRST]))
    said = city.load(city.inbox)
    assert [account(file) for file in said.files] == [(3, 0, 0), (3, 0, 0)]
    assert city.run("build").code == 0
    return city


def test_each_period_keeps_its_own_target_and_the_nearest_wins(promised):
    assert targets(promised, "2019") == {"S1": (0.9, 0.8), "S2": (0.9, 0.8)}
    assert targets(promised, "2020") == {"S1": (0.95, 0.85), "S2": (0.92, 0.85)}
    assert targets(promised, "2020-Q2") == targets(promised, "2020")
    assert targets(promised, "2018") == {"S1": (None, None), "S2": (None, None)}


def test_a_changed_target_changes_its_own_period_only(promised, workbook):
    before = {period: targets(promised, period) for period in ("2018", "2019")}
    changed = [["ev_on_time_close", "街镇", None, "2020", "97%", "85%"]]
    later = promised.deliver("later/targets_2020.xlsx", workbook([HEADER, *changed]))
    assert account(promised.load(later, "--mode", "upsert").file) == (1, 0, 0)
    assert promised.run("build").code == 0
    assert targets(promised, "2020") == {"S1": (0.97, 0.85), "S2": (0.92, 0.85)}
    assert {period: targets(promised, period) for period in before} == before
