"""The only door for the dashboard: every question a page or a command may ask."""

from collections.abc import Sequence
from functools import cached_property

import polars as pl

from warehouse.access import WHOLE_DISTRICT, AccessScope
from warehouse.areas import Area, AreaTree, OutOfScopeError, UnknownAreaError
from warehouse.catalog import LEVELS, Metric, metrics
from warehouse.connection import Warehouse
from warehouse.judge import changes
from warehouse.periods import Period, PeriodKind
from warehouse.snapshots import Version
from warehouse.values import ValueBook


class UnknownMetricError(KeyError):
    """There is no metric of this id."""


class Reader:
    """Answers questions about one version, within one reader's scope."""

    def __init__(self, warehouse: Warehouse, scope: AccessScope = WHOLE_DISTRICT) -> None:
        self._warehouse = warehouse
        self._scope = scope

    @property
    def version(self) -> Version:
        """The version that is asked."""
        return self._warehouse.version

    @cached_property
    def areas(self) -> AreaTree:
        """The levels and which area lies in which."""
        return AreaTree(self._warehouse)

    @cached_property
    def _book(self) -> ValueBook:
        return ValueBook(self._warehouse, self.areas)

    def metric(self, metric_id: str) -> Metric:
        """Give a metric's definition.

        Raises:
            UnknownMetricError: there is none of this id.
        """
        try:
            return metrics()[metric_id]
        except KeyError as error:
            raise UnknownMetricError(metric_id) from error

    def periods(self, kind: PeriodKind) -> list[Period]:
        """List the periods of one kind that the data spans, oldest first."""
        found = self._warehouse.ask(
            "select period_start from marts.dim_periods where period_kind = $kind order by all",
            {"kind": str(kind)},
        )
        return [Period(start, kind) for start in found["period_start"]]

    def values(
        self, metric_id: str, *, level: str, period: Period, within: str | None = None
    ) -> pl.DataFrame:
        """Give one metric's value for every area of a level in one period.

        Args:
            metric_id: the metric.
            level: ``district``, ``street``, ``community`` or ``grid``.
            period: the period.
            within: code of an area to keep to; ranks are taken over the whole level before.

        Returns:
            One row a counted area: ``area_code`` and its names, ``numerator``, ``denominator``,
            ``value``, ``low`` and ``high`` (95 %), ``low_998`` and ``high_998``, ``n``,
            ``effective_n``, ``target``, ``floor``, ``benchmark`` (the district's value), the
            outcomes of comparing, ranks with their intervals, ``withheld`` (why there is no
            value; null where there is one), ``is_small``, ``is_provisional`` and
            ``excluded_count``. Shares are 0–1.

        Raises:
            UnknownMetricError, UnknownAreaError, OutOfScopeError: the question makes no sense,
                or is not this reader's to ask.
        """
        return self.board([metric_id], level=level, period=period, within=within)

    def board(
        self, metric_ids: Sequence[str], *, level: str, period: Period, within: str | None = None
    ) -> pl.DataFrame:
        """Give several metrics' values at once: one question to the warehouse.

        Returns:
            One row a metric and counted area; columns as ``values``, and ``metric_id``.
        """
        wanted = [self.metric(metric_id) for metric_id in metric_ids]
        found = self._book.board(wanted, level=level, period=period)
        return self._seen(found, level=level, within=within)

    def changes(
        self, metric_ids: Sequence[str], *, level: str, period: Period, then: Period
    ) -> pl.DataFrame:
        """Compare every area with itself in another period.

        Returns:
            One row a metric and area, as `warehouse.judge.changes` gives them, and
            ``metric_id``.
        """
        pair = [self.board(metric_ids, level=level, period=one) for one in (period, then)]
        found = []
        for metric_id in metric_ids:
            now, before = (rows.filter(pl.col("metric_id") == metric_id) for rows in pair)
            moved = changes(now, before, self.metric(metric_id))
            found.append(moved.with_columns(metric_id=pl.lit(metric_id)))
        return pl.concat(found)

    def series(
        self,
        metric_ids: Sequence[str],
        *,
        level: str,
        kind: PeriodKind,
        within: str | None = None,
    ) -> pl.DataFrame:
        """Give metrics' values in every period of a kind, oldest first, without ranks.

        Returns:
            One row a metric, area and period; columns as ``values``, less areas' names, targets,
            outcomes and ranks.
        """
        wanted = [self.metric(metric_id) for metric_id in metric_ids]
        found = self._book.over(wanted, level=level, kind=kind)
        return self._seen(found, level=level, within=within)

    def _seen(self, rows: pl.DataFrame, *, level: str, within: str | None) -> pl.DataFrame:
        """Keep the rows of areas that were asked for and may be seen."""
        if level not in LEVELS:
            raise UnknownAreaError(level)
        if within is not None:
            if not self.areas.is_visible(within, self._scope):
                raise OutOfScopeError(within)
            codes = self.areas.codes_within(self.areas.area(within).code, level)
            rows = rows.filter(pl.col("area_code").is_in(codes))
        if self._scope.street_codes is None:
            return rows
        seen = {code for code in rows["area_code"] if self.areas.is_visible(code, self._scope)}
        return rows.filter(pl.col("area_code").is_in(seen))


__all__ = ["Area", "OutOfScopeError", "Reader", "UnknownAreaError", "UnknownMetricError"]
