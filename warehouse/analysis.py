"""What evaluators take a value apart with: its mix, its history of targets, its weight."""

from dataclasses import dataclass

import polars as pl

from warehouse.catalog import Metric
from warehouse.connection import Warehouse
from warehouse.periods import Period
from warehouse.promises import all_targets, targets_of
from warehouse.sight import Sight

PARTS = """
select area_code, dimension, class, numerator, denominator, n
from marts.fct_metric_parts
where metric_id = $metric_id and period_kind = $period_kind and period_start = $period_start
order by dimension, area_code, class
"""
WEIGHTS = "select * from marts.dim_index_weights"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Answers questions about what makes up the values of one version."""

    warehouse: Warehouse
    sight: Sight

    def parts(self, metric: Metric, period: Period) -> pl.DataFrame:
        """Give what each street counted in each class of its matters, places or answers.

        Returns:
            One row a street, dimension and class: ``area_code``, ``dimension`` (``matter_class``,
            ``setting``, ``mode`` …), ``class`` (``none`` where it is unknown), ``numerator`` and
            ``denominator`` (they add up to the street's; of a survey, weighted; null in a class
            of few answers) and ``n`` (answers of a survey, else null). No rows for metrics of
            persons, and for medians.
        """
        found = self.warehouse.ask(
            PARTS,
            {
                "metric_id": metric.metric_id,
                "period_kind": str(period.kind),
                "period_start": period.start,
            },
        )
        return self.sight.kept(
            found.with_columns(
                pl.lit(str(period.kind)).alias("period_kind"),
                pl.lit(period.start).alias("period_start"),
            ),
            level="street",
        ).drop("period_kind", "period_start")

    def goals(self, metric_ids: list[str], *, level: str, period: Period) -> pl.DataFrame:
        """Give what was promised for all areas of a level.

        Returns:
            One row a metric with a promise: ``metric_id``, ``target``, ``floor``, ``goal_low``
            and ``goal_high`` (the ends of its scale in the index: floor and target where the
            district delivered no others).
        """
        promised = all_targets(self.warehouse)
        found = targets_of(promised, metric_ids, level=level, period=period)
        return (
            found.filter(pl.col("area_code").is_null())
            .drop("area_code")
            .with_columns(
                pl.coalesce("goal_low", "floor").alias("goal_low"),
                pl.coalesce("goal_high", "target").alias("goal_high"),
            )
        )

    def weights(self) -> pl.DataFrame:
        """Give the weights of the index as the district's file had them when it was built.

        Returns:
            One row a metric: ``metric_id``, ``pillar``, ``pillar_weight``, ``metric_weight``.
        """
        return self.warehouse.ask(WEIGHTS)
