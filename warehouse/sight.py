"""Which rows of an answer a reader asked for, and which of them they may see."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import polars as pl

from warehouse.access import AccessScope
from warehouse.areas import AreaTree, OutOfScopeError
from warehouse.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader sees of the areas of one version."""

    areas: AreaTree
    scope: AccessScope

    @property
    def is_whole(self) -> bool:
        """Whether the reader may see the whole district."""
        return self.scope.street_codes is None

    def check(self, code: str) -> None:
        """Refuse an area that the reader may not look at.

        Raises:
            UnknownAreaError: there is no such area.
            OutOfScopeError: it is not theirs.
        """
        self.areas.area(code)
        if not self.areas.is_visible(code, self.scope):
            raise OutOfScopeError(code)

    def check_rows_of(self, code: str) -> None:
        """Refuse an area whose single rows the reader may not look at: the district is not theirs.

        Raises:
            UnknownAreaError: there is no such area.
            OutOfScopeError: it, or part of it, is not theirs.
        """
        self.check(code)
        streets = self.scope.street_codes
        if streets is not None and not streets & {area.code for area in self.areas.path(code)}:
            raise OutOfScopeError(code)

    def kept(self, rows: pl.DataFrame, *, level: str, within: str | None = None) -> pl.DataFrame:
        """Keep the rows of areas that were asked for and may be seen.

        Args:
            rows: ``area_code``, ``period_kind`` and ``period_start``.
            level: of all rows.
            within: code of an area to keep to.
        """
        if within is not None:
            self.check(within)
            rows = self._lying_in(rows, self.areas.codes_below(within), level=level)
        seen = self.areas.visible(self.scope)
        return rows if seen is None else self._lying_in(rows, seen, level=level)

    def of_visible(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep rows of areas that may be seen, and rows of no area."""
        seen = self.areas.visible(self.scope)
        if seen is None:
            return rows
        return rows.filter(pl.col("area_code").is_in(seen) | pl.col("area_code").is_null())

    def _lying_in(self, rows: pl.DataFrame, codes: AbstractSet[str], *, level: str) -> pl.DataFrame:
        if level != "grid":
            return rows.filter(pl.col("area_code").is_in(codes))
        # A grid that moved is judged by where it lay in the period, and all of the period.
        spans = rows.select("area_code", "period_kind", "period_start").unique()
        ends = [
            Period(start, PeriodKind(kind)).next_start
            for kind, start in spans.select("period_kind", "period_start").iter_rows()
        ]
        lying = (
            spans.with_columns(pl.Series("next_start", ends, dtype=pl.Date))
            .join(self._versions, on="area_code")
            .filter(
                pl.col("valid_from") < pl.col("next_start"),
                pl.col("valid_to") > pl.col("period_start"),
            )
            .group_by("area_code", "period_kind", "period_start")
            .agg(pl.col("parent_code").is_in(codes).all().alias("is_inside"))
            .filter(pl.col("is_inside").fill_null(value=False))
        )
        key = ["area_code", "period_kind", "period_start"]
        return rows.join(lying, on=key, how="semi", maintain_order="left")

    @property
    def _versions(self) -> pl.DataFrame:
        return self.areas.rows.filter(pl.col("level") == "grid").select(
            "area_code", "parent_code", "valid_from", "valid_to"
        )
