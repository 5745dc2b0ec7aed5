"""A valid row of every source; override the field under test."""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import polars as pl

from pipelines.land import lake_columns
from pipelines.sources import SOURCES
from warehouse.access import WHOLE_DISTRICT, AccessScope
from warehouse.build import check_grain, create, run_checks
from warehouse.connection import Warehouse
from warehouse.index_weights import SHIPPED
from warehouse.lake_tables import FILES_SCHEMA, SCHEMAS, make_seeds
from warehouse.model_files import in_build_order, model_files
from warehouse.reader import Reader
from warehouse.snapshots import Version
from warehouse.steps import STEPS

DISTRICT, STREET, COMMUNITY, GRID = "320116", "320116006", "320116006001", "320116006001001"
STAMP = {"load_seq": 1, "file_no": 1}
FIRST_LINE = 2
VALID: dict[str, dict[str, Any]] = {
    "areas": {"level": "street", "code_system": "nbs", "code": STREET, "name": "雄州街道"},
    "grids": {
        "grid_code": GRID,
        "kind": "comprehensive",
        "community_code": COMMUNITY,
        "households": 300,
        "valid_from": "2018-01-01",
    },
    "grid_members": {
        "member_code": "M1",
        "grid_code": GRID,
        "role": "full_time",
        "started_on": "2018-01-01",
    },
    "party_organisations": {
        "organisation_id": "O1",
        "kind": "branch",
        "grid_code": GRID,
        "since": "2018-01-01",
    },
    "patrols": {
        "patrol_id": "P1",
        "grid_code": GRID,
        "started_at": "2020-03-02 08:00:00",
        "ended_at": "2020-03-02 08:40:00",
    },
    "key_households": {"household_key": "H1", "grid_code": GRID, "listed_on": "2018-01-01"},
    "household_visits": {
        "visit_id": "V1",
        "grid_code": GRID,
        "household_key": "H1",
        "is_key_household": True,
        "visited_on": "2020-03-02",
    },
    "matters": {
        "matter_id": "E1",
        "grid_code": GRID,
        "category": "环境卫生",
        "channel": "public",
        "reported_at": "2020-03-02 08:00:00",
        "status": "open",
    },
    "matter_steps": {
        "matter_id": "E1",
        "step": "reported",
        "level": "grid",
        "at": "2020-03-02 08:00:00",
    },
    "tasks": {
        "task_id": "T1",
        "grid_code": GRID,
        "assigned_on": "2020-03-02",
        "category": "报表",
        "is_off_list": False,
        "hours": 2.0,
    },
    "survey_responses": {
        "response_id": "R1",
        "wave": "2020-Q1",
        "fielded_from": "2020-03-01",
        "fielded_to": "2020-03-20",
        "street_code": STREET,
    },
    "survey_margins": {
        "wave": "2020-Q1",
        "street_code": STREET,
        "sex": "female",
        "age_band": "30-44",
        "residents": 1000,
    },
    "mediations": {"mediation_id": "D1", "grid_code": GRID, "opened_on": "2020-03-02"},
    "activities": {
        "activity_id": "A1",
        "community_code": COMMUNITY,
        "kind": "deliberation",
        "held_on": "2020-03-02",
    },
    "rankings": {
        "metric": "sv_security",
        "area_code": DISTRICT,
        "area": "六合区",
        "peer_set": "city",
        "period": "2020",
        "citation": "公报",
        "is_published": True,
    },
    "targets": {"metric": "sv_security", "level": "district", "period": "2020", "target": 0.985},
    "annotations": {"on": "2020-02-01", "label_zh": "疫情"},
}
HIERARCHY = (
    {"level": "district", "code": DISTRICT, "name": "六合区"},
    {"level": "street", "code": STREET, "name": "雄州街道", "parent_code": DISTRICT},
    {"level": "community", "code": COMMUNITY, "name": "文峰社区", "parent_code": STREET},
)

