"""What was exported: enough to make it again, and to tell what has moved since."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.exports.briefing import Briefing, Part
from dashboard.exports.recipe import Recipe
from warehouse.data_dir import DataDir
from warehouse.shelf import Shelf

EXPORTS, LOG = "exports", "exports"
RECIPES = "briefings"


@dataclass(frozen=True)
class Entry:
    """One export.

    Attributes:
        stamp: stands in the file.
        kind: the format.
        exported_at: ISO 8601, UTC.
        recipe: what it was made of.
        charts: name → title and table, as exported.
    """

    stamp: str
    kind: str
    exported_at: str
    recipe: Recipe
    charts: dict[str, dict[str, Any]]


def record(data_dir: DataDir, briefing: Briefing, recipe: Recipe, *, kind: str) -> None:
    """Write down that a briefing was exported."""
    entry = {
        "stamp": briefing.stamp,
        "kind": kind,
        "exported_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "recipe": recipe.as_document(),
        "charts": charts_of(briefing.parts),
    }
    Shelf(data_dir, EXPORTS).append(LOG, entry)


def charts_of(parts: Sequence[Part]) -> dict[str, dict[str, Any]]:
    """Give title and table of every chart, by the name of its part."""
    return {
        part.name: {
            "title": part.chart.face.title,
            "columns": list(part.chart.table().columns),
            "rows": [list(row) for row in part.chart.table().rows],
        }
        for part in parts
    }


def found(data_dir: DataDir, stamp: str) -> Entry | None:
    """Find the export that a stamp names; the latest of several."""
    entries = Shelf(data_dir, EXPORTS).entries(LOG)
    for entry in reversed(entries):
        if entry["stamp"] == stamp:
            return Entry(**{**entry, "recipe": Recipe.from_document(entry["recipe"])})
    return None


def recipes(data_dir: DataDir) -> Shelf:
    """Give the shelf of saved recipes."""
    return Shelf(data_dir, RECIPES)
