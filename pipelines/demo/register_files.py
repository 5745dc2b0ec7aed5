"""The files of the registers."""

from typing import Any

import polars as pl

from pipelines.demo.event_files import Desk
from pipelines.demo.files import CHINESE, MARKED
from pipelines.demo.outlines import rounded
from pipelines.demo.places import DISTRICT, district_outline, street_outlines

FOLDER = "01-registers"


def write_registers(desk: Desk) -> None:
    """Write every register."""
    _write_areas(desk)
    _write_grids(desk)
    registers = desk.registers
    desk.outbox.workbook(
        f"{FOLDER}/grid_members.xlsx",
        registers.postings,
        source="grid_members",
        title="六合区网格员上岗登记表（演示数据，虚构）",
    )
    for source, rows, style in (
        ("party_organisations", registers.party, MARKED),
        ("key_households", registers.key_households, CHINESE),
    ):
        desk.outbox.csv(f"{FOLDER}/{source}.csv", rows, source=source, style=style)


def _write_areas(desk: Desk) -> None:
    """Write the district and its streets with outlines, communities, and the other codes."""
    registers = desk.registers
    desk.outbox.geojson(
        f"{FOLDER}/areas_district_streets.geojson",
        registers.upper_areas,
        source="areas",
        geometries=_area_outlines(registers.upper_areas),
    )
    for name, rows in (
        ("areas_communities", registers.communities),
        ("areas_civil_codes", registers.civil_codes),
    ):
        desk.outbox.csv(f"{FOLDER}/{name}.csv", rows, source="areas", style=MARKED)


def _area_outlines(areas: pl.DataFrame) -> list[dict[str, Any]]:
    streets = street_outlines()
    return [
        district_outline().geojson if code == DISTRICT else streets[code].geojson
        for code in areas["code"]
    ]


def _write_grids(desk: Desk) -> None:
    """Write current grids with outlines where there are any, and the ended versions."""
    outbox, grids = desk.outbox, desk.registers.grids
    is_current = pl.col("valid_to").is_null()
    outbox.csv(
        f"{FOLDER}/grids_ended.csv", grids.filter(~is_current), source="grids", style=CHINESE
    )
    current, outlines = grids.filter(is_current), desk.registers.outlines
    if outlines is None:
        outbox.csv(f"{FOLDER}/grids_2020-12-31.csv", current, source="grids", style=CHINESE)
        return
    drawn = current.join(outlines, on="grid_code", how="left", maintain_order="left")
    outbox.geojson(
        f"{FOLDER}/grids_2020-12-31.geojson",
        current,
        source="grids",
        geometries=[rounded(text) for text in drawn["geometry"]],
    )
