"""Survey margins 人口边际: how many residents each cell of a wave stands for."""

from pipelines import column
from pipelines.contract import Delivered
from pipelines.source import Source
from pipelines.sources.survey_responses import AGE_BANDS, SEXES


class SurveyMargins(Delivered):
    """The residents of one street, sex and age band, for one wave."""

    wave = column.code("批次", required=True)
    street_code = column.code("街镇代码", required=True)
    sex = column.choice("性别", words=SEXES, required=True)
    age_band = column.choice("年龄段", words=AGE_BANDS, required=True)
    residents = column.count("人口数", "实有人口", most=100_000_000, required=True)


SURVEY_MARGINS = Source(
    "survey_margins",
    "人口边际",
    "Survey margins",
    SurveyMargins,
    key=("wave", "street_code", "sex", "age_band"),
    placed_by=("street_code",),
)
