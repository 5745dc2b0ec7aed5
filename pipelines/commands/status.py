"""``status``: the account of loads, versions, unmatched rows and freshness."""

import argparse
from typing import Any

from pipelines.commands.console import DONE, Console
from warehouse.connection import open_current
from warehouse.data_dir import DataDir
from warehouse.ledger import Manifest, manifests
from warehouse.snapshots import NoVersionError, Version, current, versions


def run(console: Console, _: argparse.Namespace) -> int:
    """Say what was loaded, what is published, what is unmatched and how fresh it is."""
    body = status(console.data_dir)
    if console.is_json:
        console.answer(body)
        return DONE
    _say_versions(console, body)
    console.say("status.loads")
    for load in body["loads"]:
        console.say("status.load", **load)
    console.say("status.unmatched")
    for source, found in body["unmatched"].items():
        for reason, rows in found.items():
            console.say("status.unmatched_line", source=source, reason=reason, rows=f"{rows:,}")
    console.say("status.freshness")
    for source, latest in body["freshness"].items():
        console.say("status.fresh_line", source=source, latest=latest)
    return DONE


def _say_versions(console: Console, body: dict[str, Any]) -> None:
    current_one = next((one for one in body["versions"] if one["is_current"]), None)
    if current_one is None:
        console.say("status.none")
    else:
        cutoff = current_one["cutoff_on"] or "–"
        console.say("status.current", version=current_one["version"], cutoff=cutoff)
    console.say("status.versions")
    for one in body["versions"]:
        mark = console.words("status.is_current") if one["is_current"] else ""
        built_at = one["built_at"][:19]
        console.say("status.version", version=one["version"], built_at=built_at, mark=mark)


def status(data_dir: DataDir) -> dict[str, Any]:
    """Give the account of loads and versions for a program."""
    loads, now = manifests(data_dir), current(data_dir)
    return {
        "current": now.version_id if now else None,
        "versions": [_version(one, now) for one in versions(data_dir)],
        "loads": [_load(load) for load in loads],
        "unmatched": _unmatched(data_dir),
        "freshness": _freshness(loads),
    }


def _version(one: Version, now: Version | None) -> dict[str, Any]:
    return {
        "version": one.version_id,
        "built_at": one.built_at,
        "cutoff_on": one.cutoff_on,
        "loads": list(one.loads),
        "is_current": now is not None and one.version_id == now.version_id,
    }


def _load(load: Manifest) -> dict[str, Any]:
    return {
        "load_id": load.load_id,
        "loaded_at": load.loaded_at,
        "mode": load.mode,
        "files": sum(not file.is_derived for file in load.files),
        "records": sum(file.records for file in load.files if not file.is_derived),
        "accepted": sum(file.accepted for file in load.files if not file.is_derived),
        "quarantined": sum(file.quarantined for file in load.files),
        "skipped": sum(file.skipped for file in load.files if not file.is_derived),
        "refused": sum(file.refused is not None for file in load.files),
    }


def _freshness(loads: list[Manifest]) -> dict[str, str]:
    """Tell the latest date of each source."""
    latest: dict[str, str] = {}
    for file in (file for load in loads for file in load.files):
        if file.source and file.latest:
            latest[file.source] = max(latest.get(file.source, ""), file.latest)
    return dict(sorted(latest.items()))


def _unmatched(data_dir: DataDir) -> dict[str, dict[str, int]]:
    try:
        warehouse = open_current(data_dir)
    except NoVersionError:
        return {}
    rows = warehouse.ask(
        "select source, reason, sum(row_count)::bigint as row_count "
        "from marts.fct_unmatched group by all order by all"
    )
    warehouse.close()
    found: dict[str, dict[str, int]] = {}
    for source, reason, count in rows.iter_rows():
        found.setdefault(source, {})[reason] = count
    return found
