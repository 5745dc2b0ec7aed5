"""Figures that stand beside a metric: a coverage, a count, a second denominator."""

import polars as pl

from warehouse.catalog import Metric
from warehouse.connection import Warehouse
from warehouse.periods import Period
from warehouse.reasons_withheld import Reason

COUNTS = """
select beside_id, area_code, numerator, denominator, withheld
from marts.fct_beside_counts
where metric_id = $metric_id and level = $level
    and period_kind = $period_kind and period_start = $period_start
"""


def figures_beside(
    warehouse: Warehouse, metric: Metric, *, areas: pl.DataFrame, period: Period
) -> pl.DataFrame:
    """Give the figures beside a metric; see `Reader.beside`."""
    figures = pl.DataFrame(
        [
            (
                one.beside_id,
                one.unit,
                float(one.per),
                one.denominator is None,
                one.label["zh"],
                one.label["en"],
            )
            for one in metric.beside
        ],
        schema={
            "beside_id": pl.String,
            "unit": pl.String,
            "per": pl.Float64,
            "is_count": pl.Boolean,
            "label_zh": pl.String,
            "label_en": pl.String,
        },
        orient="row",
    )
    level = str(areas["level"][0]) if areas.height else ""
    counts = warehouse.ask(
        COUNTS,
        {
            "metric_id": metric.metric_id,
            "level": level,
            "period_kind": str(period.kind),
            "period_start": period.start,
        },
    ).with_columns(has_counts=pl.lit(value=True))
    shown = pl.col("withheld").is_null()
    divided = pl.when(pl.col("denominator") > 0).then(
        pl.col("numerator") * pl.col("per") / pl.col("denominator")
    )
    return (
        figures.join(areas, how="cross", maintain_order="left_right")
        .join(counts, on=["beside_id", "area_code"], how="left", maintain_order="left")
        .with_columns(
            pl.when("has_counts")
            .then("withheld")
            .otherwise(pl.lit(Reason.NO_DATA))
            .alias("withheld"),
            pl.lit(str(period.kind)).alias("period_kind"),
            pl.lit(period.start).alias("period_start"),
        )
        .with_columns(
            pl.when(shown).then(name).alias(name) for name in ("numerator", "denominator")
        )
        .with_columns(pl.when("is_count").then("numerator").otherwise(divided).alias("value"))
        .drop("per", "is_count", "has_counts")
    )
