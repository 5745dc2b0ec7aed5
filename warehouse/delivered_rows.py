"""Rows as they were delivered, read from the lake's Parquet and from nowhere else."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import duckdb
import polars as pl

from warehouse.areas import Area, AreaTree
from warehouse.connection import Warehouse
from warehouse.data_dir import DataDir
from warehouse.lake import current_rows_sql, lake_sources
from warehouse.ledger import Manifest, manifests
from warehouse.periods import Period

MASK = "•••"
LINE = ("load_seq", "file_no", "source_line")
FOREVER = dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a source's rows, and how they are found.

    Attributes:
        columns: shown as delivered.
        masked: shown as a mask: they name a person or a household.
        starts: the column in which a row begins to hold, or happened.
        ends: the column in which it ends; null for what happens on one day.
        is_end_in: whether it still holds on the day it ends.
    """

    columns: tuple[str, ...]
    starts: str
    masked: tuple[str, ...] = ()
    ends: str | None = None
    is_end_in: bool = False


# Where a row lies; of few persons it would tell them apart.
PLACE_COLUMNS = ("grid_code", "community_code")
MATTER_TIMES = ("reported_at", "due_at", "closed_at")
SOURCES: Mapping[str, Shown] = {
    "activities": Shown(("community_code", "activity_id", "kind", "held_on"), "held_on"),
    "grid_members": Shown(
        ("grid_code", "role", "started_on", "ended_on"),
        "started_on",
        ("member_code",),
        ends="ended_on",
        is_end_in=True,
    ),
    "grids": Shown(
        ("grid_code", "kind", "community_code", "households", "valid_from", "valid_to"),
        "valid_from",
        ends="valid_to",
    ),
    "household_visits": Shown(
        ("grid_code", "is_key_household", "visited_on"), "visited_on", ("visit_id", "household_key")
    ),
    "matters": Shown(
        (*PLACE_COLUMNS, "street_code", "matter_id", "category", *MATTER_TIMES, "status"),
        "reported_at",
    ),
    "matter_steps": Shown(("matter_id", "step", "level", "at", "due_at", "outcome"), "at"),
    "mediations": Shown(
        ("grid_code", "community_code", "mediation_id", "opened_on", "concluded_on", "outcome"),
        "opened_on",
    ),
    "party_organisations": Shown(
        ("grid_code", "community_code", "organisation_id", "kind", "since", "until"),
        "since",
        ends="until",
    ),
    "patrols": Shown(
        ("grid_code", "patrol_id", "planned_at", "started_at", "ended_at"),
        "started_at",
        ("member_code",),
    ),
    "survey_responses": Shown(
        ("wave", "street_code", "mode", "security", "satisfaction", "patrol_aware", "knows_worker"),
        "fielded_to",
        ("response_id",),
    ),
    "tasks": Shown(("grid_code", "task_id", "assigned_on", "category", "hours"), "assigned_on"),
}
WAVES = """
select wave from marts.fct_survey_waves where wave_on >= $start and wave_on < $end
"""
FILES = "select load_seq, file_no, load_id, file, source from marts.dim_files"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which delivered rows are asked for.

    Attributes:
        source: of the rows.
        area: where they lie.
        period: when they happened, or held.
        looks_back: whether the twelve months up to the period's end are meant.
        is_personal: whether a number of persons or households is made of them.
        limit: how many rows at most.
    """

    source: str
    area: Area
    period: Period
    looks_back: bool
    is_personal: bool
    limit: int

    @property
    def start(self) -> dt.date:
        """The first day meant; of what lasts, the last day of the period."""
        if self.looks_back:
            return self.period.next_start.replace(year=self.period.next_start.year - 1)
        return self.period.last_day if SOURCES[self.source].ends else self.period.start


@dataclass(frozen=True, slots=True)
class DeliveredRows:
    """Delivered rows with where they came from, how many there are, and the files they are in."""

    rows: pl.DataFrame
    count: int
    loads: pl.DataFrame

    @classmethod
    def of(
        cls,
        warehouse: Warehouse,
        areas: AreaTree,
        wanted: Wanted,
        *,
        lines: pl.DataFrame | None,
    ) -> "DeliveredRows":
        """Look rows up by file and line, or by place and time where ``lines`` is none."""
        nothing = cls(nothing_delivered(), 0, no_loads())
        data_dir = warehouse.data_dir
        if data_dir is None or wanted.source not in lake_sources(data_dir):
            return nothing
        loads = [one for one in manifests(data_dir) if one.load_id in warehouse.version.loads]
        if lines is not None:
            found = _Search(data_dir, loads, wanted).by_line(lines)
        else:
            found = _Search(data_dir, _reaching(loads, wanted), wanted).by_place(warehouse, areas)
        files = warehouse.ask(FILES).with_columns(pl.col("load_seq", "file_no").cast(pl.UInt32))
        named = found.join(
            files.drop("source"), on=["load_seq", "file_no"], how="left", maintain_order="left"
        )
        by_file = named.group_by("load_id", "file").agg(row_count=pl.len().cast(pl.Int64))
        loads_frame = by_file.with_columns(source=pl.lit(wanted.source)).sort("load_id", "file")
        return cls(
            _masked(named.head(wanted.limit), wanted),
            named.height,
            loads_frame.select(no_loads().columns),
        )


def nothing_delivered() -> pl.DataFrame:
    """Give no rows, with the columns that every delivered row has."""
    return pl.DataFrame(schema={"load_id": pl.String, "file": pl.String, "source_line": pl.UInt32})


def no_loads() -> pl.DataFrame:
    """Give no files, with the columns that the account of files has."""
    names = {"load_id": pl.String, "file": pl.String, "source": pl.String}
    return pl.DataFrame(schema={**names, "row_count": pl.Int64})


@dataclass(frozen=True, slots=True)
class _Search:
    """One search in the lake."""

    data_dir: DataDir
    loads: Sequence[Manifest]
    wanted: Wanted

    def by_line(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Find the rows of given files and lines."""
        keys = lines.select(pl.col(name).cast(pl.UInt32) for name in LINE).unique()
        same = " and ".join(f"rows.{name} = asked.{name}" for name in LINE)
        return self._ask(f"inner join asked on {same}", {"asked": keys})

    def by_place(self, warehouse: Warehouse, areas: AreaTree) -> pl.DataFrame:
        """Find the rows of a place that happened, or held, in the time asked for."""
        shown, wanted = SOURCES[self.wanted.source], self.wanted
        if wanted.source == "survey_responses":
            span = {"start": wanted.start, "end": wanted.period.next_start}
            waves = warehouse.ask(WAVES, span)
            streets = pl.DataFrame(
                {"street_code": sorted(_counted(areas, wanted.area, "street"))},
                schema={"street_code": pl.String},
            )
            join = (
                "inner join waves on rows.wave = waves.wave "
                "inner join streets on rows.street_code = streets.street_code"
            )
            return self._ask(join, {"waves": waves, "streets": streets})
        begins, ends = f'rows."{shown.starts}"::date', f'rows."{shown.ends or shown.starts}"::date'
        # What ends on a day no longer holds on it, unless that day still counts.
        reaches = ">" if shown.ends and not shown.is_end_in else ">="
        in_time = (
            f"{begins} < date '{wanted.period.next_start}' "
            f"and coalesce({ends}, date '{FOREVER}') {reaches} date '{wanted.start}'"
        )
        places = _places(areas, wanted.area)
        if wanted.source == "activities":
            place = "rows.community_code = places.place_code"
        else:
            # A row belongs to the version of a grid that held when it happened.
            place = (
                "rows.grid_code = places.place_code "
                f"and places.valid_from <= greatest({begins}, date '{wanted.start}') "
                f"and places.valid_to > greatest({begins}, date '{wanted.start}')"
            )
        return self._ask(f"inner join places on {place} where {in_time}", {"places": places})

    def _ask(self, join: str, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        source = lake_sources(self.data_dir)[self.wanted.source]
        shown = SOURCES[source.name]
        columns = [f'rows."{name}"' for name in (*LINE, *shown.columns, *shown.masked)]
        rows = current_rows_sql(self.data_dir, source, self.loads)
        order = ", ".join(f"rows.{name}" for name in LINE)
        sql = f"select {', '.join(columns)} from ({rows}) as rows {join} order by {order}"
        with _locked_down(self.data_dir) as con:
            for name, frame in frames.items():
                con.register(name, frame)
            found: pl.DataFrame = con.sql(sql).pl()
        return found


@contextmanager
def _locked_down(data_dir: DataDir) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an engine that can read the lake and nothing else."""
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as con:
        con.execute("set allowed_directories = [$lake]", {"lake": str(data_dir.lake)})
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
        yield con


def _reaching(loads: Sequence[Manifest], wanted: Wanted) -> list[Manifest]:
    """Leave out files that hold nothing of the time asked for.

    Only where no load corrects another: a correction may move a row in time.
    """
    if any(load.mode != "append" for load in loads) or wanted.source == "survey_responses":
        return list(loads)
    first, last = wanted.start.isoformat(), wanted.period.next_start.isoformat()
    return [
        replace(
            load,
            files=tuple(
                file
                for file in load.files
                if file.earliest is None
                or file.latest is None
                or (file.earliest < last and file.latest >= first)
            ),
        )
        for load in loads
    ]


def _counted(areas: AreaTree, area: Area, level: str) -> set[str]:
    counted = areas.rows.filter((pl.col("level") == level) & pl.col("is_counted"))["area_code"]
    return areas.codes_within(area.code, level) & set(counted)


def _places(areas: AreaTree, area: Area) -> pl.DataFrame:
    """List the places of an area with the time in which they lay in it."""
    below = areas.codes_below(area.code)
    is_inside = pl.col("parent_code").is_in(below) | (pl.col("area_code") == area.code)
    return areas.rows.filter(is_inside).select(
        pl.col("area_code").alias("place_code"),
        pl.col("valid_from").fill_null(dt.date(1900, 1, 1)),
        pl.col("valid_to").fill_null(FOREVER),
    )


def _masked(rows: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    """Take away what names a person or a household, or tells where one of few lives."""
    shown = SOURCES[wanted.source]
    hidden = [name for name in PLACE_COLUMNS if wanted.is_personal and name in rows.columns]
    return rows.drop(hidden, "load_seq", "file_no").with_columns(
        pl.when(pl.col(name).is_not_null()).then(pl.lit(MASK)).alias(name) for name in shown.masked
    )
