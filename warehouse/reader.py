"""The only door for the dashboard: every question a page or a command may ask."""

from collections.abc import Sequence
from functools import cached_property

import polars as pl

from warehouse import doubts, questions
from warehouse.access import WHOLE_DISTRICT, AccessScope
from warehouse.analysis import Analysis
from warehouse.areas import Area, AreaTree, OutOfScopeError, UnknownAreaError
from warehouse.catalog import LEVELS, Metric, metrics
from warehouse.connection import Warehouse
from warehouse.evidence import Evidence, EvidenceRoom
from warehouse.figures_beside import figures_beside
from warehouse.grid_book import GridBook
from warehouse.judge import changes
from warehouse.peer_book import PeerBook
from warehouse.periods import Period, PeriodKind
from warehouse.sight import Sight
from warehouse.snapshots import Version
from warehouse.statistics import Outcome
from warehouse.survey_account import SurveyAccount
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

    @cached_property
    def _sight(self) -> Sight:
        return Sight(self.areas, self._scope)

    @cached_property
    def analysis(self) -> Analysis:
        """What values are taken apart with."""
        return Analysis(self._warehouse, self._sight)

    @cached_property
    def grids(self) -> GridBook:
        """What single grids are, hold and do."""
        return GridBook(self._warehouse, self._sight)

    @cached_property
    def peers(self) -> PeerBook:
        """How areas stand among each other."""
        return PeerBook(self._warehouse, self._book, self._sight)

    @cached_property
    def _survey(self) -> SurveyAccount:
        return SurveyAccount(self._warehouse)

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
        found = self._warehouse.ask(questions.PERIODS, {"kind": str(kind)})
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
            ``effective_n``, ``target``, ``floor``, ``benchmark`` (what the metric is compared
            with: the district's value or its peers'), the outcomes of comparing, ranks with
            their intervals, ``withheld`` (why there is no value, one of
            ``warehouse.reasons_withheld.Reason``; null where there is one), ``is_small``,
            ``is_provisional`` and ``excluded_count``. Shares are 0–1.

        Raises:
            UnknownMetricError, UnknownAreaError, OutOfScopeError: the question makes no sense,
                or is not this reader's to ask.
        """
        return self.board([metric_id], level=level, period=period, within=within)

    def board(
        self,
        metric_ids: Sequence[str],
        *,
        level: str,
        period: Period,
        within: str | None = None,
        among: str | None = None,
    ) -> pl.DataFrame:
        """Give several metrics' values at once: one question to the warehouse.

        Args:
            metric_ids: the metrics.
            level: as for ``values``.
            period: as for ``values``.
            within: as for ``values``.
            among: setting of the areas ranked, banded and compared as if there were no others.

        Returns:
            One row a metric and counted area; columns as ``values``, and ``metric_id``.
        """
        wanted = self._wanted(metric_ids, level)
        found = self._book.board(wanted, level=level, period=period, among=among)
        return self._sight.kept(found, level=level, within=within)

    def changes(
        self, metric_ids: Sequence[str], *, level: str, period: Period, then: Period
    ) -> pl.DataFrame:
        """Compare every area with itself in another period.

        Returns:
            One row a metric and area, as `warehouse.judge.changes` gives them, and ``is_break``:
            the survey was asked another way in between, so that the two are ``not_compared``.
        """
        wanted = self._wanted(metric_ids, level)
        now, before = (
            self._book.board(wanted, level=level, period=one, is_ranked=False)
            for one in (period, then)
        )
        broken = self._survey.is_broken_between(then, period)
        asked = [metric.metric_id for metric in wanted if metric.is_asked and broken]
        is_break = pl.col("metric_id").is_in(asked)
        outcome = pl.when(is_break).then(pl.lit(Outcome.NOT_COMPARED.value))
        return changes(self._sight.kept(now, level=level), before, wanted).with_columns(
            outcome.otherwise("outcome_change").alias("outcome_change"),
            is_break.alias("is_break"),
        )

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
            outcomes and ranks; and ``is_break``: the survey was asked another way than in the
            period before, so that no line may join the two.
        """
        wanted = self._wanted(metric_ids, level)
        found = self._book.over(wanted, level=level, kind=kind)
        parted = self._survey.with_breaks(found, wanted, kind)
        return self._sight.kept(parted, level=level, within=within)

    def beside(self, metric_id: str, *, level: str, period: Period) -> pl.DataFrame:
        """Give the figures that stand beside a metric, for every area of a level.

        Returns:
            One row a figure and area: ``beside_id``, ``area_code`` and its names,
            ``numerator``, ``denominator`` (null for a plain count), ``value`` (a plain count's
            value is the count; a share is 0–1), ``unit``, ``label_zh``, ``label_en``,
            ``withheld`` (why there is no value). No rows for a metric without such figures.
        """
        (metric,) = self._wanted([metric_id], level)
        areas = self.areas.at(level, period)
        found = figures_beside(self._warehouse, metric, areas=areas, period=period)
        return self._sight.kept(found, level=level)

    def evidence(
        self, metric_id: str, area_code: str, *, period: Period, limit: int = 100
    ) -> Evidence:
        """Give the rows behind a number, with the file and line each of them came from.

        Args:
            metric_id: the metric.
            area_code: the area whose value it is.
            period: the period.
            limit: how many rows at most; the counts are of all of them.

        Raises:
            UnknownMetricError, UnknownAreaError, OutOfScopeError: the question makes no sense,
                or the rows are not this reader's to see.
        """
        metric = self.metric(metric_id)
        self._sight.check_rows_of(area_code)
        room = EvidenceRoom(self._warehouse, self.areas)
        return room.show(metric, self.areas.area(area_code), period=period, limit=limit)

    def caveats(self, metric_id: str) -> list[str]:
        """List what a metric must say of itself because of what was delivered; keys of words."""
        held = {"metric_id": self.metric(metric_id).metric_id}
        return self._warehouse.ask(questions.CAVEATS, held)["caveat"].to_list()

    def doubts(self, *, metric_id: str = "", period: Period | None = None) -> pl.DataFrame:
        """Give what the checks for doubtful data compared; see `warehouse.doubts.comparisons`."""
        found = doubts.comparisons(self._warehouse, metric_id=metric_id, period=period)
        return self._sight.kept(found, level="street")

    def rankings(self) -> pl.DataFrame:
        """Give published and invented values and ranks of districts and counties.

        Returns:
            One row a metric, area, peer set and period; columns as ``marts.fct_rankings``.
        """
        return self._warehouse.ask(questions.RANKINGS)

    def annotations(self) -> pl.DataFrame:
        """Give what happened, oldest first, of the whole district and of areas in scope.

        Returns:
            One row an event: ``occurred_on``, ``area_code`` (null for the whole district),
            ``label_zh``, ``label_en``, ``source``.
        """
        return self._sight.of_visible(self._warehouse.ask(questions.ANNOTATIONS))

    def outlines(self) -> pl.DataFrame:
        """Give the outlines of the district and its streets, counted or not.

        Returns:
            One row an area: ``area_code``, ``level``, names, ``is_counted``, ``managed_by``,
            ``geometry`` (GeoJSON, WGS-84).
        """
        return self._warehouse.ask(questions.OUTLINES)

    def survey_waves(self) -> pl.DataFrame:
        """Give the waves of the survey, oldest first; see `SurveyAccount.waves`."""
        return self._survey.waves()

    def survey_samples(self, period: Period) -> pl.DataFrame:
        """Give the answers behind each street's estimates; see `SurveyAccount.samples`."""
        rows = self._survey.samples(period, self.areas.at("street", period))
        return self._sight.kept(rows, level="street")

    def survey_traits(self, period: Period) -> pl.DataFrame:
        """Give answers against residents by sex and age; see `SurveyAccount.traits`."""
        return self._survey.traits(period)

    def unmatched(self) -> pl.DataFrame:
        """Give accepted rows that take part in no number; nothing to a reader of some streets.

        Returns:
            One row a source, reason and code: ``source``, ``reason``, ``code``, ``row_count``.
        """
        found = self._warehouse.ask(questions.UNMATCHED)
        return found if self._sight.is_whole else found.clear()

    def freshness(self) -> pl.DataFrame:
        """Give how much there is of each source, since when, and until when it is known.

        Returns:
            One row a source: ``source``, ``file_count``, ``row_count``, ``latest_load_seq``,
            ``first_on``, ``last_on`` (null for registers), ``cutoff_at``, ``complete_until``
            (periods that end by then are whole; null where nobody said).
        """
        return self._warehouse.ask(questions.FRESHNESS)

    def _wanted(self, metric_ids: Sequence[str], level: str) -> list[Metric]:
        if level not in LEVELS:
            raise UnknownAreaError(level)
        return [self.metric(metric_id) for metric_id in metric_ids]


__all__ = [
    "Area",
    "Evidence",
    "OutOfScopeError",
    "Reader",
    "UnknownAreaError",
    "UnknownMetricError",
]
