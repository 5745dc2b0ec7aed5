"""``build``, ``status``, ``rejected``, ``rollback``, ``backup`` and ``restore``."""

import argparse
import sys
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.commands.console import Console, OperatorError, Progress
from warehouse import backup
from warehouse.account import rejected, sentences
from warehouse.build import BuildOptions, CheckFailedError, NothingLoadedError, build
from warehouse.connection import open_current
from warehouse.ledger import manifests
from warehouse.model_files import ModelError
from warehouse.snapshots import NoVersionError, current, current_id, point_to, versions

DONE, FAILED_AUDIT = 0, 5
# A cell that a spreadsheet would run as a formula is quoted; see docs/security.md.
FORMULA_STARTS = r"^\s*[=+\-@\t\r＝＋－＠]"


def run_build(arguments: argparse.Namespace) -> int:
    """Build and publish; exit 5 when an audit failed and the old version stays."""
    console = Console.of(arguments)
    if arguments.engine != "duckdb":
        raise OperatorError("build.spark_absent")
    before = current_id(console.data_dir)
    progress = Progress()
    try:
        version = build(
            console.data_dir, options=BuildOptions(is_forced=arguments.force), progress=progress
        )
    except NothingLoadedError as error:
        raise OperatorError("build.nothing_loaded") from error
    except CheckFailedError as error:
        console.complain("build.failed")
        for check, (count, row) in error.failures.items():
            console.complain("build.failure", check=check, count=count, row=row)
        return FAILED_AUDIT
    except ModelError as error:
        console.complain("build.model_failed", why=error)
        return FAILED_AUDIT
    finally:
        seconds = progress.close()
    if console.is_json:
        console.answer({"version": version.version_id, "cutoff_on": version.cutoff_on})
    elif version.version_id == before:
        console.say("build.unchanged", version=version.version_id)
    else:
        console.say(
            "build.done",
            version=version.version_id,
            cutoff=version.cutoff_on or "–",
            seconds=f"{seconds:.1f}",
        )
    return DONE


def run_status(arguments: argparse.Namespace) -> int:
    """Say what was loaded, what is published, what is unmatched and how fresh it is."""
    console = Console.of(arguments)
    body = status(console)
    if console.is_json:
        console.answer(body)
        return DONE
    now = body["current"]
    if now is None:
        console.say("status.none")
    else:
        console.say("status.current", version=now["version"], cutoff=now["cutoff_on"] or "–")
    console.say("status.versions")
    for one in body["versions"]:
        mark = console.words("status.is_current") if one["is_current"] else ""
        console.say(
            "status.version", version=one["version"], built_at=one["built_at"][:19], mark=mark
        )
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


def status(console: Console) -> dict[str, Any]:
    """Give the account of loads and versions for a program."""
    data_dir = console.data_dir
    loads, now = manifests(data_dir), current(data_dir)
    latest: dict[str, str] = {}
    for file in (file for load in loads for file in load.files):
        if file.source and file.latest:
            latest[file.source] = max(latest.get(file.source, ""), file.latest)
    return {
        "current": None
        if now is None
        else {"version": now.version_id, "cutoff_on": now.cutoff_on, "built_at": now.built_at},
        "versions": [
            {
                "version": one.version_id,
                "built_at": one.built_at,
                "cutoff_on": one.cutoff_on,
                "loads": list(one.loads),
                "is_current": now is not None and one.version_id == now.version_id,
            }
            for one in versions(data_dir)
        ],
        "loads": [
            {
                "load_id": load.load_id,
                "loaded_at": load.loaded_at,
                "mode": load.mode,
                "files": len(load.files),
                "accepted": sum(file.accepted for file in load.files),
                "quarantined": sum(file.quarantined for file in load.files),
                "refused": sum(file.refused is not None for file in load.files),
            }
            for load in loads
        ],
        "unmatched": _unmatched(console),
        "freshness": dict(sorted(latest.items())),
    }


def _unmatched(console: Console) -> dict[str, dict[str, int]]:
    try:
        warehouse = open_current(console.data_dir)
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


def run_rejected(arguments: argparse.Namespace) -> int:
    """Write quarantined records as CSV, in the operator's language, safe to open anywhere."""
    console = Console.of(arguments)
    records = rejected(console.data_dir, manifests(console.data_dir), load_id=arguments.load_id)
    text = rejected_csv(records, console)
    if arguments.out:
        Path(arguments.out).write_text(text, encoding="utf-8-sig")
    else:
        sys.stdout.write(text)
    return DONE


def rejected_csv(records: pl.DataFrame, console: Console) -> str:
    """Write quarantined records as the text of a CSV file."""
    language = console.words.language
    table = records.select(
        pl.col("load_id").alias(console.words("rejected.load")),
        pl.col("file").alias(console.words("rejected.file")),
        pl.col("source_line").alias(console.words("rejected.line")),
        pl.col("column").alias(console.words("rejected.column")),
        pl.col("value").alias(console.words("rejected.value")),
        pl.Series(
            console.words("rejected.reason"), sentences(records, language=language), dtype=pl.String
        ),
        pl.col("raw").alias(console.words("rejected.record")),
    )
    text = pl.selectors.string()
    safe = pl.when(text.str.contains(FORMULA_STARTS)).then("'" + text).otherwise(text)
    return table.with_columns(safe.name.keep()).write_csv()


def run_rollback(arguments: argparse.Namespace) -> int:
    """Make an earlier version current."""
    console = Console.of(arguments)
    known = [one.version_id for one in versions(console.data_dir)]
    wanted = arguments.version
    if wanted is None:
        held = current_id(console.data_dir)
        older = known[known.index(held) + 1 :] if held in known else known
        if not older:
            raise OperatorError("rollback.no_earlier")
        wanted = older[0]
    try:
        point_to(console.data_dir, wanted)
    except NoVersionError as error:
        raise OperatorError("rollback.no_such", version=wanted, known=", ".join(known)) from error
    if console.is_json:
        console.answer({"current": wanted})
    console.say("rollback.done", version=wanted)
    return DONE


def run_backup(arguments: argparse.Namespace) -> int:
    """Save the data folder as one file."""
    console = Console.of(arguments)
    archive = Path(arguments.archive)
    try:
        size = backup.save(console.data_dir, archive)
    except backup.BackupError as error:
        raise OperatorError("backup.exists", file=error) from error
    console.say("backup.done", file=archive, size=f"{size / 1e6:.1f}")
    return DONE


def run_restore(arguments: argparse.Namespace) -> int:
    """Bring the data folder back from a backup."""
    console = Console.of(arguments)
    try:
        backup.bring_back(console.data_dir, Path(arguments.archive))
    except backup.BackupError as error:
        if error.args[0] == "not_empty":
            raise OperatorError("backup.not_empty", folder=console.data_dir.root) from error
        raise OperatorError("backup.damaged", why=error) from error
    console.say("backup.restored", folder=console.data_dir.root)
    return DONE
