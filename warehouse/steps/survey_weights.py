"""Weights of survey responses: every answer stands for residents of its street, sex and age."""

import duckdb
import polars as pl

from warehouse.steps.step import Step, write_table

RESPONSES = """
select responses.*, areas.district_code
from staging.stg_survey_responses as responses
inner join intermediate.int_areas_linked as areas
    on responses.street_code = areas.area_code and areas.level = 'street'
"""
MARGINS = """
select wave, street_code, sex, age_band, resident_count as residents
from staging.stg_survey_margins
"""
# What raking adds to a response.
WEIGHTS = {
    "prior_weight": pl.Float64,
    "weight": pl.Float64,
    "sex_margin": pl.Int32,
    "age_band_margin": pl.Int32,
}


def _weigh(con: duckdb.DuckDBPyConnection) -> None:
    """One row per response of a counted street, with its weight."""
    responses = con.sql(RESPONSES).pl()
    write_table(con, WEIGHTED, _weighted(responses, con.sql(MARGINS).pl()))


def _weighted(responses: pl.DataFrame, margins: pl.DataFrame) -> pl.DataFrame:
    if not responses.height:
        return responses.with_columns(
            pl.lit(None, dtype).alias(name) for name, dtype in WEIGHTS.items()
        )
    # Imported here: the survey library takes longer to import than a build without a survey.
    from warehouse.statistics.survey import rake_weights

    return rake_weights(responses, margins=margins).responses


WEIGHTED = "intermediate.int_responses_weighted"
SURVEY_WEIGHTS = Step(
    WEIGHTED,
    "response_id",
    frozenset(
        {
            "staging.stg_survey_responses",
            "staging.stg_survey_margins",
            "intermediate.int_areas_linked",
        }
    ),
    _weigh,
)
