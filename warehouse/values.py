"""Values of metrics: what was counted, measured, compared and ranked; and why there is none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from warehouse.areas import AreaTree
from warehouse.catalog import Kind, Metric, metrics
from warehouse.connection import Warehouse
from warehouse.judge import compared, ranked
from warehouse.measure import measured
from warehouse.periods import Period, PeriodKind
from warehouse.promises import targets_of, with_targets

# One question brings every metric of a page, with the district's counts as the benchmark.
COUNTS = """
select counts.*, periods.next_start
from marts.fct_metric_counts as counts
inner join marts.dim_periods as periods
    on counts.period_kind = periods.period_kind and counts.period_start = periods.period_start
where list_contains($metric_ids, counts.metric_id)
    and list_contains($levels, counts.level)
    and counts.period_kind = $period_kind
"""
IN_ONE = " and counts.period_start = $period_start"
CUTOFFS = "select source, cutoff_at from marts.dim_cutoffs"
# Metrics that look back twelve months have no value before the first of these months.
FIRST_FULL_YEAR = """
select min(period_start) + interval 11 month as first_month
from marts.dim_periods
where period_kind = 'month'
"""


@dataclass(frozen=True, slots=True)
class ValueBook:
    """Looks values up in one version."""

    warehouse: Warehouse
    areas: AreaTree

    def board(self, wanted: Sequence[Metric], *, level: str, period: Period) -> pl.DataFrame:
        """Give the values of several metrics for every counted area of a level in one period.

        Returns:
            One row a metric and area, as `Reader.values` describes them.
        """
        ids = [metric.metric_id for metric in wanted]
        counts = self._counts(ids, levels=[level, "district"], kind=period.kind, start=period.start)
        promised = targets_of(self.warehouse, ids, level=level, period=period)
        areas = self._areas(level, period)
        why = self._reasons(wanted, level=level, period=period)
        return pl.concat(
            _judged(
                metric,
                areas.with_columns(metric_id=pl.lit(metric.metric_id), period=pl.lit(period.label)),
                counts=counts.filter(pl.col("metric_id") == metric.metric_id),
                promised=promised.filter(pl.col("metric_id") == metric.metric_id),
                why_nothing=why[metric.metric_id],
            )
            for metric in wanted
        )

    def over(self, wanted: Sequence[Metric], *, level: str, kind: PeriodKind) -> pl.DataFrame:
        """Give the values of every area of a level in every period of a kind, without ranks.

        Returns:
            One row a metric, area and period that has counts, oldest first: columns as
            ``marts.fct_metric_counts`` and what `measured` adds; ``period`` is its label.
        """
        ids = [metric.metric_id for metric in wanted]
        counts = self._counts(ids, levels=[level], kind=kind)
        labels = [Period(start, kind).label for start in counts["period_start"]]
        named = counts.with_columns(pl.Series("period", labels, dtype=pl.String))
        found = [
            measured(named.filter(pl.col("metric_id") == metric.metric_id), metric)
            for metric in wanted
        ]
        return pl.concat(found).sort("metric_id", "period_start", "area_code")

    def _counts(
        self, ids: list[str], *, levels: list[str], kind: PeriodKind, start: dt.date | None = None
    ) -> pl.DataFrame:
        params: dict[str, object] = {
            "metric_ids": ids,
            "levels": levels,
            "period_kind": str(kind),
        }
        if start is None:
            return self._with_provisional(self.warehouse.ask(COUNTS, params))
        rows = self.warehouse.ask(COUNTS + IN_ONE, {**params, "period_start": start})
        return self._with_provisional(rows)

    def _with_provisional(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Say which values a delivery's cut-off falls into the period of."""
        cutoffs = dict(self.warehouse.ask(CUTOFFS).iter_rows())
        by_metric = {
            metric_id: cutoffs.get(metric.evidence) for metric_id, metric in metrics().items()
        }
        known = {k: v for k, v in by_metric.items() if v is not None}
        cutoff = pl.col("metric_id").replace_strict(
            known, default=None, return_dtype=pl.Datetime("us")
        )
        return rows.with_columns(
            (cutoff < pl.col("next_start")).fill_null(value=False).alias("is_provisional")
        )

    def _areas(self, level: str, period: Period) -> pl.DataFrame:
        """List the areas to be judged: counted ones, grids that existed in the period."""
        rows = self.areas.rows.filter((pl.col("level") == level) & pl.col("is_counted"))
        if level == "grid":
            rows = rows.filter(
                (pl.col("valid_from") < period.next_start) & (pl.col("valid_to") > period.start)
            ).unique("area_code", keep="last", maintain_order=True)
        return rows.drop("valid_from", "valid_to").sort("area_code")

    def _reasons(self, wanted: Sequence[Metric], *, level: str, period: Period) -> dict[str, str]:
        """Say of each metric why an area would have no counts at all."""
        first_month: dt.datetime | None = None
        if any(metric.needs_full_year for metric in wanted):
            first_month = self.warehouse.ask(FIRST_FULL_YEAR)["first_month"][0]
        is_early = first_month is not None and period.last_day < first_month.date()
        return {
            metric.metric_id: _why_nothing(metric, level=level, period=period, is_early=is_early)
            for metric in wanted
        }


def _why_nothing(metric: Metric, *, level: str, period: Period, is_early: bool) -> str:
    if level not in metric.levels:
        return "not_at_this_level"
    if metric.kind in {Kind.SURVEY, Kind.SAMPLE} and period.kind is PeriodKind.MONTH:
        return "not_by_month"
    return "needs_full_year" if metric.needs_full_year and is_early else "no_data"


def _judged(
    metric: Metric,
    areas: pl.DataFrame,
    *,
    counts: pl.DataFrame,
    promised: pl.DataFrame,
    why_nothing: str,
) -> pl.DataFrame:
    """Measure, compare and rank one metric's counts of one period."""
    level = areas["level"][0] if areas.height else ""
    rows = areas.join(
        counts.filter(pl.col("level") == level).drop("level", "metric_id"),
        on="area_code",
        how="left",
    ).with_columns(
        pl.when(pl.col("period_start").is_null())
        .then(pl.lit(why_nothing))
        .otherwise(pl.col("withheld"))
        .alias("withheld"),
        pl.col("is_provisional").fill_null(value=False),
    )
    district = measured(counts.filter(pl.col("level") == "district"), metric)
    # The district is not compared with itself.
    benchmark = district["value"][0] if district.height == 1 and level != "district" else None
    known = measured(rows, metric).with_columns(pl.lit(benchmark, pl.Float64).alias("benchmark"))
    targeted = with_targets(known, promised.drop("metric_id"))
    return ranked(compared(targeted, metric), metric)
