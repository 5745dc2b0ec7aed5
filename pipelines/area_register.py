"""Registers made of the codes a delivery mentions, for cities that deliver none."""

import datetime as dt
from dataclasses import dataclass, field

import polars as pl

from pipelines.mapping import AreasFromData, Mapping
from pipelines.sources import SOURCES
from pipelines.table_names import exactly

# A grid that is only known by its code is taken to have existed before anything was measured.
ALWAYS = dt.date(1950, 1, 1)
CODE_SYSTEM = "local"
PLACES_SCHEMA = {"code": pl.String, "name": pl.String}


@dataclass(slots=True)
class AreaCollector:
    """Collects the places that the files of one load mention.

    Attributes:
        districts: what the mappings say of the area above all.
        has_grids: whether any of the delivered rows belong to grids.
    """

    districts: dict[str, AreasFromData] = field(default_factory=dict)
    has_grids: bool = False
    _places: list[pl.DataFrame] = field(default_factory=list)

    def note(self, mapping: Mapping, rows: pl.DataFrame, delivered: pl.DataFrame) -> None:
        """Remember the places of accepted rows, with the names delivered for them."""
        if mapping.areas is None:
            return
        self.districts.setdefault(mapping.areas.district_code, mapping.areas)
        mapped = {column.column for column in mapping.columns}
        column = next(name for name in mapping.source.placed_by if name in mapped)
        self.has_grids = self.has_grids or column == "grid_code"
        named = mapping.areas.name_from
        names = delivered.select(
            "source_line", exactly(named).alias("name") if named else pl.lit(None).alias("name")
        )
        places = rows.select("source_line", pl.col(column).alias("code")).join(
            names, on="source_line"
        )
        self._places.append(
            places.select(pl.col("code"), pl.col("name").cast(pl.String))
            .drop_nulls("code")
            .unique()
        )

    @property
    def places(self) -> pl.DataFrame:
        """One row a place, ``code`` and ``name``; the code where no name was delivered."""
        if not self._places:
            return pl.DataFrame(schema=PLACES_SCHEMA)
        return (
            pl.concat(self._places)
            .group_by("code")
            .agg(pl.col("name").drop_nulls().sort().first())
            .with_columns(pl.coalesce("name", "code").alias("name"))
            .sort("code")
        )

    def registers(self) -> dict[str, pl.DataFrame]:
        """Make the rows of the area register, and of the grid register where it is needed.

        Where rows belong to grids, every place is a street with one community and one
        comprehensive grid of the same code.

        Returns:
            Source name → rows as the contract of that source has them.
        """
        places = self.places
        if not places.height or not self.districts:
            return {}
        district = next(iter(self.districts.values()))
        tiers = [
            _tier(
                pl.DataFrame({"code": [district.district_code], "name": [district.district_name]}),
                "district",
                parent=pl.lit(None, pl.String),
            ),
            _tier(places, "street", parent=pl.lit(district.district_code)),
        ]
        if not self.has_grids:
            return {"areas": _as_contract("areas", pl.concat(tiers))}
        communities = places.with_columns(pl.format("{}-c", "code").alias("code"))
        tiers.append(_tier(communities, "community", parent=pl.col("code").str.strip_suffix("-c")))
        grids = places.select(
            pl.col("code").alias("grid_code"),
            "name",
            pl.lit("comprehensive").alias("kind"),
            pl.format("{}-c", "code").alias("community_code"),
            pl.lit(ALWAYS).alias("valid_from"),
        )
        return {
            "areas": _as_contract("areas", pl.concat(tiers)),
            "grids": _as_contract("grids", grids),
        }


def _tier(places: pl.DataFrame, level: str, *, parent: pl.Expr) -> pl.DataFrame:
    return places.select(
        "code",
        "name",
        pl.lit(level).alias("level"),
        parent.alias("parent_code"),
        pl.lit(CODE_SYSTEM).alias("code_system"),
    )


def _as_contract(source: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Give rows every column of their contract, numbered as if they were lines."""
    numbered = rows.with_row_index("source_line", offset=1)
    return numbered.select(
        (pl.col(name) if name in numbered.columns else pl.lit(None).alias(name)).cast(column.dtype)
        for name, column in SOURCES[source].contract.columns().items()
    )
