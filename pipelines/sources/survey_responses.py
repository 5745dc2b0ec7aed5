"""Survey responses 问卷: one row for each person who answered."""

import dataframely as dy
import polars as pl

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source

MODES = {"phone": "电话", "face": "面访|入户", "online": "网络|线上"}
AGE_BANDS = {"18-29": "18至29岁", "30-44": "30至44岁", "45-59": "45至59岁", "60+": "60岁及以上"}
SEXES = {"female": "女", "male": "男"}
ANSWERS = {"yes": "是|知晓|知道", "no": "否|不知晓|不知道"}
NO_ANSWER = {"9": None, "不清楚": None, "拒答": None, "说不清": None}
SECURITY = {"很安全": 5, "比较安全": 4, "一般": 3, "不太安全": 2, "很不安全": 1}
SATISFACTION = {"很满意": 5, "比较满意": 4, "一般": 3, "不太满意": 2, "很不满意": 1}
DIGITS = {str(value): value for value in range(1, 6)}


class SurveyResponses(Delivered):
    """One respondent; an empty answer is no answer, not a bad one."""

    response_id = column.code("问卷编号", required=True)
    wave = column.code("批次", required=True)
    fielded_from = column.day("调查开始", required=True)
    fielded_to = column.day("调查结束", required=True)
    mode = column.choice("方式", words=MODES)
    street_code = column.code("街镇代码", required=True)
    psu = column.code("抽样单元")
    age_band = column.choice("年龄段", words=AGE_BANDS)
    sex = column.choice("性别", words=SEXES)
    base_weight = column.number("基础权重", least=0, most=1_000_000)
    security = column.score("安全感", words={**DIGITS, **SECURITY, **NO_ANSWER})
    satisfaction = column.score("满意度", words={**DIGITS, **SATISFACTION, **NO_ANSWER})
    patrol_aware = column.choice("巡查知晓", words=ANSWERS)
    knows_worker = column.choice("知道网格员", words=ANSWERS)

    @dy.rule()
    def ends_after_it_starts(cls) -> pl.Expr:
        """Field work cannot end before it began."""
        return pl.col("fielded_to") >= pl.col("fielded_from")

    @dy.rule()
    def counts_for_something(cls) -> pl.Expr:
        """A weight of nothing removes a person without saying so."""
        return pl.col("base_weight") > 0


SURVEY_RESPONSES = Source(
    "survey_responses",
    "问卷",
    "Survey responses",
    SurveyResponses,
    key=("response_id",),
    dated_by="fielded_to",
    placed_by=("street_code",),
)
