"""One briefing a street, in several formats, in one archive with a manifest."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping

from dashboard.exports.briefing import Briefing
from dashboard.exports.compose import Composed, compose
from dashboard.exports.formats import FORMATS, archive
from dashboard.exports.recipe import Recipe
from dashboard.scenes import Desk
from warehouse.areas import Area

Progress = Callable[[str, float], None]
Record = Callable[[Briefing, Recipe], None]
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
    record: Record | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Make the archive.

    Args:
        desk: in the language of the recipe.
        recipe: of the briefing; every street takes the place of its area.
        issued_on: the day.
        record: told of every street's briefing, so that its stamp can be looked up later.
        progress: told a street's name and how much is done, 0–1.
    """
    files: dict[str, bytes] = {}
    made_of: dict[str, Composed] = {}
    wanted = streets(desk)
    for position, street in enumerate(wanted):
        name = street.names[desk.language]
        if progress is not None:
            progress(name, position / len(wanted))
        own = recipe.for_area(street.code)
        made = compose(desk, own, issued_on=issued_on)
        if record is not None:
            record(made.briefing, own)
        for kind in KINDS:
            one = FORMATS[kind]
            path = f"{name}/{name}-{kind}{one.suffix}"
            files[path] = one.make(made.briefing)
            made_of[path] = made
    return archive({**files, MANIFEST: _manifest(files, made_of)})


def _manifest(files: Mapping[str, bytes], made_of: Mapping[str, Composed]) -> bytes:
    """List the files with their hashes and stamps, and the charts that a street has not."""
    listed = [
        {
            "file": name,
            "bytes": len(files[name]),
            "sha256": hashlib.sha256(files[name]).hexdigest(),
            "title": made_of[name].briefing.title,
            "subtitle": made_of[name].briefing.subtitle,
            "stamp": made_of[name].briefing.stamp,
            "left_out": {item.chart_id: reason for item, reason in made_of[name].missing},
        }
        for name in sorted(files)
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()
