"""Values of a metric: what was counted, measured, compared and ranked; and why there is none."""

from dataclasses import dataclass

import polars as pl

from warehouse.areas import AreaTree
from warehouse.catalog import Kind, Metric
from warehouse.connection import Warehouse
from warehouse.measure import compared, measured, ranked
from warehouse.periods import Period, PeriodKind
from warehouse.promises import targets_for, with_targets

COUNTS = """
select
    counts.*,
    coalesce(cutoffs.cutoff_at < periods.next_start, false) as is_provisional
from marts.fct_metric_counts as counts
inner join marts.dim_periods as periods
    on counts.period_kind = periods.period_kind and counts.period_start = periods.period_start
left join marts.dim_cutoffs as cutoffs on cutoffs.source = $evidence
where counts.metric_id = $metric_id and counts.level = $level
    and counts.period_kind = $period_kind
"""
IN_ONE = " and counts.period_start = $period_start"


@dataclass(frozen=True, slots=True)
class ValueBook:
    """Looks values up in one version."""

    warehouse: Warehouse
    areas: AreaTree

    def at(self, metric: Metric, *, level: str, period: Period) -> pl.DataFrame:
        """Give the values of every counted area of a level in one period.

        Returns:
            One row an area, as `Reader.values` describes them.
        """
        counts = self._counts(metric, level=level, period=period)
        rows = self._areas(level, period).join(
            counts.drop("level", "period_start", "period_kind"), on="area_code", how="left"
        )
        why_nothing = pl.lit(self._why_nothing(metric, level=level, period=period))
        rows = rows.with_columns(
            pl.when(pl.col("metric_id").is_null())
            .then(why_nothing)
            .otherwise(pl.col("withheld"))
            .alias("withheld"),
            pl.col("is_provisional").fill_null(value=False),
            pl.lit(period.label).alias("period"),
        )
        found = measured(rows, metric).with_columns(
            pl.lit(self._benchmark(metric, level=level, period=period), pl.Float64).alias(
                "benchmark"
            )
        )
        promised = targets_for(self.warehouse, metric.metric_id, level=level, period=period)
        return ranked(compared(with_targets(found, promised), metric), metric)

    def over(self, metric: Metric, *, level: str, kind: PeriodKind) -> pl.DataFrame:
        """Give the values of every area of a level in every period of a kind, without ranks.

        Returns:
            One row an area and period that has counts, oldest first: columns as
            ``marts.fct_metric_counts`` and what `measured` adds; ``period`` is its label.
        """
        params = self._params(metric, level=level, kind=kind)
        counts = self.warehouse.ask(COUNTS, params)
        labels = [Period(start, kind).label for start in counts["period_start"]]
        named = counts.with_columns(pl.Series("period", labels, dtype=pl.String))
        return measured(named, metric).sort("period_start", "area_code")

    def _params(self, metric: Metric, *, level: str, kind: PeriodKind) -> dict[str, str]:
        return {
            "metric_id": metric.metric_id,
            "level": level,
            "period_kind": str(kind),
            "evidence": metric.evidence,
        }

    def _counts(self, metric: Metric, *, level: str, period: Period) -> pl.DataFrame:
        params = self._params(metric, level=level, kind=period.kind)
        return self.warehouse.ask(COUNTS + IN_ONE, {**params, "period_start": period.start})

    def _areas(self, level: str, period: Period) -> pl.DataFrame:
        """List the areas to be judged: counted ones, grids that existed in the period."""
        rows = self.areas.rows.filter((pl.col("level") == level) & pl.col("is_counted"))
        if level == "grid":
            rows = rows.filter(
                (pl.col("valid_from") < period.next_start) & (pl.col("valid_to") > period.start)
            ).unique("area_code", keep="last", maintain_order=True)
        return rows.drop("valid_from", "valid_to").sort("area_code")

    def _benchmark(self, metric: Metric, *, level: str, period: Period) -> float | None:
        """Give the district's value, which lower levels are compared with."""
        if level == "district":
            return None
        top = measured(self._counts(metric, level="district", period=period), metric)
        return top["value"][0] if top.height == 1 else None

    def _why_nothing(self, metric: Metric, *, level: str, period: Period) -> str:
        """Say why an area has no counts at all."""
        if level not in metric.levels:
            return "not_at_this_level"
        if metric.kind in {Kind.SURVEY, Kind.SAMPLE} and period.kind is PeriodKind.MONTH:
            return "not_by_month"
        if metric.needs_full_year and self._has_later(metric, level=level, period=period):
            return "needs_full_year"
        return "no_data"

    def _has_later(self, metric: Metric, *, level: str, period: Period) -> bool:
        params = self._params(metric, level=level, kind=period.kind)
        sql = (
            f"select count(*) as row_count from ({COUNTS} and counts.period_start > $period_start)"
        )
        found = self.warehouse.ask(sql, {**params, "period_start": period.start})
        return bool(found["row_count"][0])
