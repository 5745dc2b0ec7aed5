"""The four linked levels: which area lies in which."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from warehouse.access import AccessScope
from warehouse.catalog import LEVELS
from warehouse.connection import Warehouse
from warehouse.periods import Period

# A grid is known by its latest version here; facts join the version of their time. Joined by
# name, so that a version can be returned to that was published before areas had a setting.
PLACES = """
select areas.*, null::date as valid_from, null::date as valid_to
from marts.dim_areas as areas
union all by name
select grid_code as area_code, 'grid' as level, name_zh, name_en, community_code as parent_code,
    '' as peer_group, setting, true as is_counted, household_count, resident_count,
    valid_from, valid_to
from marts.dim_grids
order by level, area_code, valid_from
"""


class UnknownAreaError(KeyError):
    """There is no area of this code."""


class OutOfScopeError(PermissionError):
    """A reader asked for an area outside their scope."""


@dataclass(frozen=True, slots=True)
class Area:
    """One place as pages show it."""

    code: str
    level: str
    names: Mapping[str, str]
    parent_code: str | None
    is_counted: bool


class AreaTree:
    """Every area and grid of one version.

    Attributes:
        rows: one row an area, and one a grid version: ``area_code``, ``level``, ``name_zh``,
            ``name_en``, ``parent_code``, ``peer_group``, ``setting`` (``urban``, ``rural`` or
            ``institution``: of a grid its own, of a community or street that of most of its
            grids; null where nobody said, and for the district), ``is_counted``,
            ``managed_by``, sizes, ``valid_from`` and ``valid_to`` (grids alone).
    """

    def __init__(self, warehouse: Warehouse) -> None:
        self.rows = warehouse.ask(PLACES)

    @cached_property
    def _by_code(self) -> dict[str, Area]:
        latest = self.rows.unique("area_code", keep="last", maintain_order=True)
        return {
            row["area_code"]: Area(
                row["area_code"],
                row["level"],
                {"zh": row["name_zh"], "en": row["name_en"] or row["name_zh"]},
                row["parent_code"],
                row["is_counted"],
            )
            for row in latest.iter_rows(named=True)
        }

    def area(self, code: str) -> Area:
        """Give one area.

        Raises:
            UnknownAreaError: there is none of this code.
        """
        try:
            return self._by_code[code]
        except KeyError as error:
            raise UnknownAreaError(code) from error

    @property
    def top(self) -> Area | None:
        """The district; none before areas have been delivered."""
        tops = (
            area for area in self._by_code.values() if area.level == "district" and area.is_counted
        )
        return next(tops, None)

    def path(self, code: str) -> list[Area]:
        """List the areas from the district down to ``code``.

        Raises:
            UnknownAreaError: there is none of this code.
        """
        found = [self.area(code)]
        while (above := found[0].parent_code) in self._by_code and len(found) < len(LEVELS):
            found.insert(0, self._by_code[str(above)])
        return found

    def codes_below(self, code: str) -> set[str]:
        """Name ``code`` and every area that lies, or ever lay, in it."""
        codes = {code}
        for _ in LEVELS:
            below = self.rows.filter(pl.col("parent_code").is_in(codes))["area_code"]
            codes |= set(below)
        return codes

    def codes_within(self, code: str, level: str) -> set[str]:
        """Name the areas of ``level`` that are ``code`` or lie in it."""
        at_level = self.rows.filter(pl.col("level") == level)["area_code"]
        return self.codes_below(code) & set(at_level)

    def at(self, level: str, period: Period) -> pl.DataFrame:
        """List the areas to be judged: counted ones, grids that existed in the period.

        Returns:
            One row an area; columns as ``rows``, less those of its validity.
        """
        rows = self.rows.filter((pl.col("level") == level) & pl.col("is_counted"))
        if level == "grid":
            rows = rows.filter(
                (pl.col("valid_from") < period.next_start) & (pl.col("valid_to") > period.start)
            ).unique("area_code", keep="last", maintain_order=True)
        return rows.drop("valid_from", "valid_to").sort("area_code")

    def children(self, code: str) -> list[Area]:
        """List the areas right below ``code``, in the order of their codes."""
        below = self.rows.filter(pl.col("parent_code") == code)["area_code"].unique().sort()
        return [self.area(one) for one in below]

    def visible(self, scope: AccessScope) -> frozenset[str] | None:
        """Name the areas a reader may see: their streets, what lies in or above them.

        Returns:
            Codes; null for a reader who may see all of them.
        """
        if scope.street_codes is None:
            return None
        found = set[str]()
        for street in scope.street_codes & self._by_code.keys():
            found |= {area.code for area in self.path(street)}
            found |= self.codes_below(street)
        return frozenset(found)

    def is_visible(self, code: str, scope: AccessScope) -> bool:
        """Tell whether a reader may see an area."""
        seen = self.visible(scope)
        return seen is None or code in seen
