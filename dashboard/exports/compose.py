"""Make a briefing of a recipe: ask the scenes, find the charts, check edited titles."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.charts.spec import Chart
from dashboard.exports.briefing import Briefing, Imprint, Part
from dashboard.exports.recipe import Item, Recipe
from dashboard.scenes import SCENES, Desk, Scene
from dashboard.scenes.look import area_of, chosen_period
from warehouse.periods import Period

NUMBER = re.compile(r"\d[\d\u202f,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Composed:
    """A briefing, and the items that could not be made, each with the reason in words."""

    briefing: Briefing
    missing: tuple[tuple[Item, str], ...]


def compose(desk: Desk, recipe: Recipe, *, issued_on: dt.date) -> Composed:
    """Make the briefing of a recipe.

    Args:
        desk: in the language of the recipe.
        recipe: what is wanted.
        issued_on: the day.
    """
    words = desk.words
    scenes: dict[tuple[str, str], Scene] = {}
    parts: list[Part] = []
    missing: list[tuple[Item, str]] = []
    headlines: list[str] = []
    for item in recipe.items:
        if reason := _out_of_reach(desk, item):
            missing.append((item, reason))
            continue
        key = (item.page, str(sorted(item.link.items())))
        if key not in scenes:
            scenes[key] = SCENES[item.page](desk, item.view(desk.language))
            headlines.append(scenes[key].headline)
        chart = next((one for one in scenes[key].charts if _id(one) == item.chart_id), None)
        if chart is None:
            missing.append((item, words("export.no_chart")))
        elif getattr(chart, "is_empty", False):
            missing.append((item, words("empty.chart")))
        else:
            parts.append(_part(chart, item, taken={one.name for one in parts}, desk=desk))
    # Every export comes through here: no page and no command has to remember it.
    mark = "" if recipe.is_classified else recipe.mark
    imprint = Imprint(
        organisation=recipe.organisation,
        issued_on=issued_on,
        issue_number=recipe.issue_number,
        mark=mark,
        signatures=recipe.signatures,
        distribution=recipe.distribution,
    )
    # Two sections of one page share its conclusion.
    said = tuple(dict.fromkeys(headlines))
    briefing = Briefing(recipe.title, _subtitle(parts, desk), said, tuple(parts), imprint, words)
    return Composed(briefing, tuple(missing))


def _id(chart: Chart) -> str:
    return chart.face.chart_id


def _out_of_reach(desk: Desk, item: Item) -> str:
    """Say why an item cannot be made: no such page or area, or no data of its period yet.

    A page would show the district, or the latest year, instead; a briefing must not.
    """
    if item.page not in SCENES:
        return desk.words("export.no_page", page=item.page)
    wanted = item.view(desk.language)
    area = area_of(desk, wanted)
    if wanted.area and (area is None or area.code != wanted.area):
        return desk.words("export.no_area", code=wanted.area)
    if wanted.period and chosen_period(desk, wanted).label != wanted.period:
        period = fmt.period(Period.parse(wanted.period), desk.language)
        return desk.words("export.no_period", period=period)
    return ""


def _part(chart: Chart, item: Item, *, taken: set[str], desk: Desk) -> Part:
    name, number = chart.face.chart_id, 1
    while name in taken:
        number += 1
        name = f"{chart.face.chart_id}-v{number}"
    if not item.title or item.title == chart.face.title:
        return Part(name, chart, chart.face.title)
    return Part(name, chart, item.title, _doubt(chart, item, desk))


def _doubt(chart: Chart, item: Item, desk: Desk) -> str:
    """Say why an edited title may no longer be true; empty where nothing speaks against it."""
    held = set(_written(chart, desk))
    if lost := [one for one in _numbers(item.title) if one not in held]:
        return desk.words("export.stale_title", numbers=", ".join(lost))
    if item.written_for and item.written_for != chart.face.provenance.period:
        then = fmt.period(Period.parse(item.written_for), desk.language)
        return desk.words("export.old_title", period=then)
    return ""


def _numbers(text: str) -> list[str]:
    return [one.replace("\u202f", "").replace(",", "") for one in NUMBER.findall(text)]


def _written(chart: Chart, desk: Desk) -> Iterator[str]:
    """Give every number that the chart's words or table say, at every usual precision."""
    face = chart.face
    for text in (face.title, face.note, face.reading, face.alt, face.provenance.period):
        yield from _numbers(text)
    yield from _numbers(fmt.period(Period.parse(face.provenance.period), desk.language))
    for row in chart.table().rows:
        for cell in row:
            if isinstance(cell, str):
                yield from _numbers(cell)
            elif cell is not None:
                for value in (cell, cell * 100):
                    for decimals in range(4):
                        yield f"{abs(value):.{decimals}f}"


def _subtitle(parts: list[Part], desk: Desk) -> str:
    """Name area and period where all charts share them."""
    faces = [part.chart.face.provenance for part in parts]
    areas, periods = {one.area for one in faces}, {one.period for one in faces}
    if len(areas) != 1 or len(periods) != 1:
        return ""
    return desk.words("export.about", area=areas.pop(), period=periods.pop())


def standard(desk: Desk, *, period: str = "", area: str = "") -> Recipe:
    """Give the recipe of every chart of every page: what a command makes without a recipe."""
    link = {name: text for name, text in (("period", period), ("area", area)) if text}
    items = tuple(
        Item(page, _id(chart), link)
        for page, scene in SCENES.items()
        for chart in scene(desk, Item(page, "", link).view(desk.language)).charts
    )
    return Recipe(desk.words("export.usual_title"), items, desk.language)
