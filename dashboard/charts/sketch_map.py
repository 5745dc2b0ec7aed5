"""Streets against the district on a sketch map."""

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from dashboard.charts.labels import area_name, number_of, short_area_name, tone_of
from dashboard.charts.spec import Face, MapArea, MapChart, Ring, Tone
from dashboard.text import Words
from warehouse.catalog import Metric


def sketch_map(
    values: pl.DataFrame, metric: Metric, *, outlines: pl.DataFrame, face: Face, words: Words
) -> MapChart:
    """Make one outline an area.

    Args:
        values: one row a counted area, as ``Reader.values`` gives them.
        metric: whose values they are.
        outlines: one row an area: ``area_code``, names, ``is_counted``, ``managed_by``,
            ``geometry`` (GeoJSON).
        face: what every chart has.
        words: in the reader's language.
    """
    by_code = {row["area_code"]: row for row in values.iter_rows(named=True)}
    areas = tuple(
        _area(outline, by_code.get(outline["area_code"]), metric, words=words)
        for outline in outlines.iter_rows(named=True)
    )
    tones = (Tone.BETTER, Tone.WORSE, Tone.PLAIN, Tone.SMALL)
    present = {area.tone for area in areas if area.is_counted}
    legend = tuple((tone, words(f"map.{tone}")) for tone in tones if tone in present)
    headings = (words("column.area"), words("column.value"))
    return MapChart(face, areas, legend, _uncounted(outlines, words), headings)


def _uncounted(outlines: pl.DataFrame, words: Words) -> str:
    """Say whose the empty outlines are, where that is known in the reader's language."""
    keepers = outlines.filter(~pl.col("is_counted"))["managed_by"].drop_nulls().unique().sort()
    if words.language == "zh" and keepers.len():
        return words("map.uncounted", names="、".join(keepers))
    return words("map.uncounted_alone")


def _area(
    outline: dict[str, Any], row: dict[str, Any] | None, metric: Metric, *, words: Words
) -> MapArea:
    rings = tuple(rings_of(json.loads(outline["geometry"])))
    if row is None:
        return MapArea(
            outline["area_code"],
            area_name(outline, words),
            rings,
            Tone.WITHHELD,
            text="",
            value=None,
            is_counted=False,
        )
    number = number_of(metric)
    text = number.plain(row["value"]) if row["value"] is not None else "—"
    return MapArea(
        row["area_code"],
        short_area_name(row, words),
        rings,
        tone_of(row, row["outcome_benchmark"]),
        text,
        row["value"],
        is_counted=True,
    )


def rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Yield the outer rings of a polygon or of several."""
    polygons = (
        [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    )
    for polygon in polygons:
        yield tuple((float(point[0]), float(point[1])) for point in polygon[0])