VERSION = Version(
    "20210104-test", "2021-01-04T00:00:00+00:00", "2021-01-04", "", (), "", False, False, {}
)

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def source_rows(source: str, overrides: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Make valid rows of ``source`` as the lake holds them, each with its own overrides."""
    schema = lake_columns(SOURCES[source])
    rows = [
        {**STAMP, "source_line": line, **VALID[source], **one}
        for line, one in enumerate(overrides, start=FIRST_LINE)
    ]
    text = pl.DataFrame(
        [
            {name: None if row.get(name) is None else str(row[name]) for name in schema}
            for row in rows
        ],
        schema=dict.fromkeys(schema, pl.String),
    )
    return text.select(_typed(name, dtype) for name, dtype in schema.items())


def _typed(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if dtype == pl.Boolean:
        return column.str.to_lowercase() == "true"
    if isinstance(dtype, pl.Date):
        return column.str.to_date()
    if isinstance(dtype, pl.Datetime):
        return column.str.to_datetime(time_unit="us")
    return column.cast(dtype)


def warehouse(
    rows: Rows, *, cutoff: str | None = None, as_of: str | None = None, until: str = ""
) -> duckdb.DuckDBPyConnection:
    """Build a warehouse in memory from rows of sources.

    Args:
        rows: source → rows, each only what differs from a valid one. Areas and one grid are
            there unless given. Rows of another ``load_seq`` came with a later load.
        cutoff: export time of every delivery; the latest event where none is given.
        as_of: cut-off that the operator stated.
        until: the last model to build; all of them where none is given.
    """
    con = duckdb.connect()
    for schema in SCHEMAS:
        con.execute(f"create schema {schema}")
    _deliver(con, {"areas": HIERARCHY, "grids": ({},), **rows}, stated=(as_of, cutoff))
    make_seeds(con, SHIPPED)
    models = {model.name: model for model in model_files()}
    steps = {step.name: step for step in STEPS}
    for name in in_build_order({k: v.reads for k, v in (*models.items(), *steps.items())}):
        if name in steps:
            steps[name].make(con)
            check_grain(con, name, steps[name].grain)
        else:
            create(con, models[name])
            check_grain(con, name, models[name].grain)
        if name == until:
            return con
    run_checks(con)
    return con


def _deliver(
    con: duckdb.DuckDBPyConnection, rows: Rows, *, stated: tuple[str | None, str | None]
) -> None:
    """Put rows into the lake, each source in a file of its own in every load."""
    files = list[tuple[Any, ...]]()
    for number, (name, source) in enumerate(SOURCES.items(), start=1):
        given = ({"file_no": number, **one} for one in rows.get(name, ()))
        frame = source_rows(name, given)
        con.register("rows_in", frame)
        con.execute(f"create table lake.{name} as select * from rows_in")
        con.unregister("rows_in")
        for (seq, file_no), part in frame.group_by("load_seq", "file_no", maintain_order=True):
            dates = part[source.dated_by].cast(pl.Date) if source.dated_by else None
            span = (str(dates.min()), str(dates.max())) if dates is not None else (None, None)
            files.append(
                (
                    *(seq, file_no, f"load-{seq}", f"{name}.csv", name, "2021-01-04", "append"),
                    *(*stated, *span, part.height, source.dated_by is not None),
                )
            )
    con.register("files_in", pl.DataFrame(files, schema=FILES_SCHEMA, orient="row"))
    con.execute(
        "create table lake.files as select * replace (earliest::timestamp::date as earliest, "
        "latest::timestamp as latest, as_of::timestamp as as_of, "
        "exported_at::timestamp as exported_at) from files_in"
    )


def reader(
    rows: Rows,
    *,
    cutoff: str | None = None,
    as_of: str | None = None,
    scope: AccessScope = WHOLE_DISTRICT,
) -> Reader:
    """Build a warehouse in memory and open it as a page would."""
    return Reader(Warehouse(warehouse(rows, cutoff=cutoff, as_of=as_of), VERSION), scope)
