"""``rollback``: make an earlier version current."""

import argparse

from pipelines.commands.console import DONE, Console, OperatorError
from warehouse.snapshots import NoVersionError, current_id, point_to, versions


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Move the pointer to the version that is named, else to the one before the current."""
    known = [one.version_id for one in versions(console.data_dir)]
    wanted = arguments.version
    if wanted is None:
        held = current_id(console.data_dir)
        older = known[known.index(held) + 1 :] if held in known else known
        if not older:
            raise OperatorError("rollback.no_earlier")
        wanted = older[0]
    if wanted not in known:
        raise OperatorError("rollback.no_such", version=wanted, known=", ".join(known) or "–")
    try:
        point_to(console.data_dir, wanted)
    except NoVersionError as error:
        raise OperatorError("rollback.no_such", version=wanted, known=", ".join(known)) from error
    if console.is_json:
        console.answer({"current": wanted})
    console.say("rollback.done", version=wanted)
    return DONE
