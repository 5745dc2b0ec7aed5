"""Survey estimates: weighted shares with design-based intervals, by street and for the district."""

from collections.abc import Iterator

import duckdb
import polars as pl

from warehouse.catalog import Kind, metrics
from warehouse.steps.step import Step, write_table
from warehouse.steps.survey_weights import WEIGHTED

RESPONSES = f"select * from {WEIGHTED}"
PERIODS = """
select period_kind, period_start, next_start
from intermediate.int_periods_spanned
where period_kind != 'month'
order by period_start
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


def items() -> list[str]:
    """Name the survey questions that metrics ask about, as columns of the responses."""
    return sorted({one.item for one in metrics().values() if one.kind is Kind.SURVEY and one.item})


def _estimate(con: duckdb.DuckDBPyConnection) -> None:
    responses = con.sql(RESPONSES).pl()
    nothing = pl.DataFrame(schema=ESTIMATES_SCHEMA)
    periods = con.sql(PERIODS).pl()
    found = _estimates(responses, periods) if responses.height else iter(())
    write_table(con, ESTIMATES, pl.concat([nothing, *found]))


def _estimates(responses: pl.DataFrame, periods: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Estimate every question for each area of each level and period of each kind."""
    for (kind,), of_kind in periods.group_by("period_kind", maintain_order=True):
        rows = _in_periods(responses, of_kind)
        for level in PLACES:
            for item in items():
                yield _shares(rows, item, level=level, kind=str(kind))


def _in_periods(rows: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    """Say which period each response's wave stands for; null where it stands for none."""
    joined = rows.sort("wave_on").join_asof(
        periods.select("period_start", "next_start").sort("period_start"),
        left_on="wave_on",
        right_on="period_start",
        strategy="backward",
    )
    is_inside = pl.col("wave_on") < pl.col("next_start")
    return joined.with_columns(pl.when(is_inside).then("period_start").alias("period_start"))


def _shares(rows: pl.DataFrame, item: str, *, level: str, kind: str) -> pl.DataFrame:
    """Estimate one question for each area of a level and period of a kind."""
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


ESTIMATES = "marts.fct_survey_estimates"
SURVEY_ESTIMATES = Step(
    ESTIMATES,
    "item, level, area_code, period_kind, period_start",
    frozenset({WEIGHTED, "intermediate.int_periods_spanned"}),
    _estimate,
)
