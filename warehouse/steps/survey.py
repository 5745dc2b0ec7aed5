"""Survey estimates: weighted shares with design-based intervals, by street and for the district."""

from collections.abc import Sequence

import duckdb
import polars as pl

from warehouse.catalog import Kind, metrics
from warehouse.steps.step import Step, write_table

RESPONSES = """
select responses.*, areas.parent_code as district_code
from staging.stg_survey_responses as responses
inner join intermediate.int_areas_chosen as areas
    on responses.street_code = areas.area_code and areas.level = 'street' and areas.is_counted
"""
PERIODS = """
select period_kind, period_start, next_start
from intermediate.int_periods_spanned
where period_kind != 'month'
"""
PLACES = {"street": "street_code", "district": "district_code"}
ESTIMATES_SCHEMA = pl.Schema(
    {
        "item": pl.String,
        "level": pl.String,
        "area_code": pl.String,
        "period_kind": pl.String,
        "period_start": pl.Date,
        "weighted_yes": pl.Float64,
        "weighted_valid": pl.Float64,
        "share": pl.Float64,
        "se": pl.Float64,
        "low_95": pl.Float64,
        "high_95": pl.Float64,
        "low_998": pl.Float64,
        "high_998": pl.Float64,
        "interval": pl.String,
        "df": pl.Float64,
        "n": pl.Int64,
        "n_eff": pl.Float64,
        "deff": pl.Float64,
        "answer_count": pl.Int64,
    }
)
AGES_SCHEMA = pl.Schema(
    {
        "period_kind": pl.String,
        "period_start": pl.Date,
        "trait": pl.String,
        "value": pl.String,
        "answer_count": pl.Int64,
        "base_weight": pl.Float64,
        "weight": pl.Float64,
    }
)


def items() -> list[str]:
    """Name the survey questions that metrics ask about, as columns of the responses."""
    return sorted({one.item for one in metrics().values() if one.kind is Kind.SURVEY and one.item})


def _estimate(con: duckdb.DuckDBPyConnection) -> None:
    responses = con.sql(RESPONSES).pl()
    periods = con.sql(PERIODS).pl()
    if not responses.height or not periods.height:
        write_table(con, ESTIMATES, pl.DataFrame(schema=ESTIMATES_SCHEMA))
        write_table(con, AGES, pl.DataFrame(schema=AGES_SCHEMA))
        return
    # Imported here: the survey library takes longer to import than a build without a survey.
    from warehouse.statistics.survey import rake_weights

    margins = con.sql(
        "select wave, street_code, sex, age_band, resident_count as residents "
        "from staging.stg_survey_margins"
    ).pl()
    weighted = rake_weights(responses, margins=margins).responses
    found = [
        _shares(_in_periods(weighted, periods, kind), level=level, kind=str(kind))
        for (kind,), _ in periods.group_by("period_kind", maintain_order=True)
        for level in PLACES
    ]
    write_table(con, ESTIMATES, pl.concat(found))
    write_table(con, AGES, _traits(weighted, periods))


def _in_periods(rows: pl.DataFrame, periods: pl.DataFrame, kind: object) -> pl.DataFrame:
    """Say which period of one kind each response falls into, by the end of its field work."""
    starts = periods.filter(pl.col("period_kind") == kind).sort("period_start")
    return rows.sort("fielded_to").join_asof(
        starts.select("period_start"),
        left_on="fielded_to",
        right_on="period_start",
        strategy="backward",
    )


def _shares(rows: pl.DataFrame, *, level: str, kind: str) -> pl.DataFrame:
    """Estimate every question for each area of a level and period of a kind."""
    return pl.concat(_item_shares(rows, item, level=level, kind=kind) for item in items())


def _item_shares(rows: pl.DataFrame, item: str, *, level: str, kind: str) -> pl.DataFrame:
    from warehouse.statistics.survey import estimate_shares

    domains = ["period_start", PLACES[level]]
    psu = "psu" if rows["psu"].null_count() < rows.height else None
    estimated = estimate_shares(rows, item=item, domains=domains, psu=psu)
    sums = rows.group_by(domains).agg(
        weighted_yes=pl.col("weight").filter(pl.col(item)).sum(),
        weighted_valid=pl.col("weight").filter(pl.col(item).is_not_null()).sum(),
        answer_count=pl.len(),
    )
    named = estimated.join(sums, on=domains).with_columns(
        pl.lit(item).alias("item"),
        pl.lit(level).alias("level"),
        pl.col(PLACES[level]).alias("area_code"),
        pl.lit(kind).alias("period_kind"),
    )
    return named.select(ESTIMATES_SCHEMA.names()).cast(ESTIMATES_SCHEMA)


def _traits(rows: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    """Count answers and weights by sex and by age band: what the weighting does."""
    found = [
        _in_periods(rows, periods, kind)
        .drop_nulls(trait)
        .group_by("period_start", pl.col(trait).alias("value"))
        .agg(
            answer_count=pl.len(),
            base_weight=pl.col("prior_weight").sum(),
            weight=pl.col("weight").sum(),
        )
        .with_columns(pl.lit(kind).alias("period_kind"), pl.lit(trait).alias("trait"))
        for (kind,), _ in periods.group_by("period_kind", maintain_order=True)
        for trait in _known_traits(rows)
    ]
    return pl.concat(found).select(AGES_SCHEMA.names()).cast(AGES_SCHEMA)


def _known_traits(rows: pl.DataFrame) -> Sequence[str]:
    return ("sex", "age_band") if rows.height else ()


ESTIMATES = "marts.fct_survey_estimates"
AGES = "marts.fct_survey_traits"
SURVEY_ESTIMATES = Step(
    ESTIMATES,
    "item, level, area_code, period_kind, period_start",
    frozenset(
        {
            "staging.stg_survey_responses",
            "staging.stg_survey_margins",
            "intermediate.int_areas_chosen",
            "intermediate.int_periods_spanned",
        }
    ),
    _estimate,
    also=(AGES,),
)
