"""Registers made of the codes a delivery mentions, for cities that deliver none.

What is derived only fills gaps: a delivered register goes before it, now or later.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.entries import EntryError
from pipelines.mapping import AreasFromData, BoundMapping
from pipelines.mapping import Mapping as MappingFile
from pipelines.sources import SOURCES
from warehouse.ledger import Manifest, every_part, parts

# A grid that is only known by its code is taken to have existed before anything was measured.
ALWAYS = dt.date(1950, 1, 1)
OWN_SYSTEM = "local"
PLACES_SCHEMA = {"street": pl.String, "grid": pl.String, "name": pl.String}
KNOWN_AREAS = {"code_system": pl.String, "code": pl.String, "name": pl.String}


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What registers hold already, those of this load with it.

    Attributes:
        delivered: areas that were delivered: ``code_system``, ``code``, ``name``.
        derived: areas that an earlier load derived, the latest row of each.
        grids: codes of all grids.
    """

    delivered: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=KNOWN_AREAS))
    derived: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=KNOWN_AREAS))
    grids: pl.Series = field(default_factory=lambda: pl.Series("grid_code", [], pl.String))


def known_places(
    lake: Path, earlier: Sequence[Manifest], *, now: Mapping[str, Sequence[str]]
) -> KnownPlaces:
    """Read what registers hold.

    Args:
        lake: the lake's folder.
        earlier: the loads before this one.
        now: source → parts that this load has written.
    """
    delivered = parts(earlier, "areas") + list(now.get("areas", ()))
    derived = parts(earlier, "areas", is_derived=True)
    grids = every_part(earlier, "grids") + list(now.get("grids", ()))
    return KnownPlaces(
        _read(lake, delivered, KNOWN_AREAS).unique("code", keep="last", maintain_order=True),
        _read(lake, derived, KNOWN_AREAS).unique("code", keep="last", maintain_order=True),
        _read(lake, grids, {"grid_code": pl.String})["grid_code"].unique(),
    )


def _read(lake: Path, names: Sequence[str], schema: Mapping[str, Any]) -> pl.DataFrame:
    found = [pl.read_parquet(lake / name, columns=list(schema)) for name in names]
    return pl.concat([pl.DataFrame(schema=schema), *found])


def one_district(mappings: Iterable[MappingFile]) -> AreasFromData | None:
    """Give the district that mappings make areas for; none where they make none.

    Raises:
        EntryError: two of them name different districts.
    """
    found: AreasFromData | None = None
    for mapping in mappings:
        said = mapping.areas
        if said is None:
            continue
        if found is not None and found.district_code != said.district_code:
            raise EntryError(
                mapping.name, "district.code", "other_district", other=found.district_code
            )
        found = found or said
    return found


class AreaCollector:
    """Collects the places that the files of one load mention."""

    def __init__(self, district: AreasFromData | None) -> None:
        self._district = district
        self._places = pl.DataFrame(schema=PLACES_SCHEMA)

    def note(self, bound: BoundMapping, rows: pl.DataFrame, delivered: pl.DataFrame) -> None:
        """Remember the places of accepted rows, with the names delivered for them."""
        if bound.mapping.areas is None or not rows.height:
            return
        found = bound.places(rows, delivered)
        self._places = pl.concat([self._places, found]).unique()

    def registers(self, known: KnownPlaces) -> dict[str, pl.DataFrame]:
        """Make the rows of the area register, and of the grid register where it is needed.

        Where rows belong to grids, every place is a street with one community and one
        comprehensive grid of the same code, unless the rows name a street of their own.

        Returns:
            Source name → rows as the contract of that source has them; only what is missing.
        """
        if self._district is None or not self._places.height:
            return {}
        grids = self._grids().filter(~pl.col("grid").is_in(known.grids.implode()))
        areas = _missing(pl.concat([self._areas(), _communities(grids)]), known)
        made = {"areas": areas, "grids": _grid_rows(grids)}
        return {name: _as_contract(name, rows) for name, rows in made.items() if rows.height}

    def _areas(self) -> pl.DataFrame:
        """List the district and its streets."""
        district = self._district or AreasFromData("", "")
        streets = (
            self._places.drop_nulls("street")
            .group_by(code="street")
            .agg(pl.col("name").drop_nulls().sort().first())
            .sort("code")
        )
        top = pl.DataFrame({"code": [district.district_code], "name": [district.district_name]})
        return pl.concat(
            [
                _tier(top, "district", parent=pl.lit(None, pl.String)),
                _tier(streets, "street", parent=pl.lit(district.district_code)),
            ]
        )

    def _grids(self) -> pl.DataFrame:
        """List the grids, each with the street it is in."""
        return (
            self._places.drop_nulls("grid")
            .group_by("grid")
            .agg(
                pl.col("street").sort().last(),
                # Where a street is mapped, the name is the street's.
                pl.col("name").filter(pl.col("street") == pl.col("grid")).drop_nulls().min(),
            )
            .sort("grid")
        )


def _communities(grids: pl.DataFrame) -> pl.DataFrame:
    named = grids.select(code=pl.format("{}-c", "grid"), name="name", street="street")
    return _tier(named, "community", parent=pl.col("street"))


def _tier(places: pl.DataFrame, level: str, *, parent: pl.Expr) -> pl.DataFrame:
    return places.select("code", "name", pl.lit(level).alias("level"), parent.alias("parent_code"))


def _missing(areas: pl.DataFrame, known: KnownPlaces) -> pl.DataFrame:
    """Keep the areas no register has, and those that have a name at last."""
    district = areas["code"][0]
    systems = known.delivered.filter(pl.col("code") == district)["code_system"]
    before = known.derived.select("code", pl.col("name").alias("before"))
    is_new = pl.col("before").is_null()
    is_named_now = (pl.col("before") == pl.col("code")) & (pl.col("name") != pl.col("code"))
    return (
        areas.join(known.delivered, on="code", how="anti", maintain_order="left")
        .join(before, on="code", how="left", maintain_order="left")
        .filter(is_new | is_named_now.fill_null(value=False))
        .with_columns(
            pl.coalesce("name", "code").alias("name"),
            pl.lit(systems[0] if len(systems) else OWN_SYSTEM).alias("code_system"),
        )
    )


def _grid_rows(grids: pl.DataFrame) -> pl.DataFrame:
    return grids.select(
        pl.col("grid").alias("grid_code"),
        pl.coalesce("name", "grid").alias("name"),
        pl.lit("comprehensive").alias("kind"),
        pl.format("{}-c", "grid").alias("community_code"),
        pl.lit(ALWAYS).alias("valid_from"),
    )


def _as_contract(source: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Give rows every column of their contract, numbered as if they were lines."""
    numbered = rows.with_row_index("source_line", offset=1)
    return numbered.select(
        (pl.col(name) if name in numbered.columns else pl.lit(None).alias(name)).cast(column.dtype)
        for name, column in SOURCES[source].contract.columns().items()
    )
