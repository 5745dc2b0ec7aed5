"""What is known of each source: whether it was delivered, since when, and until when."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from warehouse.catalog import Metric
from warehouse.connection import Warehouse
from warehouse.periods import MONTHS_IN_YEAR, Period

SOURCES = "select source, first_month, complete_until from marts.dim_sources"
FIRST_MONTH = "select min(period_start) from marts.dim_periods where period_kind = 'month'"


@dataclass(frozen=True, slots=True)
class SourcesKnown:
    """The delivered sources of one version.

    Attributes:
        first_months: source → the first month it covers; registers are not in it.
        complete_until: source → periods that end by then are whole; sources of which nobody
            said so, and which hold no dates of their own, are not in it.
        delivered: every source that was delivered.
        first_month: the first month of which anything is known.
    """

    first_months: dict[str, dt.date]
    complete_until: dict[str, dt.datetime]
    delivered: frozenset[str]
    first_month: dt.date | None

    @classmethod
    def of(cls, warehouse: Warehouse) -> "SourcesKnown":
        """Read what a version says of its sources."""
        rows = warehouse.ask(SOURCES)
        return cls(
            dict(rows.drop_nulls("first_month").select("source", "first_month").iter_rows()),
            dict(rows.drop_nulls("complete_until").select("source", "complete_until").iter_rows()),
            frozenset(rows["source"]),
            warehouse.ask(FIRST_MONTH).item(),
        )

    def has_all(self, needs: Iterable[str]) -> bool:
        """Tell whether all of these were delivered."""
        return set(needs) <= self.delivered

    def is_early(self, metric: Metric, period: Period) -> bool:
        """Tell whether less than twelve months were known at the end of a period."""
        first = self.first_months.get(metric.evidence, self.first_month)
        if first is None:
            return True
        months = (period.next_start.year - first.year) * MONTHS_IN_YEAR
        return months + period.next_start.month - first.month < MONTHS_IN_YEAR

    def is_provisional(self, wanted: Sequence[Metric], next_start: pl.Expr) -> pl.Expr:
        """Say of each row whether a cut-off falls into its period; ``is_provisional``.

        Args:
            wanted: the metrics of the rows, by ``metric_id``.
            next_start: the first day after the row's period.
        """
        known = {one.metric_id: until for one in wanted if (until := self._known_until(one))}
        if not known:
            return pl.lit(value=False).alias("is_provisional")
        cutoff = pl.col("metric_id").replace_strict(
            known, default=None, return_dtype=pl.Datetime("us")
        )
        return (cutoff < next_start).fill_null(value=False).alias("is_provisional")

    def _known_until(self, metric: Metric) -> dt.datetime | None:
        """Give the earliest cut-off of what happens; of a register only where there is no more."""
        happening = [name for name in metric.needs if name in self.first_months]
        looked_at = happening or [metric.evidence]
        return min(
            (self.complete_until[name] for name in looked_at if name in self.complete_until),
            default=None,
        )
