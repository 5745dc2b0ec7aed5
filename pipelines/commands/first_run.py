"""``first-run``: prepare the demonstration district, so that there is something to look at."""

import argparse
from pathlib import Path

from pipelines import demo
from pipelines.commands.build import FAILED_AUDIT, AuditFailedError, build_shown
from pipelines.commands.console import DONE, Console
from pipelines.commands.load import FILE_REFUSED, load_shown
from pipelines.commands.report import refusal
from pipelines.demo.event_files import CORRECTIONS
from pipelines.request import LoadRequest
from warehouse.ledger import Manifest, manifests
from warehouse.snapshots import current_id


def run(console: Console, _: argparse.Namespace) -> int:
    """Load the demonstration where nobody's data is, and build what is not built.

    Every step asks what is there already, so that an interrupted run is taken up again.
    """
    loads = manifests(console.data_dir)
    if all(load.is_demonstration for load in loads):
        for request in _missing(console, {load.mode for load in loads}):
            console.say("first_run.load")
            manifest = load_shown(console, request)
            if _is_refused(console, manifest):
                return FILE_REFUSED
    has_version = current_id(console.data_dir) is not None
    if not has_version:
        console.say("first_run.build")
    try:
        # Ends at once where nothing has changed; builds anew after an update of the program.
        build_shown(console)
    except AuditFailedError:
        if not has_version:
            return FAILED_AUDIT
    console.say("first_run.ready")
    return DONE


def _missing(console: Console, modes_done: set[str]) -> list[LoadRequest]:
    """Tell which loads of the demonstration are to be made; write its files if they are not."""
    if {"append", "upsert"} <= modes_done:
        return []
    out = console.data_dir.inbox / "demo"
    # Written last: where it is, the deliveries are complete.
    if not (out / demo.TRUTH).exists():
        console.say("first_run.demo")
        with console.progress() as progress:
            demo.write(out, progress=progress)
    corrections = out / CORRECTIONS
    deliveries = [path for path in _folders(out) if path != corrections]
    requests = [LoadRequest(tuple(deliveries)), LoadRequest((corrections,), mode="upsert")]
    return [request for request in requests if request.mode not in modes_done]


def _folders(out: Path) -> list[Path]:
    return [path for path in sorted(out.iterdir()) if path.is_dir()]


def _is_refused(console: Console, manifest: Manifest) -> bool:
    """Say what became of a load of the demonstration; tell whether a file was refused."""
    refused = [said for file in manifest.files if (said := refusal(file, console.language))]
    for said in refused:
        console.complain("first_run.refused", why=said)
    console.say(
        "first_run.loaded",
        accepted=f"{sum(file.accepted for file in manifest.files):,}",
        quarantined=f"{sum(file.quarantined for file in manifest.files):,}",
    )
    return bool(refused)
