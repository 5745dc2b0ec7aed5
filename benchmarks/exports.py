"""Exports: a monthly briefing in every format and for every street, and every chart there is."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil

from benchmarks.district import built
from benchmarks.figure import Figure
from dashboard.exports.briefing import Briefing
from dashboard.exports.compose import compose, standard
from dashboard.exports.formats import FORMATS, PICTURE_SCALE, PICTURE_SIZE
from dashboard.exports.opening import open_desk
from dashboard.exports.picture import png
from dashboard.exports.series import one_a_street
from warehouse.data_dir import DataDir

LIMITS = {"pptx": 1.0, "docx": 1.0, "gongwen": 1.0, "xlsx": 0.5, "pdf": 2.0}
STREETS_LIMIT, PICTURE_LIMIT, MEMORY_LIMIT = 12.0, 1.0, 150.0
# What a month's briefing is made of; the goals are for it.
MONTHLY = ("overview", "compare", "rankings", "survey")
ISSUED_ON = dt.date(2021, 1, 8)


def measure(work: Path) -> list[Figure]:
    """Make each export twice and take the second; the first reads fonts and templates."""
    desk = open_desk(DataDir(built(work)), "zh")
    everything = standard(desk)
    recipe = replace(
        everything, items=tuple(one for one in everything.items if one.page in MONTHLY)
    )
    briefing = compose(desk, recipe, issued_on=ISSUED_ON).briefing
    note = f"{len(briefing.parts)} charts"
    _picture(briefing)
    for kind in LIMITS:
        FORMATS[kind].make(briefing)
    before = psutil.Process().memory_info().rss
    figures = [
        Figure.at_most(
            f"export {kind}",
            _seconds(lambda kind=kind: FORMATS[kind].make(briefing)),  # type: ignore[misc]
            limit=limit,
            unit="s",
            note=note,
        )
        for kind, limit in LIMITS.items()
    ]
    picture = _seconds(lambda: _picture(briefing)) / len(briefing.parts)
    figures.append(Figure.at_most("one picture", picture, limit=PICTURE_LIMIT, unit="s"))
    streets = _seconds(lambda: one_a_street(desk, recipe, issued_on=ISSUED_ON))
    figures.append(
        Figure.at_most(
            "nine streets in three formats", streets, limit=STREETS_LIMIT, unit="s", note=note
        )
    )
    grown = (psutil.Process().memory_info().rss - before) / 2**20
    figures.append(Figure.at_most("memory that exports add", grown, limit=MEMORY_LIMIT, unit="MB"))
    return figures + _of_everything(compose(desk, everything, issued_on=ISSUED_ON).briefing)


def _of_everything(briefing: Briefing) -> list[Figure]:
    """Time every chart of every page, of which nobody makes a briefing."""
    figures = []
    for kind in LIMITS:
        FORMATS[kind].make(briefing)
        seconds = _seconds(lambda kind=kind: FORMATS[kind].make(briefing))  # type: ignore[misc]
        note = f"all {len(briefing.parts)} charts of all pages"
        figures.append(Figure(f"export {kind}, everything", seconds, "s", note=note))
    return figures


def _picture(briefing: Briefing) -> None:
    width, height = PICTURE_SIZE
    for part in briefing.parts:
        png(part.chart, width=width, height=height, scale=PICTURE_SCALE, words=briefing.words)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
