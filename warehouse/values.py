"""Values of metrics: what was counted, measured, compared and ranked; and why there is none."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import polars as pl

from warehouse.areas import AreaTree
from warehouse.catalog import Benchmark, Kind, Metric, metrics
from warehouse.connection import Warehouse
from warehouse.judge import compared, ranked
from warehouse.measure import measured, with_values
from warehouse.periods import Period, PeriodKind
from warehouse.promises import all_targets, targets_of, with_targets
from warehouse.reasons_withheld import Reason
from warehouse.sources_known import SourcesKnown

# One question brings every metric of a page, with the district's counts as the benchmark.
COUNTS = """
select counts.*
from marts.fct_metric_counts as counts
where list_contains($metric_ids, counts.metric_id)
    and list_contains($levels, counts.level)
    and counts.period_kind = $period_kind
"""
IN_ONE = " and counts.period_start = $period_start"
KEY = ["metric_id", "area_code"]
# Some megabytes where every one of them is of a thousand grids.
MOST_BOARDS = 64


@dataclass(frozen=True)
class ValueBook:
    """Looks values up in one version."""

    warehouse: Warehouse
    areas: AreaTree

    @cached_property
    def _sources(self) -> SourcesKnown:
        return SourcesKnown.of(self.warehouse)

    @cached_property
    def _promised(self) -> pl.DataFrame:
        return all_targets(self.warehouse)

    def board(
        self,
        wanted: Sequence[Metric],
        *,
        level: str,
        period: Period,
        among: str | None = None,
        is_ranked: bool = True,
    ) -> pl.DataFrame:
        """Give the values of several metrics for every counted area of a level in one period.

        Args:
            wanted: the metrics.
            level: of the areas.
            period: the period.
            among: the setting of the areas that are compared with each other; all of them where
                none is given.
            is_ranked: whether ranks are wanted.

        Returns:
            One row a metric and area, as `Reader.values` describes them; without the ranks
            unless they are asked for.
        """
        judged = self._kept(tuple(one.metric_id for one in wanted), level, period, among)
        return ranked(judged, wanted) if is_ranked else judged

    @cached_property
    def _kept(self) -> Callable[[tuple[str, ...], str, Period, str | None], pl.DataFrame]:
        """Judge once what a page asks for several times: beside its past, among its peers."""
        return lru_cache(MOST_BOARDS)(self._judged)

    def _judged(
        self, metric_ids: tuple[str, ...], level: str, period: Period, among: str | None
    ) -> pl.DataFrame:
        ids, wanted = list(metric_ids), [metrics()[one] for one in metric_ids]
        levels = [level, "district"]
        counts = self._counts(ids, levels=levels, kind=period.kind, start=period.start)
        areas = self.areas.at(level, period)
        if among is not None:
            areas = areas.filter(pl.col("setting") == among)
        rows = self._for_every_area(wanted, counts, areas, level=level, period=period)
        known = measured(rows, wanted)
        district = with_values(counts.filter(pl.col("level") == "district"), wanted)
        promised = targets_of(self._promised, ids, level=level, period=period)
        targeted = with_targets(_with_benchmark(known, district, wanted), promised)
        return compared(targeted, wanted)

    def over(self, wanted: Sequence[Metric], *, level: str, kind: PeriodKind) -> pl.DataFrame:
        """Give the values of every area of a level in every period of a kind, without ranks.

        Returns:
            One row a metric, area and period that has counts, oldest first: columns as
            ``marts.fct_metric_counts`` and what `measured` adds; ``period`` is its label.
        """
        ids = [metric.metric_id for metric in wanted]
        counts = self._counts(ids, levels=[level], kind=kind)
        periods = {start: Period(start, kind) for start in counts["period_start"].unique()}
        named = counts.with_columns(
            pl.col("period_start")
            .replace_strict(
                {start: one.label for start, one in periods.items()}, return_dtype=pl.String
            )
            .alias("period"),
            self._sources.is_provisional(
                wanted,
                pl.col("period_start").replace_strict(
                    {start: one.next_start for start, one in periods.items()},
                    return_dtype=pl.Date,
                ),
            ),
        )
        return measured(named, wanted).sort("metric_id", "period_start", "area_code")

    def _counts(
        self, ids: list[str], *, levels: list[str], kind: PeriodKind, start: dt.date | None = None
    ) -> pl.DataFrame:
        params: dict[str, object] = {
            "metric_ids": ids,
            "levels": levels,
            "period_kind": str(kind),
        }
        if start is None:
            return self.warehouse.ask(COUNTS, params)
        return self.warehouse.ask(COUNTS + IN_ONE, {**params, "period_start": start})

    def _for_every_area(
        self,
        wanted: Sequence[Metric],
        counts: pl.DataFrame,
        areas: pl.DataFrame,
        *,
        level: str,
        period: Period,
    ) -> pl.DataFrame:
        """Set every metric against every area of a level, and say why counts are missing."""
        why = {
            metric.metric_id: self._why_nothing(metric, level=level, period=period)
            for metric in wanted
        }
        metric_rows = pl.DataFrame(
            {"metric_id": list(why), "why": list(why.values())},
            schema={"metric_id": pl.String, "why": pl.String},
        )
        of_level = counts.filter(pl.col("level") == level).drop("level", "period_start")
        return (
            metric_rows.join(areas, how="cross", maintain_order="left_right")
            .join(
                of_level.with_columns(has_counts=pl.lit(value=True)),
                on=KEY,
                how="left",
                maintain_order="left",
            )
            .with_columns(
                pl.lit(str(period.kind)).alias("period_kind"),
                pl.lit(period.start).alias("period_start"),
                pl.lit(period.label).alias("period"),
                pl.when(pl.col("has_counts")).then("withheld").otherwise("why").alias("withheld"),
                self._sources.is_provisional(wanted, pl.lit(period.next_start))
                & pl.col("has_counts").fill_null(value=False),
            )
            .drop("why", "has_counts")
        )

    def _why_nothing(self, metric: Metric, *, level: str, period: Period) -> str:
        """Say why an area would have no counts of a metric at all."""
        if level not in metric.levels:
            return Reason.NOT_AT_THIS_LEVEL
        if not self._sources.has_all(metric.needs):
            return Reason.NOT_DELIVERED
        if metric.is_asked and period.kind is PeriodKind.MONTH:
            return Reason.NOT_BY_MONTH
        if metric.needs_full_year and self._sources.is_early(metric, period):
            return Reason.NEEDS_FULL_YEAR
        return Reason.NO_DATA


def _with_benchmark(
    values: pl.DataFrame, district: pl.DataFrame, wanted: Sequence[Metric]
) -> pl.DataFrame:
    """Add what each value is compared with: the district's value, or that of its peers."""
    of_peers = [one.metric_id for one in wanted if one.benchmark is Benchmark.PEERS]
    whole = district.select("metric_id", pl.col("value").alias("benchmark"))
    peers = pl.col("numerator").sum() / pl.col("denominator").sum()
    per = {one.metric_id: float(one.per) for one in wanted}
    group = ["metric_id", "peer_group"]
    of_group = pl.when(pl.col("denominator").sum().over(group) > 0).then(
        peers.over(group) * pl.col("metric_id").replace_strict(per, return_dtype=pl.Float64)
    )
    is_by_peers = pl.col("metric_id").is_in(of_peers)
    # A sample of a part is smaller than that of the whole, and says nothing by it.
    samples = [one.metric_id for one in wanted if one.kind is Kind.SAMPLE]
    # The district is not compared with itself.
    is_alone = (pl.col("level") == "district") | pl.col("metric_id").is_in(samples)
    return values.join(whole, on="metric_id", how="left", maintain_order="left").with_columns(
        pl.when(is_alone)
        .then(None)
        .when(is_by_peers)
        .then(of_group)
        .otherwise("benchmark")
        .alias("benchmark")
    )
