"""One briefing a street, in several formats, in one archive with a manifest."""

import datetime as dt
from collections.abc import Callable, Sequence

from dashboard.exports.briefing import Briefing
from dashboard.exports.compose import compose
from dashboard.exports.formats import FORMATS, archive, manifest
from dashboard.exports.recipe import Recipe
from dashboard.scenes import Desk
from warehouse.areas import Area

Progress = Callable[[str, float], None]
KINDS = ("pptx", "docx", "xlsx")
MANIFEST = "manifest.json"


def streets(desk: Desk) -> list[Area]:
    """List the counted streets."""
    top = desk.areas.top
    return [one for one in desk.areas.children(top.code) if one.is_counted] if top else []


def one_a_street(
    desk: Desk,
    recipe: Recipe,
    *,
    issued_on: dt.date,
    kinds: Sequence[str] = KINDS,
    progress: Progress | None = None,
) -> bytes:
    """Make the archive.

    Args:
        desk: in the language of the recipe.
        recipe: of the briefing; every street takes the place of its area.
        issued_on: the day.
        kinds: formats, as in `FORMATS`.
        progress: told a street's name and how much is done, 0–1.
    """
    files: dict[str, bytes] = {}
    briefings: dict[str, Briefing] = {}
    wanted = streets(desk)
    for position, street in enumerate(wanted):
        name = street.names[desk.language]
        if progress is not None:
            progress(name, position / len(wanted))
        briefing = compose(desk, recipe.for_area(street.code), issued_on=issued_on).briefing
        for kind in kinds:
            one = FORMATS[kind]
            path = f"{name}/{name}-{kind}{one.suffix}"
            files[path] = one.make(briefing)
            briefings[path] = briefing
    return archive({**files, MANIFEST: manifest(files, briefings)})
